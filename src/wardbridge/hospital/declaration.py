"""The self-declaration of a site (VN-18) from the records at the moment of asking: a page and a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wardbridge.core.enums import Level, OrganisationKind, Role
from wardbridge.core.middleware import ActorRequest
from wardbridge.hospital.wards import own_departments
from wardbridge.schedule.models import Disruption
from wardbridge.schedule.queries.sites import Ward, wards_on
from wardbridge.ui import dates
from wardbridge.ui.limits import name_of
from wardbridge.ui.sheets import Page, book_response


@login_required
@require_GET
def declaration(request: ActorRequest) -> HttpResponse:
    """Departments, beds, chairs, rooms, teachers and the most learners of each level today."""
    wards = _wards(request)
    context = {
        "hospitals": request.actor.of_kind(OrganisationKind.HOSPITAL),
        "wards": wards,
        "day": request.actor.on,
        "missing": sum(bool(ward.missing) for ward in wards),
        "may_write": bool(request.actor.of_kind(OrganisationKind.HOSPITAL, {Role.OFFICE})),
    }
    return render(request, "hospital/declaration.html", context)


@login_required
@require_GET
def declaration_sheet(request: ActorRequest) -> HttpResponse:
    """The same as a workbook: the appendices of departments and of practice teachers."""
    wards = _wards(request)
    note = _("As of %(day)s, from the records") % {"day": dates.written(request.actor.on)}
    departments = Page(
        _("Departments"),
        note,
        [
            _("Site"), _("Department"), _("Discipline"), _("Beds"), _("Dental chairs"),
            _("Places in the teaching room"), _("Level"), _("Practice teachers"), _("Most learners"), _("Learners now"),
        ],
        [row for ward in wards for row in _lines(ward)],
    )  # fmt: skip
    teachers = Page(
        _("Practice teachers"),
        note,
        [
            _("Department"), _("Name"), _("Post"), _("Level of the degree"), _("In continuous practice since"),
            _("Practising licence"), _("Scope of the licence"), _("Licence valid until"),
            _("Certificate of clinical teaching"), _("Certificate valid until"),
        ],
        [_teacher(ward, row) for ward in wards for row in ward.teachers],
    )  # fmt: skip
    return book_response(name="declaration.xlsx", pages=[departments, teachers])


@login_required
@require_GET
def disruptions(request: ActorRequest) -> HttpResponse:
    """Limits of the reader's wards that fell below what is published."""
    if not request.actor.of_kind(OrganisationKind.HOSPITAL):
        raise Http404
    rows = Disruption.objects.visible_to(request.actor).filter(closed=None)
    shown = rows.select_related("limit__department", "limit__site", "limit__organisation", "round")
    lines = [(row, name_of(row.limit.kind, row.limit.scope)) for row in shown]
    return render(request, "hospital/disruptions.html", {"lines": lines})


def _wards(request: ActorRequest) -> list[Ward]:
    departments = own_departments(request.actor)
    if not departments:
        raise Http404
    return wards_on(departments, request.actor.on)


def _lines(ward: Ward) -> list[list[Any]]:
    one = ward.department
    head = [one.site.name, one.name, one.discipline.name, *(_figure(x) for x in (one.beds, one.chairs, one.room))]
    if not ward.levels:
        return [[*head, "–", 0, 0, ward.now]]
    return [[*head, str(Level(line.level).label), line.teachers, line.most, line.now] for line in ward.levels]


def _figure(value: int | None) -> int | str:
    return "" if value is None else value


def _teacher(ward: Ward, row: Any) -> list[str]:
    return [
        ward.department.name,
        row.person.full_name,
        row.post,
        str(row.get_level_display()),
        dates.written(row.practice_since),
        row.licence,
        row.licence_scope,
        dates.written(row.licence_until) if row.licence_until else "",
        _("yes") if row.teaching_certificate else _("no"),
        dates.written(row.certificate_until) if row.certificate_until else "",
    ]
