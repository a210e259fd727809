"""The bar over the board: whom it shows, what it breaks, what it is worth, and what may be undone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import ngettext

from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import may_write
from wardbridge.planning.domain.drafts import Judged, judge_draft
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Draft, Move


def bar(request: ActorRequest, draft: Draft) -> dict[str, Any]:
    """Context of ``office/board_bar.html``."""
    judged = judge_draft(draft)
    broken = len(judged.violations)
    word = ngettext("%(count)s rule broken", "%(count)s rules broken", broken) % {"count": broken}
    done = set(Move.objects.filter(draft=draft).values_list("undone", flat=True).distinct())
    return {
        "may_move": may_write(request, draft.round) and draft.state == DraftState.OPEN,
        "can_undo": False in done,
        "can_redo": True in done,
        "figures": {
            "learners": len({one.learner for one in judged.plan.assignments}),
            "learner_weeks": sum(len(one.periods) for one in judged.plan.assignments),
            "violations": broken,
            "violations_word": word,
            "unplaced": judged.points.unplaced,
            "score": judged.points.total,
        },
    }


def met_in(judged: Judged) -> dict[str, int]:
    """Student code → best rank of a wish that the draft meets at least in part."""
    wishes = judged.wishes.items()
    best = {code: min((rank for rank, share in asked if share > 0), default=0) for code, asked in wishes}
    return {code: rank for code, rank in best.items() if rank}
