"""What the codes of a round are called, for sentences about it."""

from __future__ import annotations

from wardbridge.cohorts.models import Track
from wardbridge.institutions.models import Department, Discipline
from wardbridge.people.models import Supervisor
from wardbridge.planning.models import Round


def names_of(round_: Round) -> dict[str, str]:
    """Code → name of the round's tracks, disciplines, sites and departments: three queries."""
    names = {one.code: one.name for one in Track.unscoped.filter(programme__rounds=round_) if one.code}
    names |= {one.code: one.name for one in Discipline.objects.all()}
    for department in Department.objects.filter(rounds=round_).select_related("site"):
        names[department.site.code] = department.site.name
        names[department.code] = department.name
    return names


def teachers_of(round_: Round) -> dict[str, tuple[str, str]]:
    """Code of each practice teacher of the round → name and department; sites publish both (VN-12)."""
    rows = Supervisor.unscoped.filter(rounds=round_).select_related("person", "department").order_by("code")
    return {one.code: (one.person.full_name, one.department.name) for one in rows}
