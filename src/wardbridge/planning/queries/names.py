"""What the codes of a round are called, for sentences about it."""

from __future__ import annotations

from wardbridge.cohorts.models import Track
from wardbridge.institutions.models import Department, Discipline
from wardbridge.planning.models import Round


def names_of(round_: Round) -> dict[str, str]:
    """Code → name of the round's tracks, disciplines, sites and departments: three queries."""
    names = {one.code: one.name for one in Track.unscoped.filter(programme__rounds=round_) if one.code}
    names |= {one.code: one.name for one in Discipline.objects.all()}
    for department in Department.objects.filter(rounds=round_).select_related("site"):
        names[department.site.code] = department.site.name
        names[department.code] = department.name
    return names
