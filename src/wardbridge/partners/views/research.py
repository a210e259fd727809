"""Joint projects and their outputs."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbridge.core.middleware import ActorRequest
from wardbridge.partners import research_forms as forms
from wardbridge.partners.access import must_belong
from wardbridge.partners.views.base import Page, acted, form_page
from wardbridge.research.domain import outputs, projects
from wardbridge.research.domain.outputs import Work
from wardbridge.research.domain.projects import Clearance, Plan
from wardbridge.research.enums import PROJECT_NEXT, ProjectState
from wardbridge.research.models import Author, Grant, Output, Project, ProjectPartner, ProjectTheme
from wardbridge.ui.lists import paged


@login_required
@require_safe
def overview(request: ActorRequest) -> HttpResponse:
    """Projects that the reader's organisations keep or take part in, and the newest works."""
    must_belong(request)
    actor = request.actor
    partners = ProjectPartner.objects.visible_to(actor).select_related("organisation")
    themes = ProjectTheme.objects.visible_to(actor)
    rows = Project.objects.visible_to(actor).annotate(works=Count("outputs"))
    rows = rows.prefetch_related(Prefetch("partners", partners), Prefetch("themes", themes)).order_by("-first", "-pk")
    works = Output.objects.visible_to(actor).prefetch_related(Prefetch("authors", Author.objects.visible_to(actor)))
    context = {
        "page": paged(request, rows),
        "works": works.order_by("-year", "title")[:20],
        "may_begin": bool(actor.office_ids),
        "crumbs": [_agreements(), (_("Research"), "")],
    }
    return render(request, "partners/research.html", context)


@login_required
@require_safe
def project(request: ActorRequest, uid: UUID) -> HttpResponse:
    """One project: who leads it where, what cleared it, who pays in which currency, what came of it."""
    row = _project(request, uid)
    actor = request.actor
    grants = list(Grant.objects.visible_to(actor).filter(project=row))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in grants:
        sums[one.currency] += one.amount
    context = {
        "project": row,
        "partners": ProjectPartner.objects.visible_to(actor).filter(project=row).select_related("organisation"),
        "themes": ProjectTheme.objects.visible_to(actor).filter(project=row),
        "grants": grants,
        "sums": sorted(sums.items()),
        "works": Output.objects.visible_to(actor).filter(project=row),
        "may_write": actor.is_office(row.owner_id),
        "steps": [(one.value, one.label) for one in PROJECT_NEXT.get(row.state, ())],
        "crumbs": [_agreements(), (_("Research"), reverse("partners:research")), (row.name, "")],
    }
    return render(request, "partners/project.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Propose a project."""
    if not request.actor.office_ids:
        raise PermissionDenied
    form = forms.ProjectForm(request.POST or None, actor=request.actor)
    page = Page(_("New project"), "", _("Propose it"), address=reverse("partners:research"))

    def act(data: dict[str, Any]) -> str:
        owner, post, who, agreement = (data.pop(name) for name in ("owner", "post", "investigator", "agreement"))
        plan = Plan(**data, synthetic=owner.synthetic)
        made = projects.propose(
            actor=request.actor, owner=owner, plan=plan, post=post, investigator=who, agreement=agreement
        )
        return reverse("partners:project", args=[made.uid])

    return form_page(request, page, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, uid: UUID, noun: str) -> HttpResponse:
    """Add a partner or money; set themes or what cleared the project."""
    row = _writable(request, uid)
    parts = _parts(request, row)
    if noun not in parts:
        raise Http404
    words, form, act = parts[noun]
    address = reverse("partners:project", args=[row.uid])
    page = Page(words, row.name, _("Store"), done=_("Stored."), address=address)
    return form_page(request, page, form, act)


@login_required
@require_POST
def move(request: ActorRequest, uid: UUID, state: str) -> HttpResponse:
    """Bring a project to its next state."""
    row = _writable(request, uid)
    if state not in ProjectState.values:
        raise Http404
    wanted = ProjectState(state)
    return acted(
        request,
        lambda: projects.move(actor=request.actor, project=row, state=wanted),
        _("The project is now “%(state)s”.") % {"state": wanted.label},
        reverse("partners:project", args=[row.uid]),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_output(request: ActorRequest) -> HttpResponse:
    """Enter a work."""
    if not request.actor.office_ids:
        raise PermissionDenied
    form = forms.OutputForm(request.POST or None, actor=request.actor)
    page = Page(_("New work"), "", _("Enter it"), address=reverse("partners:research"))

    def act(data: dict[str, Any]) -> str:
        owner, of = data.pop("owner"), data.pop("project")
        work = Work(**data, synthetic=owner.synthetic)
        made = outputs.enter(actor=request.actor, owner=owner, work=work, project=of)
        return reverse("partners:output", args=[made.uid])

    return form_page(request, page, form, act)


@login_required
@require_safe
def output(request: ActorRequest, uid: UUID) -> HttpResponse:
    """One work and its authors."""
    rows = Output.objects.visible_to(request.actor).select_related("owner", "project")
    row = get_object_or_404(rows, uid=uid)
    seen = row.project and Project.objects.visible_to(request.actor).filter(pk=row.project.pk).exists()
    context = {
        "work": row,
        "project": row.project if seen else None,
        "authors": Author.objects.visible_to(request.actor).filter(output=row).select_related("organisation"),
        "may_write": request.actor.is_office(row.owner_id),
        "crumbs": [_agreements(), (_("Research"), reverse("partners:research")), (row.title, "")],
    }
    return render(request, "partners/output.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_author(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The next author of a work."""
    row = get_object_or_404(Output.objects.visible_to(request.actor), uid=uid)
    if not request.actor.is_office(row.owner_id):
        raise PermissionDenied
    form = forms.AuthorForm(request.POST or None)
    page = Page(
        _("Next author"), row.title, _("Add"), done=_("Added."), address=reverse("partners:output", args=[row.uid])
    )
    return form_page(
        request, page, form, lambda data: outputs.add_author(actor=request.actor, output=row, **data) and None
    )


Part = tuple[str, django_forms.Form, Any]


def _parts(request: ActorRequest, row: Project) -> dict[str, Part]:
    """What can be added to a project: heading, form, verb."""
    actor, sent = request.actor, request.POST or None
    themes = ProjectTheme.objects.visible_to(actor).filter(project=row).values_list("theme", flat=True)
    cleared = {name: getattr(row, name) for name in Clearance.__slots__}
    return {
        "partner": (
            _("Add a partner"),
            forms.PartnerForm(sent),
            lambda data: projects.add_partner(actor=actor, project=row, **data) and None,
        ),
        "grant": (
            _("Add money"),
            forms.GrantForm(sent),
            lambda data: projects.add_grant(actor=actor, project=row, **data) and None,
        ),
        "themes": (
            _("Themes"),
            forms.ThemesForm(sent, initial={"themes": list(themes)}),
            lambda data: projects.set_themes(actor=actor, project=row, **data),
        ),
        "clearance": (
            _("Ethics and data"),
            forms.ClearanceForm(sent, initial=cleared),
            lambda data: projects.clear(actor=actor, project=row, clearance=Clearance(**data)) and None,
        ),
    }


def _project(request: ActorRequest, uid: UUID) -> Project:
    return get_object_or_404(Project.objects.visible_to(request.actor).select_related("owner"), uid=uid)


def _writable(request: ActorRequest, uid: UUID) -> Project:
    row = _project(request, uid)
    if not request.actor.is_office(row.owner_id):
        raise PermissionDenied
    return row


def _agreements() -> tuple[str, str]:
    return (_("Agreements"), reverse("partners:list"))
