"""Pages of papers: a learner's own, an office's learners, and one line with its history of acts."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from wardbridge.compliance.domain import papers as verbs
from wardbridge.compliance.models import Item
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.middleware import ActorRequest
from wardbridge.papers.forms import DecideForm, SendForm
from wardbridge.papers.lines import Line, filters_of, fits, line_or_404, lines_of
from wardbridge.people.queries import persons
from wardbridge.schedule.queries import held
from wardbridge.ui.lists import PAGE_ROWS, chips_of


def offices(request: ActorRequest) -> bool:
    """Whether the reader works in the office of a hospital or a school."""
    kinds = (OrganisationKind.HOSPITAL, OrganisationKind.SCHOOL)
    return any(request.actor.of_kind(kind, {Role.OFFICE}) for kind in kinds)


@login_required
@require_GET
def papers(request: ActorRequest) -> HttpResponse:
    """What must be shown: of the reader himself, or of the learners whom his office sees."""
    office, own = offices(request), persons.own(request.actor) is not None
    if not office and not own:
        raise Http404
    rows = held.coming(request.actor)
    if not office:
        rows = rows.filter(enrolment__person__user=request.actor.user_id)
    lines = lines_of(request.actor, rows)
    filters = filters_of(request, lines)
    shown = [one for one in lines if fits(one, filters)]
    context = {
        "office": office,
        "lines": lines,
        "page": Paginator(shown, PAGE_ROWS).get_page(request.GET.get("page")),
        "filters": filters,
        "chips": chips_of(filters),
        "held": len({one.enrolment.pk for one in lines if not one.standing.open}),
    }
    return render(request, "papers/papers.html", context)


@login_required
@require_GET
def line(request: ActorRequest, enrolment: UUID, gate: UUID) -> HttpResponse:
    """One gate of one learner: how it stands, and what the reader may do."""
    found = line_or_404(request, enrolment, gate)
    return render(request, "papers/line.html", context_of(request, found))


def context_of(
    request: ActorRequest, found: Line, send: SendForm | None = None, decide: DecideForm | None = None
) -> dict[str, object]:
    """What the page of a line shows, with forms as they were sent or empty."""
    return {
        "line": found,
        "item": item_of(request, found),
        "send": (send or SendForm()) if found.may_send else None,
        "decide": (decide or DecideForm(line=found)) if found.may_decide else None,
    }


def item_of(request: ActorRequest, found: Line) -> Item | None:
    """The item behind a line, for its learner and his school only."""
    rows = Item.objects.visible_to(request.actor).filter(gate=found.standing.gate, enrolment=found.enrolment)
    return rows.select_related(
        "decided_by", "paper", "gate", "enrolment__person", "enrolment__programme__school"
    ).first()


@login_required
@require_GET
@never_cache
def file(request: ActorRequest, enrolment: UUID, gate: UUID) -> HttpResponse:
    """The paper itself, for its learner and his school; each reading is written down."""
    item = item_of(request, line_or_404(request, enrolment, gate))
    found = verbs.read(actor=request.actor, item=item) if item else None
    if found is None:
        raise Http404
    paper, content = found
    answer = HttpResponse(content, content_type=paper.media)
    answer["Content-Disposition"] = content_disposition_header(True, paper.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
