"""Techniques on their way from one hospital to another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wardbridge.core.middleware import ActorRequest
from wardbridge.partners import research_forms as forms
from wardbridge.partners.access import must_belong
from wardbridge.partners.views.base import Page, form_page
from wardbridge.research.domain import techniques
from wardbridge.research.domain.techniques import IN_USE, Wish
from wardbridge.research.enums import STEP_NEXT, Step
from wardbridge.research.models import MonthOfCases, Technique, TechniqueStep, Trained
from wardbridge.ui.lists import paged

WITH_OUTCOME = (Step.INDEPENDENT, Step.SUSTAINED, Step.STOPPED)
WAY = [one for one in Step if one != Step.STOPPED]


@login_required
@require_safe
def overview(request: ActorRequest) -> HttpResponse:
    """Techniques that the reader's organisations take up or give."""
    must_belong(request)
    rows = Technique.objects.visible_to(request.actor).select_related("owner", "source").order_by("-pk")
    context = {
        "page": paged(request, rows),
        "may_begin": bool(request.actor.office_ids),
        "crumbs": [(_("Agreements"), reverse("partners:list")), (_("Techniques"), "")],
    }
    return render(request, "partners/techniques.html", context)


@login_required
@require_safe
def technique(request: ActorRequest, uid: UUID) -> HttpResponse:
    """One technique: how far it has come, with what proof; people trained; cases by month."""
    row = _technique(request, uid)
    reached = {one.step: one for one in TechniqueStep.objects.visible_to(request.actor).filter(technique=row)}
    may_write = request.actor.is_office(row.owner_id)
    trail = [(_("Agreements"), reverse("partners:list")), (_("Techniques"), reverse("partners:techniques"))]
    context = {
        "technique": row,
        "way": [(one, reached.get(one)) for one in WAY]
        + [(one, reached[one]) for one in reached if one == Step.STOPPED],
        "trained": Trained.objects.visible_to(request.actor).filter(technique=row).select_related("where"),
        "months": MonthOfCases.objects.visible_to(request.actor).filter(technique=row),
        "may_write": may_write,
        "may_count": may_write and row.step in IN_USE,
        "next": [(one.value, one.label) for one in STEP_NEXT.get(row.step, ())] if may_write else [],
        "crumbs": [*trail, (row.name, "")],
    }
    return render(request, "partners/technique.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """State a need."""
    if not request.actor.office_ids:
        raise PermissionDenied
    form = forms.TechniqueForm(request.POST or None, actor=request.actor)
    page = Page(_("New technique"), "", _("State the need"), address=reverse("partners:techniques"))

    def act(data: dict[str, Any]) -> str:
        taken = {name: data.pop(name) for name in ("owner", "source", "department", "agreement", "on")}
        wish = Wish(**data, synthetic=taken["owner"].synthetic)
        made = techniques.state_need(actor=request.actor, wish=wish, **taken)
        return reverse("partners:technique", args=[made.uid])

    return form_page(request, page, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def train(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Write down who was trained."""
    row = _writable(request, uid)
    return form_page(
        request,
        _page(row, _("Staff trained")),
        forms.TrainedForm(request.POST or None),
        lambda data: techniques.train(actor=request.actor, technique=row, **data) and None,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: ActorRequest, uid: UUID, step: str) -> HttpResponse:
    """Say that the next step was reached."""
    row = _writable(request, uid)
    if step not in STEP_NEXT.get(row.step, ()):
        raise Http404
    wanted = Step(step)
    kind = forms.LiveForm if wanted == Step.LIVE else forms.OutcomeForm if wanted in WITH_OUTCOME else forms.StepForm
    return form_page(
        request,
        _page(row, str(wanted.label).capitalize()),
        kind(request.POST or None),
        lambda data: techniques.reach(actor=request.actor, technique=row, step=wanted, **data) and None,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cases(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Enter the cases of a month."""
    row = _writable(request, uid)
    return form_page(
        request,
        _page(row, _("Cases of a month")),
        forms.CasesForm(request.POST or None),
        lambda data: techniques.count_cases(actor=request.actor, technique=row, **data) and None,
    )


def _technique(request: ActorRequest, uid: UUID) -> Technique:
    rows = Technique.objects.visible_to(request.actor).select_related("owner", "source", "department")
    return get_object_or_404(rows, uid=uid)


def _writable(request: ActorRequest, uid: UUID) -> Technique:
    row = _technique(request, uid)
    if not request.actor.is_office(row.owner_id):
        raise PermissionDenied
    return row


def _page(row: Technique, heading: str) -> Page:
    address = reverse("partners:technique", args=[row.uid])
    return Page(heading, row.name, _("Store"), done=_("Stored."), address=address)
