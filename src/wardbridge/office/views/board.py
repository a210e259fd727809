"""The planning board: the page, the rows of a group, and the side panel of a learner."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department, Site
from wardbridge.office.access import draft_of, owned_round
from wardbridge.office.board import panel
from wardbridge.office.board.cells import NO_GROUP, board_of
from wardbridge.office.board.figures import bar, met_in
from wardbridge.office.board.filters import Filters
from wardbridge.office.board.loads import load_lines
from wardbridge.office.board.rows import read
from wardbridge.office.navigation import round_context
from wardbridge.office.reading import drafts_in
from wardbridge.office.words import run_sentences
from wardbridge.planning.domain.drafts import judge_draft
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Draft, Round


@login_required
@require_safe
def board(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The board of the open draft, or of the one that the address names."""
    round_ = owned_round(request, uid)
    filters = Filters.of(request.GET)
    drafts = list(drafts_in(request.actor, round_))
    draft = chosen(drafts, filters.draft)
    context = round_context(request, round_, "board")
    if draft is None:
        return render(request, "office/board_none.html", context)
    draft.round = round_
    sheet = read(request.actor, draft, filters, met=met_in(judge_draft(draft)))
    context |= {
        "draft": draft,
        "drafts": drafts,
        "filters": filters,
        "board": board_of(sheet, filters),
        "loads": load_lines(request.actor, draft, filters),
        "sentences": run_sentences(draft.run) if draft.run else [],
        **options(round_),
        **bar(request, draft),
    }
    return render(request, "office/board.html", context)


def chosen(drafts: list[Draft], number: str) -> Draft | None:
    """The draft that the address names (404 when there is none such), else the newest open one, else the newest."""
    if number:
        found = next((draft for draft in drafts if str(draft.number) == number), None)
        if found is None:
            raise Http404
        return found
    opened = (draft for draft in drafts if draft.state == DraftState.OPEN)
    return next(opened, drafts[0] if drafts else None)


def options(round_: Round) -> dict[str, Any]:
    """What the filters offer."""
    return {
        "sites": Site.objects.filter(rounds=round_).order_by("code"),
        "schools": Organisation.objects.filter(programmes__rounds=round_).distinct(),
        "departments": Department.objects.filter(rounds=round_).select_related("site").order_by("site__code", "code"),
    }


@login_required
@require_safe
def rows(request: ActorRequest, uid: UUID, number: int, key: str) -> HttpResponse:
    """The rows of one group, for a table that did not carry them."""
    draft = draft_of(request, owned_round(request, uid), number)
    filters = Filters.of(request.GET)
    members = members_of(key)
    sheet = read(request.actor, draft, filters, members=members, met=met_in(judge_draft(draft)))
    section = next((one for one in board_of(sheet, filters.opening(key)).sections if one.key == key), None)
    if section is None:
        raise Http404
    return render(request, "ui/board/rows.html", {"section": section})


def members_of(key: str) -> Q:
    """Who stands in the group of a section's key; 404 for what is no key."""
    if key == NO_GROUP:
        return Q(enrolment__group=None)
    try:
        return Q(enrolment__group__uid=UUID(key))
    except ValueError as error:
        raise Http404 from error


@login_required
@require_safe
def learner(request: ActorRequest, uid: UUID, number: int, enrolment: UUID) -> HttpResponse:
    """The side panel of one learner; as a page of its own when it is not asked for by the board's script."""
    round_ = owned_round(request, uid)
    draft = draft_of(request, round_, number)
    draft.round = round_
    participant = round_.participants.filter(enrolment__uid=enrolment).first()
    if participant is None:
        raise Http404
    sheet = read(request.actor, draft, Filters(), only=[participant.pk])
    if not sheet.participants:
        raise Http404
    context = panel.context_of(request.actor, sheet, sheet.participants[0]) | bar(request, draft)
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "office/board_learner.html", context)
    return render(
        request, "office/learner_page.html", round_context(request, round_, "board") | context | {"draft": draft}
    )
