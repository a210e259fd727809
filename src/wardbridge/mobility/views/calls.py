"""Pages of calls: a new one, its terms, its applications, ranking and nomination."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardbridge.agreements.enums import SIGNED
from wardbridge.agreements.models import Quota
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.exchange.domain import calls, nominating, ranking
from wardbridge.exchange.enums import CallState, PaperKind
from wardbridge.exchange.models import Application, Asked, Call, Criterion, Place, RankLine, Reviewer
from wardbridge.institutions.models import Department
from wardbridge.mobility import forms, words
from wardbridge.mobility.access import call_of, led
from wardbridge.mobility.views.base import Page, done, form_page, refuse


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """A new call of the reader's office."""
    if not request.actor.office_ids:
        raise Http404
    form = forms.CallForm(request.POST or None, offices=request.actor.office_ids)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        plain = {name: said[name] for name in ("code", "name_vi", "name_en", "name_fr", "who", "track")}
        days = {name: said[name] for name in ("first", "last", "zone", "minimum", "seed")}
        terms = calls.Terms(**plain, **days, deadline=form.deadline())
        try:
            made = calls.open_call(actor=request.actor, owner=said["owner"], terms=terms)
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("mobility:call", made.uid)
    page = Page(
        _("New call"),
        _("Begin the call"),
        reverse("mobility:home"),
        _("Calls"),
        lead=_("Places, papers and rubric come next; nobody sees the call until it is published."),
    )
    return render(request, "mobility/form.html", {"page": page, "form": form})


@login_required
@require_GET
def call(request: ActorRequest, uid: UUID) -> HttpResponse:
    """A call: its terms for everybody, its applications for its office."""
    row, actor = call_of(request, uid), request.actor
    leads = actor.is_office(row.owner_id)
    places = Place.objects.visible_to(actor).filter(call=row)
    applications = Application.objects.visible_to(actor).filter(call=row).select_related("person")
    lines = RankLine.objects.visible_to(actor).filter(ranking__call=row) if leads else ()
    context = {
        "call": row,
        "closes": calls.clock(row.deadline, row.zone),
        "open": row.takes_at(timezone.now()),
        "leads": leads,
        "draft": row.state == CallState.DRAFT,
        "places": places.select_related("quota__host", "quota__discipline", "department"),
        "asked": Asked.objects.visible_to(actor).filter(call=row),
        "criteria": Criterion.objects.visible_to(actor).filter(call=row),
        "reviewers": Reviewer.objects.visible_to(actor).filter(call=row).select_related("user") if leads else (),
        "applications": words.listed(actor, applications, lines) if leads else (),
        "own": applications.filter(person__user=actor.user_id).first() if actor.user_id else None,
        "crumbs": [(_("Exchange"), reverse("mobility:home")), (row.name, "")],
    }
    return render(request, "mobility/call.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: ActorRequest, uid: UUID, kind: str) -> HttpResponse:
    """Add a place, a paper, a line of the rubric or a reviewer."""
    row = led(request, uid)
    if kind not in LINES:
        raise Http404
    page, form, act = LINES[kind](request, row)
    return form_page(request, page, form, act)


Made = tuple[Page, django_forms.Form, Callable[[dict[str, Any]], object]]


def _page(row: Call, heading: str, lead: str = "") -> Page:
    return Page(heading, _("Add"), reverse("mobility:call", args=[row.uid]), row.name, lead=lead)


def _place(request: ActorRequest, row: Call) -> Made:
    quotas = Quota.objects.visible_to(request.actor).filter(
        sender=row.owner, who=row.who, year=row.first.year, agreement__state__in=SIGNED
    )
    form = forms.PlaceForm(request.POST or None, quotas=quotas.select_related("host", "discipline"))
    lead = _("Quotas of agreements in force, for the same people and the year in which the stay begins.")
    page = _page(row, _("Places under a quota"), lead)
    return page, form, lambda said: calls.offer_place(actor=request.actor, call=row, **said)


def _asked(request: ActorRequest, row: Call) -> Made:
    form = forms.AskedForm(request.POST or None)

    def act(said: dict[str, Any]) -> object:
        return calls.ask(actor=request.actor, call=row, **{**said, "kind": PaperKind(said["kind"])})

    return _page(row, _("A paper to ask for")), form, act


def _criterion(request: ActorRequest, row: Call) -> Made:
    form = forms.CriterionForm(request.POST or None)
    return (
        _page(row, _("A line of the rubric")),
        form,
        lambda said: calls.add_criterion(actor=request.actor, call=row, **said),
    )


def _reviewer(request: ActorRequest, row: Call) -> Made:
    departments = Department.objects.filter(site__organisation=row.owner)
    form = forms.ReviewerForm(request.POST or None, departments=departments)
    lead = _("He sees the applications, not the other reviewers' scores. Of his own department he scores nobody.")
    page = _page(row, _("A reviewer"), lead)
    return page, form, lambda said: calls.appoint_reviewer(actor=request.actor, call=row, **said)


LINES: dict[str, Callable[[ActorRequest, Call], Made]] = {
    "place": _place,
    "paper": _asked,
    "criterion": _criterion,
    "reviewer": _reviewer,
}


@login_required
@require_POST
def step(request: ActorRequest, uid: UUID, step: str) -> HttpResponse:
    """Publish, rank or nominate."""
    row, actor = led(request, uid), request.actor
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "publish": (lambda: calls.publish(actor=actor, call=row), _("Published: one may apply from now on.")),
        "rank": (lambda: ranking.rank(actor=actor, call=row), _("Ranked. Look at it, then nominate.")),
        "nominate": (
            lambda: nominating.nominate(actor=actor, call=row),
            _("Nominated; the hosts and every candidate are told."),
        ),
    }
    if step not in acts:
        raise Http404
    act, said = acts[step]
    return done(request, reverse("mobility:call", args=[row.uid]), act, said)
