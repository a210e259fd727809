"""A school's pages: where its students are, each student's weeks, the list as a workbook."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wardbridge.cohorts.models import Enrolment
from wardbridge.core.middleware import ActorRequest
from wardbridge.schedule.queries import current
from wardbridge.school.students import Asked, Row, asked, listed, rows_of, schools
from wardbridge.ui import dates
from wardbridge.ui.lists import chips_of, paged
from wardbridge.ui.schedules import schedules_of
from wardbridge.ui.sheets import workbook_response


@login_required
@require_GET
def students(request: ActorRequest) -> HttpResponse:
    """Students of the round and where each is in the chosen week."""
    wanted = _asked_or_404(request)
    if wanted is None:
        return render(request, "school/nothing.html")
    page = paged(request, listed(request, wanted))
    rows = rows_of(request.actor, wanted, page.object_list)
    context = {"asked": wanted, "page": page, "rows": rows, "default_sort": "name", "chips": chips_of(wanted.filters)}
    return render(request, "school/students.html", context)


@login_required
@require_GET
def students_sheet(request: ActorRequest) -> HttpResponse:
    """The list as filtered, as a workbook."""
    wanted = _asked_or_404(request)
    if wanted is None:
        raise Http404
    rows = rows_of(request.actor, wanted, listed(request, wanted))
    return workbook_response(
        name=f"{wanted.round.code}-{wanted.week.first}.xlsx",
        title=_("Students"),
        note=f"{wanted.round.name}: {wanted.week.days}",
        heads=_heads(),
        rows=[_line(row) for row in rows],
    )


@login_required
@require_GET
def student(request: ActorRequest, uid: UUID) -> HttpResponse:
    """One student's weeks in every published round."""
    own = Enrolment.objects.visible_to(request.actor).filter(programme__school__in=schools(request.actor))
    enrolment = get_object_or_404(own.select_related("person", "programme__school", "group", "class_group"), uid=uid)
    placements = current.placements(request.actor).filter(enrolment=enrolment)
    context = {"enrolment": enrolment, "schedules": schedules_of(placements, request.actor.on)}
    return render(request, "school/student.html", context)


def _asked_or_404(request: ActorRequest) -> Asked | None:
    """What the address asks; `None` before anything is published; 404 for who reads no school."""
    if not schools(request.actor):
        raise Http404
    rounds = list(current.rounds(request.actor))
    return asked(request, rounds) if rounds else None


def _heads() -> list[str]:
    return [
        _("Student code"), _("Family name"), _("Middle name"), _("Given name"), _("Birth date"), _("Class"), _("Group"),
        _("Hospital"), _("Department"), _("From"), _("To"), _("Supervisor"),
    ]  # fmt: skip


def _line(row: Row) -> list[str]:
    person, here = row.enrolment.person, row.here
    born = dates.written(person.born) if person.born else ""
    known = [row.enrolment.code, person.family, person.middle, person.given, born]
    groups = [str(row.enrolment.class_group or ""), str(row.enrolment.group or "")]
    if here is None:
        return [*known, *groups, "", "", "", "", ""]
    guides = ", ".join(str(one.supervisor.person) for one in here.supervisor_rows.all())
    span = [dates.written(here.first), dates.written(here.last)]
    return [*known, *groups, here.department.site.name, here.department.name, *span, guides]
