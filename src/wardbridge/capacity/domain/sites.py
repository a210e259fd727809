"""Limits of whole sites and hospitals: places to sleep, schools served (VN-11), quotas of agreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wardbridge.agreements.enums import Exchanged
from wardbridge.agreements.models import Quota
from wardbridge.capacity.domain.limits import LimitFigure, Week
from wardbridge.capacity.enums import LimitKind
from wardbridge.institutions.models import Site
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.law import RulePack, RuleUnknown
from wardbridge.rulekit.levels import Level

COLLEGE, UNIVERSITY = "college", "university"
"""Sorts of schools that VN-11 counts apart: one with a programme above college level is a university."""

LEVELS_OF = {
    Exchanged.STUDENT: frozenset({Level.UNIVERSITY, Level.COLLEGE}),
    Exchanged.POSTGRADUATE: frozenset({Level.POSTGRADUATE}),
    Exchanged.RESIDENT: frozenset({Level.POSTGRADUATE}),
}
"""Whom of the learners a quota means; who else travels under an agreement takes no learner's place."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Quotas alike put together: people of a school at a hospital in a year, of these levels, in a discipline (any)."""

    school: int
    hospital: int
    levels: frozenset[Level]
    discipline: int | None
    year: int
    people: int
    records: tuple[str, ...]

    @property
    def scope(self) -> str:
        levels = "+".join(sorted(self.levels))
        return f"agreement:{self.school}:{levels}:{self.discipline or ''}"


def agreed(schools: Iterable[int], hospitals: Iterable[int], first: date, last: date) -> list[Agreed]:
    """What agreements in force on the first of these days (or of a later year) let schools send to hospitals."""
    quotas = Quota.unscoped.filter(
        sender__in=schools, host__in=hospitals, year__range=(first.year, last.year), who__in=LEVELS_OF
    )
    found: dict[tuple[int, int, frozenset[Level], int | None, int], list[Quota]] = defaultdict(list)
    for row in quotas.select_related("agreement").order_by("pk"):
        if row.agreement.holds_on(max(first, date(row.year, 1, 1))):
            meant = LEVELS_OF[Exchanged(row.who)]
            levels = meant & {Level(row.level)} if row.level else meant
            if levels:
                found[row.sender_id, row.host_id, levels, row.discipline_id, row.year].append(row)
    return [
        Agreed(*key, sum(row.people for row in rows), tuple(dict.fromkeys(row.agreement.code for row in rows)))
        for key, rows in found.items()
    ]


def agreed_figures(quotas: Iterable[Agreed]) -> Iterator[LimitFigure]:
    """Each quota over its calendar year, in people, at the whole hospital."""
    for one in quotas:
        yield LimitFigure(
            LimitKind.QUOTA,
            None,
            None,
            one.scope,
            date(one.year, 1, 1),
            date(one.year, 12, 31),
            one.people,
            one.records,
            organisation=one.hospital,
        )


def site_figures(sites: Iterable[Site], weeks: Sequence[Week], law: RulePack) -> Iterator[LimitFigure]:
    """Places to sleep by sort of room, and schools served where the site is one of few schools, week by week."""
    for site in sites:
        for week in weeks:
            for scope, amount, kind, record in (*_housing(site), *_schools(site, week.first, law)):
                yield LimitFigure(kind, None, site.pk, scope, week.first, week.last, amount, (record,))


def _housing(site: Site) -> Iterator[tuple[str, int, LimitKind, str]]:
    figures = {Need.ANY: site.housing, Need.WOMEN: site.housing_women, Need.MEN: site.housing_men}
    for need, places in figures.items():
        if places is not None:
            yield need.value, places, LimitKind.HOUSING, f"housing={places}"


def _schools(site: Site, day: date, law: RulePack) -> Iterator[tuple[str, int, LimitKind, str]]:
    if not site.few_schools:
        return
    try:
        figures = law.at("VN-11", day).figures
    except RuleUnknown:
        return
    for scope, most in ((UNIVERSITY, figures["university"]), (COLLEGE, figures["college"])):
        yield scope, most, LimitKind.SCHOOLS, "VN-11"
