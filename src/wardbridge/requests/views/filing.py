"""The school's demand: the list, a form with its lines, one demand with its requests."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.demand.domain import asking, filing, routing
from wardbridge.demand.enums import HOLDING, DemandState, Route, State
from wardbridge.demand.models import Demand, Intake, Line, Request
from wardbridge.requests.access import asked, demand_or_404, school_or_404
from wardbridge.requests.forms import DemandForm, LineFormSet
from wardbridge.requests.listing import Line as Shown
from wardbridge.requests.listing import lines_of
from wardbridge.requests.views.base import done_with, pressed
from wardbridge.ui.lists import PAGE_ROWS


@login_required
@require_GET
def demands(request: ActorRequest) -> HttpResponse:
    """The school's demand, the newest first."""
    school = school_or_404(request)
    rows = Demand.objects.visible_to(request.actor).filter(school=school).select_related("programme", "round")
    intakes = Intake.objects.visible_to(request.actor).filter(school=school)
    context = {
        "page": Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page")),
        "intakes": [one for one in intakes if one.rows],
    }
    return render(request, "requests/demands.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Write a new demand."""
    school = school_or_404(request)
    form = DemandForm(request.POST or None, actor=request.actor, school=school)
    return _written(request, school, form, LineFormSet(request.POST or None, prefix="line"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Change a draft."""
    row = demand_or_404(request, uid)
    if row.state != DemandState.DRAFT or not request.actor.is_office(row.school_id):
        raise Http404
    sites = {f"site{one.rank}": one.site_id for one in row.preferences.all()}
    said = {
        "uid": row.uid, "programme": row.programme_id, "cohort": row.cohort, "learners": row.learners,
        "round": row.round_id, "notes": row.notes, **sites,
    }  # fmt: skip
    form = DemandForm(request.POST or None, actor=request.actor, school=row.school, initial=said)
    lines = [
        {"discipline": one.discipline_id, "learners": one.learners, "first": one.first, "weeks": one.weeks}
        for one in Line.objects.visible_to(request.actor).filter(demand=row)
    ]
    return _written(request, row.school, form, LineFormSet(request.POST or None, prefix="line", initial=lines))


def _written(request: ActorRequest, school: Organisation, form: DemandForm, lines: Any) -> HttpResponse:
    if request.method == "POST" and all([form.is_valid(), lines.is_valid()]):
        data = form.data_of([one for row in lines if (one := row.line) is not None])
        if done_with(form, lambda: filing.write(actor=request.actor, school=school, data=data)):
            messages.success(request, _("Kept as a draft. File it when it is complete."))
            return redirect("requests:demand", data.uid)
    return render(request, "requests/demand_form.html", {"form": form, "lines": lines, "school": school})


@login_required
@require_GET
def demand(request: ActorRequest, uid: UUID) -> HttpResponse:
    """A demand, its lines, and what became of the requests for each."""
    row = demand_or_404(request, uid)
    of_line: dict[int, list[Shown]] = defaultdict(list)
    for one in lines_of(request, asked(request).filter(line__demand=row)):
        of_line[one.row.line_id].append(one)
    lines = Line.objects.visible_to(request.actor).filter(demand=row).select_related("discipline")
    mine, route = request.actor.is_office(row.school_id), routing.route_of(row.round)
    context = {
        "row": row,
        "lines": [(one, of_line[one.pk], _received([shown.row for shown in of_line[one.pk]])) for one in lines],
        "sites": [one.site for one in row.preferences.select_related("site__organisation")],
        "mine": mine,
        "central": route == Route.CENTRAL,
        "may_ask": mine and row.state == DemandState.FILED and route == Route.REQUESTS,
        "drafts": any(one.row.state == State.DRAFT for shown in of_line.values() for one in shown),
    }
    return render(request, "requests/demand.html", context)


def _received(rows: list[Request]) -> int:
    """Learners for whom places are held."""
    return sum(one.terms.learners for one in rows if one.state in HOLDING and one.terms is not None)


@login_required
@require_POST
def press(request: ActorRequest, uid: UUID, what: str) -> HttpResponse:
    """Buttons of a demand: file it, take it back, draft requests from the preferences."""
    row = demand_or_404(request, uid)
    if not request.actor.is_office(row.school_id):
        raise Http404
    actor, here = request.actor, reverse("requests:demand", args=[uid])
    if what == "file":
        said = _("Filed.")
        return pressed(request, lambda: filing.file(actor=actor, demand=row), said=said, address=here)
    if what == "withdraw":
        said = _("Taken back.")
        return pressed(request, lambda: filing.withdraw(actor=actor, demand=row), said=said, address=here)
    if what == "prepare":
        said = _("Drafted from your preferences: look at each, then send it.")
        return pressed(request, lambda: asking.prepare(actor=actor, demand=row), said=said, address=here)
    raise Http404
