"""A hospital keeps its practice teachers: who counts today and why not, qualifications, licence, leave; with undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardbridge.capacity.domain.limits import absence, teaching
from wardbridge.core.enums import Level, OrganisationKind, Role
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.hospital.forms import FiguresForm, LeaveForm, TeacherForm
from wardbridge.institutions.domain.figures import KEPT, set_figures
from wardbridge.institutions.models import Department
from wardbridge.people.domain import teachers as verbs
from wardbridge.people.models import Leave, Supervisor
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.capacity import taught_levels
from wardbridge.rulekit.levels import LEVELS

SALT = "hospital.teachers.undo"
UNDONE_WITHIN = 3600
NEAR = 60
"""Days before the end of a paper from which on the list says so."""
WHY = {
    "post": lambda: _("not in post"),
    "licence": lambda: _("licence has ended"),
    "certificate": lambda: _("certificate has ended"),
    "leave": lambda: _("on leave"),
    "VN-06": lambda: _("no certificate of clinical teaching (VN-06)"),
    "VN-04": lambda: _("not long enough in practice (VN-04)"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A teacher, the levels he may teach today, why he doesn't count ("" when he does), and what ends soon."""

    teacher: Supervisor
    levels: Sequence[str]
    why: str
    ends: date | None


@login_required
@require_GET
def teachers(request: ActorRequest) -> HttpResponse:
    """Every teacher of the reader's hospitals by department."""
    if not request.actor.of_kind(OrganisationKind.HOSPITAL):
        raise Http404
    rows = _own(request).order_by("department__site__code", "department__code", "person__sort_key", "pk")
    lines = [_line(row, request.actor.on) for row in rows]
    context = {"lines": lines, "counted": sum(not one.why for one in lines), "today": request.actor.on}
    return render(request, "hospital/teachers.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def teacher(request: ActorRequest, uid: UUID) -> HttpResponse:
    """One teacher: what is stated of him, and his leave."""
    row = get_object_or_404(_own(request), uid=uid)
    form = TeacherForm(_data(request, "facts"), initial=asdict(verbs.facts_of(row)))
    leave = LeaveForm(_data(request, "leave"))
    if request.method == "POST":
        _must_write(request)
        sent = form if request.POST.get("act") == "facts" else leave
        if sent.is_valid() and _done(request, row, form, leave):
            return redirect("hospital:teacher", uid)
    context = {
        "teacher": row,
        "line": _line(row, request.actor.on),
        "form": form,
        "leave_form": leave,
        "leaves": row.leaves.filter(last__gte=request.actor.on).order_by("first"),
        "may_write": request.actor.is_office(row.department.site.organisation_id),
    }
    return render(request, "hospital/teacher.html", context)


@login_required
@require_POST
def undo(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Take the last change of a teacher back, within the hour, by the facts that its message carries."""
    row = get_object_or_404(_own(request), uid=uid)
    _must_write(request)
    try:
        before = signing.loads(request.GET.get("was", ""), salt=f"{SALT}.{uid}", max_age=UNDONE_WITHIN)
    except signing.BadSignature as error:
        raise Http404 from error
    days = ("practice_since", "licence_until", "certificate_until", "first", "last")
    facts: dict[str, Any] = {
        name: date.fromisoformat(value) if name in days and value else value for name, value in before.items()
    }
    verbs.change(actor=request.actor, teacher=row, facts=verbs.Facts(**facts | {"level": Level(facts["level"])}))
    messages.success(request, _("It is as it was."))
    return redirect("hospital:teacher", uid)


@login_required
@require_POST
def drop_leave(request: ActorRequest, uid: UUID, leave: int) -> HttpResponse:
    """Take a leave back."""
    row = get_object_or_404(_own(request), uid=uid)
    _must_write(request)
    verbs.drop_leave(actor=request.actor, leave=get_object_or_404(Leave, supervisor=row, pk=leave))
    messages.success(request, _("The leave is taken back."))
    return redirect("hospital:teacher", uid)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Beds, chairs and room of a department of the reader's hospital."""
    own = Department.objects.filter(site__organisation__in=request.actor.of_kind(OrganisationKind.HOSPITAL))
    department = get_object_or_404(own.select_related("site"), uid=uid)
    _must_write(request)
    initial = {name: getattr(department, name) for name in KEPT}
    form = FiguresForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_figures(actor=request.actor, department=department, figures=form.cleaned_data)
        messages.success(request, _("The figures are stored."))
        return redirect("hospital:declaration")
    return render(request, "hospital/figures.html", {"department": department, "form": form})


def _data(request: ActorRequest, act: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("act") == act else None


def _done(request: ActorRequest, row: Supervisor, form: TeacherForm, leave: LeaveForm) -> bool:
    """Do what was asked; `False` when the verb refuses (the form then says why)."""
    acts: dict[str, tuple[TeacherForm | LeaveForm, Callable[[], None]]] = {
        "facts": (form, lambda: _change(request, row, form)),
        "leave": (leave, lambda: _away(request, row, leave)),
    }
    sent, act = acts["facts" if request.POST.get("act") == "facts" else "leave"]
    try:
        act()
    except Refused as refused:
        sent.add_error(None, refused.texts)
        return False
    return True


def _change(request: ActorRequest, row: Supervisor, form: TeacherForm) -> None:
    before = asdict(verbs.change(actor=request.actor, teacher=row, facts=form.facts()))
    was = {name: value.isoformat() if isinstance(value, date) else value for name, value in before.items()}
    token = signing.dumps(was, salt=f"{SALT}.{row.uid}")
    address = f"{reverse('hospital:teacher_undo', args=[row.uid])}?was={token}"
    messages.success(request, _("The teacher's records are stored."), extra_tags=f"undo {address}")


def _away(request: ActorRequest, row: Supervisor, leave: LeaveForm) -> None:
    made = verbs.add_leave(actor=request.actor, teacher=row, **leave.cleaned_data)
    address = reverse("hospital:leave_drop", args=[row.uid, made.pk])
    messages.success(request, _("The leave is recorded."), extra_tags=f"undo {address}")


def _own(request: ActorRequest) -> Any:
    hospitals = request.actor.of_kind(OrganisationKind.HOSPITAL)
    rows = Supervisor.objects.visible_to(request.actor).filter(department__site__organisation__in=hospitals)
    return rows.select_related("person", "department__site").prefetch_related("leaves")


def _must_write(request: ActorRequest) -> None:
    """Only a hospital's office keeps its records; who may read them meets no page to write them."""
    if not request.actor.of_kind(OrganisationKind.HOSPITAL, {Role.OFFICE}):
        raise Http404


def _line(row: Supervisor, today: date) -> Line:
    taught = taught_levels(teaching(row), today, books.decree())
    why = absence(row, today) or ("VN-06" if not row.teaching_certificate else "" if taught else "VN-04")
    ends = [day for day in (row.licence_until, row.certificate_until, row.last) if day is not None and day >= today]
    soon = min(ends, default=None)
    levels = [str(Level(level.value).label) for level in LEVELS if level in taught]
    near = soon if soon is not None and soon <= today + timedelta(days=NEAR) else None
    return Line(row, levels, WHY[why]() if why else "", near)
