"""What if: a ward's places before and after a change that nobody has decided; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardbridge.capacity.domain.holds import weeks_touched
from wardbridge.core.middleware import ActorRequest
from wardbridge.institutions.models import Department
from wardbridge.places.forms import SupposeForm
from wardbridge.places.views import own_wards
from wardbridge.rulekit.levels import Level
from wardbridge.schedule.models import Placement
from wardbridge.schedule.queries.whatif import WeekOf, suppose


@dataclass(frozen=True, slots=True)
class Hurt:
    """Who is placed in a week with too few places: those whom the reader may see by name, and how many others."""

    week: WeekOf
    named: list[Placement]
    others: int


@login_required
@require_GET
def what_if(request: ActorRequest) -> HttpResponse:
    """Suppose a change and see each week before and after it."""
    departments = own_wards(request)
    if not departments:
        raise Http404
    department = next((one for one in departments if str(one.uid) == request.GET.get("department")), departments[0])
    asked = "first" in request.GET
    initial = {"first": request.actor.on, "last": request.actor.on + timedelta(days=27)}
    form = SupposeForm(request.GET if asked else None, department=department, actor=request.actor, initial=initial)
    weeks = _weeks(form, department) if asked and form.is_valid() else []
    context = {
        "departments": departments,
        "department": department,
        "form": form,
        "weeks": weeks,
        "night": any(one.night is not None for one in weeks),
        "hurt": _hurt(request, weeks),
        "worse": sum(one.after.too_many > one.before.too_many for one in weeks),
    }
    return render(request, "places/what_if.html", context)


def _weeks(form: SupposeForm, department: Department) -> list[WeekOf]:
    said = form.cleaned_data
    weeks = weeks_touched(said["first"], said["last"])
    return suppose(department, form.supposed(), Level(said["level"]), weeks, (said["first"], said["last"]))


def _hurt(request: ActorRequest, weeks: Iterable[WeekOf]) -> list[Hurt]:
    concerned = [one for one in weeks if one.hurt]
    keys = {row.pk for one in concerned for row in one.hurt}
    seen = set(Placement.objects.visible_to(request.actor).filter(pk__in=keys).values_list("pk", flat=True))
    found = []
    for one in concerned:
        named = [row for row in one.hurt if row.pk in seen]
        found.append(Hurt(one, named, len(one.hurt) - len(named)))
    return found
