"""What the board gets back: the verdicts of a held block, and the fragments of the page that a change touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wardbridge.core.middleware import ActorRequest
from wardbridge.institutions.models import Department
from wardbridge.office.board.cells import NO_GROUP, board_of, row_of
from wardbridge.office.board.figures import bar, met_in
from wardbridge.office.board.filters import Filters
from wardbridge.office.board.loads import load_lines
from wardbridge.office.board.rows import read
from wardbridge.office.board.verdicts import Speaker
from wardbridge.planning.domain.drafts import BlockRef, Impossible, Judged, Verdict, judge_draft
from wardbridge.planning.domain.drafts.changes import laid_from, piece_of
from wardbridge.planning.models import Draft, Participant


def held(
    request: ActorRequest, draft: Draft, block: BlockRef, found: Mapping[tuple[int, int], Verdict]
) -> dict[str, Any]:
    """Verdict by department and first week, the block's own place, and the departments in the order of the arrows."""
    speaker = Speaker.of(request.actor, draft.round)
    judged = judge_draft(draft)
    piece = piece_of(judged.rotations.of(block.participant), block)
    rows = Department.objects.filter(pk__in={department for department, __ in found}).order_by("site__code", "code")
    uids = {row.pk: str(row.uid) for row in rows}
    here = next((str(row.uid) for row in rows if row.code == piece.department), "")
    return {
        "ok": True,
        "say": _("Held. Left and right choose the week, up and down the department; Enter drops, Esc puts back."),
        "weeks": len(piece.periods),
        "department": here,
        "week": piece.periods[0],
        "departments": list(uids.values()),
        "choices": [
            {
                "department": uids[department],
                "week": week,
                "periods": landing(judged, block.participant, week, len(piece.periods)),
                "ok": verdict.allowed,
                "say": speaker.verdict(verdict),
            }
            for (department, week), verdict in found.items()
        ],
    }


def landing(judged: Judged, participant: int, first: int, length: int) -> list[int]:
    """The periods in which a block that begins in `first` would lie; the first alone when it does not fit."""
    try:
        return list(laid_from(participant, first, length, judged.round))
    except Impossible:
        return [first]


def after(request: ActorRequest, draft: Draft, touched: Iterable[int]) -> dict[str, Any]:
    """The rows of those touched, their groups' heads, the loads and the bar, by element id."""
    judged = judge_draft(draft)
    members = Participant.objects.filter(round=draft.round, pk__in=list(touched))
    groups = members.exclude(enrolment__group=None).values("enrolment__group")
    beside = Participant.objects.filter(round=draft.round, enrolment__group__in=groups)
    keys = {*members.values_list("pk", flat=True), *beside.values_list("pk", flat=True)}
    sheet = read(request.actor, draft, Filters(), only=keys, met=met_in(judged))
    moved = set(touched)
    html = {}
    for section in board_of(sheet, Filters()).sections:
        if section.key != NO_GROUP:
            html[f"group-{section.key}"] = render_to_string("ui/board/group.html", {"section": section})
    for participant in sheet.participants:
        if participant.pk in moved:
            row = row_of(sheet, participant)
            html[f"learner-{row.key}"] = render_to_string("ui/board/row.html", {"row": row, "section": {"open": True}})
    loads = {"loads": load_lines(request.actor, draft, Filters()), "board_weeks": sheet.weeks}
    html["board-loads"] = render_to_string("ui/board/loads.html", loads)
    html["board-bar"] = render_to_string("office/board_bar.html", bar(request, draft))
    return {"revision": draft.version, "html": html}
