"""What placed learners use of each limit, and what is left: the same sums for the ledger and for the load tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wardbridge.capacity.domain.limits import LimitFigure, Week, offer_scope, quota_scope
from wardbridge.capacity.domain.sites import COLLEGE, UNIVERSITY, Agreed, agreed_figures
from wardbridge.capacity.enums import LimitKind
from wardbridge.capacity.keys import Key, Keyed
from wardbridge.capacity.models import Limit, Offer, SiteQuota
from wardbridge.rulekit.capacity import teacher_weights
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.law import RulePack
from wardbridge.rulekit.levels import LEVELS, Level
from wardbridge.rulekit.shifts import Shift, meet


@dataclass(frozen=True, slots=True)
class Matchers:
    """Whom a limit counts, and how much: scope → the offer or quota, and the law by which a learner weighs."""

    scopes: Mapping[str, Offer | SiteQuota]
    law: RulePack
    agreed: Mapping[Key, Agreed] = field(default_factory=dict)


Alike = dict[tuple[int, Level, date, Shift], list["Use"]]
"""Learners of one place by what a limit asks of them: programme, level, the day whose law holds, time of the day."""


@dataclass(frozen=True, slots=True)
class Use:
    """A learner in a department in the weeks that begin on these Mondays.

    `school` and `organisation` (the hospital) are keys; `person` names who counts once under a quota; `college` says
    that his school has no programme above college level.
    """

    learner: int
    department: int
    site: int
    programme: int
    level: Level
    mondays: tuple[date, ...]
    shift: Shift = Shift.DAY
    school: int = 0
    college: bool = False
    organisation: int = 0
    discipline: int = 0
    housing: Need = Need.NONE
    person: str = ""


def counts(kind: str, scope: str, use: Use, matchers: Matchers) -> int:
    """How much of a limit of this kind and scope one learner takes: 0 when it doesn't count him."""
    if kind == LimitKind.TEACHERS:
        level = Level(scope)
        _whole, weights = teacher_weights(use.mondays[0], matchers.law)
        return weights[use.level] if LEVELS.index(use.level) <= LEVELS.index(level) else 0
    if kind in {LimitKind.OFFER, LimitKind.QUOTA}:
        row = matchers.scopes.get(scope)
        return int(row is not None and matches(row, use))
    if kind == LimitKind.HOUSING:
        return int(use.housing is not Need.NONE and scope in {Need.ANY, use.housing})
    return 1


def matches(row: Offer | SiteQuota, use: Use) -> bool:
    """Whether an offer or quota is for this learner's programme and level."""
    return row.programme_id in {None, use.programme} and row.level in {"", use.level.value}


def unit_of(limit: Limit | LimitFigure, law: RulePack) -> int:
    """What one learner of the limit's own level takes of it: 1, but for teachers, who are counted in shares."""
    if limit.kind != LimitKind.TEACHERS:
        return 1
    return teacher_weights(limit.first, law)[1][Level(limit.scope)]


def matchers(
    offers: Iterable[Offer], quotas: Iterable[SiteQuota], law: RulePack, agreed: Iterable[Agreed] = ()
) -> Matchers:
    """Whom the limits of these offers and quotas count, by this law."""
    found: dict[str, Offer | SiteQuota] = {offer_scope(offer): offer for offer in offers}
    found.update({quota_scope(quota): quota for quota in quotas})
    quota_of = {figure.key: one for one in agreed for figure in agreed_figures([one])}
    return Matchers(found, law, quota_of)


def used(figures: Iterable[Keyed], uses: Sequence[Use], by_scope: Matchers) -> dict[Key, int]:
    """Key of each limit → amount that these learners use of it, in the limit's own unit; unused limits are left out.

    Limits of whom counts once are `named`.
    """
    in_cell: dict[tuple[int, date], Alike] = defaultdict(lambda: defaultdict(list))
    at_site: dict[tuple[int, date | None], dict[int, Use]] = defaultdict(dict)
    for use in uses:
        at_site[use.site, None][use.learner] = use
        for monday in use.mondays:
            at_site[use.site, monday][use.learner] = use
            in_cell[use.department, monday][use.programme, use.level, use.mondays[0], use.shift].append(use)
    found: dict[Key, int] = {}
    for figure in figures:
        key = figure.key
        if key.department is not None:
            alike = in_cell.get((key.department, key.first), {}).values()
            here = [same for same in alike if meet(same[0].shift, Shift(key.shift))]
            total = sum(len(same) * counts(key.kind, key.scope, same[0], by_scope) for same in here)
        elif key.site is not None and key.kind != LimitKind.SCHOOLS:
            there = at_site.get((key.site, key.first if key.kind == LimitKind.HOUSING else None), {}).values()
            total = sum(counts(key.kind, key.scope, use, by_scope) for use in there)
        else:
            continue
        if total:
            found[key] = total
    return found


