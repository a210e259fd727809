"""The planning board: the page, the rows of a group, and the side panel of a learner."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department, Site
from wardbridge.office.access import draft_of, may_write, owned_round
from wardbridge.office.board import figures, panel
from wardbridge.office.board.cells import board_of, group_key
from wardbridge.office.board.filters import Filters
from wardbridge.office.board.loads import load_lines
from wardbridge.office.board.rows import read
from wardbridge.office.navigation import round_context
from wardbridge.office.reading import drafts_in
from wardbridge.office.words import run_sentences
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Draft, Round


@login_required
@require_safe
def board(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The board of the newest draft, or of the one that the address names."""
    round_ = owned_round(request, uid)
    filters = Filters.of(request.GET)
    drafts = list(drafts_in(request.actor, round_))
    draft = _chosen(drafts, filters.draft)
    context = round_context(request, round_, "board")
    if draft is None:
        return render(request, "office/board_none.html", context)
    draft.round = round_
    sheet = read(request.actor, draft, filters)
    context |= {
        "draft": draft,
        "drafts": drafts,
        "filters": filters,
        "board": board_of(sheet, filters),
        "loads": load_lines(draft, filters),
        "sentences": run_sentences(draft.run) if draft.run else [],
        **choices(round_),
        **figures.bar(request, draft),
    }
    return render(request, "office/board.html", context)