def named(figures: Iterable[Keyed], uses: Sequence[Use], by_scope: Matchers) -> dict[Key, frozenset[str]]:
    """Key of each limit on whom counts once → those of these learners: schools at a site, persons under a quota."""
    schools: dict[tuple[int, date, str], set[str]] = defaultdict(set)
    for use in uses:
        for monday in use.mondays:
            schools[use.site, monday, COLLEGE if use.college else UNIVERSITY].add(str(use.school))
    found: dict[Key, frozenset[str]] = {}
    for figure in figures:
        key = figure.key
        who: Iterable[str] = ()
        if key.kind == LimitKind.SCHOOLS and key.site is not None:
            who = schools.get((key.site, key.first, key.scope), ())
        elif key in by_scope.agreed:
            who = (use.person for use in uses if _meant(by_scope.agreed[key], use))
        if names := frozenset(who):
            found[key] = names
    return found


def _meant(quota: Agreed, use: Use) -> bool:
    return (
        (quota.school, quota.hospital, quota.year) == (use.school, use.organisation, use.mondays[0].year)
        and use.level in quota.levels
        and quota.discipline in {None, use.discipline}
    )


@dataclass(frozen=True, slots=True)
class LimitUse:
    """A limit in a cell: amount and use in its own unit, and how many more learners of the ward's level it lets in.

    `everyone` is false for an offer that is meant for one programme or level.
    """

    kind: LimitKind
    scope: str
    amount: int
    used: int
    left: int
    everyone: bool
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A department in a week.

    `load` counts learners there; `capacity` is the most that its limits would let in, given who is there already
    (`None` when no offer stands in that week); `binding` is the limit that binds first.
    """

    department: int
    period: int
    load: int
    capacity: int | None
    binding: LimitUse | None
    limits: tuple[LimitUse, ...]

    @property
    def over(self) -> bool:
        return any(limit.used > limit.amount for limit in self.limits)


def cells(
    figures: Sequence[LimitFigure],
    uses: Sequence[Use],
    by_scope: Matchers,
    weeks: Sequence[Week],
    departments: Iterable[int],
) -> dict[tuple[int, int], Cell]:
    """(department, period) → the cell, for every department and week."""
    taken = used(figures, uses, by_scope)
    load: dict[tuple[int, date], int] = defaultdict(int)
    levels: dict[int, Level] = {}
    for use in uses:
        levels.setdefault(use.department, use.level)
        for monday in use.mondays:
            load[use.department, monday] += 1
    of_cell: dict[tuple[int, date], list[LimitFigure]] = defaultdict(list)
    for figure in figures:
        level = levels.get(figure.department or 0, Level.UNIVERSITY)
        if figure.department is not None and _concerns(figure, level):
            of_cell[figure.department, figure.first].append(figure)
    return {
        (department, period): _cell(
            department,
            period,
            load[department, week.first],
            [
                _use(figure, taken.get(figure.key, 0), levels.get(department, Level.UNIVERSITY), by_scope)
                for figure in of_cell[department, week.first]
            ],
        )
        for department in departments
        for period, week in enumerate(weeks)
    }


def _concerns(figure: LimitFigure, level: Level) -> bool:
    """A row of the nested teachers' law concerns its own level and those above it."""
    return figure.kind != LimitKind.TEACHERS or LEVELS.index(level) <= LEVELS.index(Level(figure.scope))


def _use(figure: LimitFigure, taken: int, level: Level, by_scope: Matchers) -> LimitUse:
    unit = teacher_weights(figure.first, by_scope.law)[1][level] if figure.kind == LimitKind.TEACHERS else 1
    row = by_scope.scopes.get(figure.scope)
    everyone = row is None or (row.programme_id is None and not row.level)
    left = (figure.amount - taken) // unit
    return LimitUse(figure.kind, figure.scope, figure.amount, taken, left, everyone, figure.records)


def _cell(department: int, period: int, load: int, limits: list[LimitUse]) -> Cell:
    offers = [limit for limit in limits if limit.kind == LimitKind.OFFER]
    if not offers:
        return Cell(department, period, load, None, None, tuple(limits))
    for_all = [limit for limit in offers if limit.everyone]
    tightest = min(for_all or offers, key=lambda limit: limit.left)
    offered = tightest.left if for_all or tightest.left < 0 else sum(limit.left for limit in offers)
    others = [(limit.left, n, limit) for n, limit in enumerate(limits) if limit.kind != LimitKind.OFFER]
    left, _order, binding = min([(offered, -1, tightest), *others])
    return Cell(department, period, load, load + left, binding, tuple(limits))
