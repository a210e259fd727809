"""What others hold of a round's limits: the numbered snapshot of the ledger on which a run plans.

A run reads it when it is asked for and keeps it, so that it foresees what other rounds and holds have taken, repeats
exactly, and can say later what changed in the ledger since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from math import ceil
from typing import Any

from wardbridge.capacity.domain import ledger
from wardbridge.capacity.domain.limits import offer_scope, quota_scope
from wardbridge.capacity.domain.sites import COLLEGE, UNIVERSITY
from wardbridge.capacity.enums import LimitKind
from wardbridge.cohorts.models import Programme
from wardbridge.planning.bridge import Guests, Level, Offer, Problem, Quota, Shift
from wardbridge.planning.models import Round
from wardbridge.rulekit.capacity import teacher_weights
from wardbridge.rulekit.levels import LEVELS

WHOLE = -1
"""The period of what is counted over the whole round."""


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """What others hold of one limit: its kind, place (code of the department or site), scope, period and amount.

    The amount is in the limit's own unit (of schools: those that the round doesn't send); `programme` and `level` say
    for whom an offer or quota is.
    """

    kind: str
    place: str
    scope: str
    period: int
    amount: int
    programme: str = ""
    level: str = ""
    shift: str = Shift.DAY.value


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The ledger at an entry, as far as it concerns a round."""

    number: int
    held: tuple[Held, ...]

    def to_json(self) -> list[list[Any]]:
        return [list(astuple(one)) for one in self.held]


def holder_of(round_: Round) -> str:
    """The name under which a round's claims stand in the ledger."""
    return f"round:{round_.uid}"


def snapshot_of(round_: Round) -> Snapshot:
    """What others hold now of the limits of the round's wards and sites in its weeks.

    The number is read first: a claim that comes in between is in the snapshot and newer than its number, never missed.
    """
    number = ledger.number()
    claims = ledger.claimed(first=round_.first_day, last=round_.last_day, but=holder_of(round_))
    wards = dict(round_.departments.values_list("pk", "code"))
    sites = dict(round_.sites.values_list("pk", "code"))
    own = {str(school) for school in Programme.unscoped.filter(rounds=round_).values_list("school", flat=True)}
    whom = _scopes(round_)
    held = []
    for key, taken in claims.items():
        place = wards.get(key.department or 0) or sites.get(key.site or 0)
        if place is not None:
            whole = key.kind == LimitKind.QUOTA
            period = WHOLE if whole else (key.first - round_.first_day).days // 7
            amount = len(taken.names - own) if key.kind == LimitKind.SCHOOLS else taken.amount
            held.append(Held(key.kind, place, key.scope, period, amount, *whom.get(key.scope, ("", "")), key.shift))
    return Snapshot(number, tuple(sorted(one for one in held if one.amount)))


def _scopes(round_: Round) -> dict[str, tuple[str, str]]:
    """Scope of each offer and quota of the round → the programme's code and the level for which it is."""
    offers, quotas = round_.offers.select_related("programme"), round_.quotas.select_related("programme")
    found = {offer_scope(row): (row.programme.code if row.programme else "", row.level) for row in offers}
    found |= {quota_scope(row): (row.programme.code if row.programme else "", row.level) for row in quotas}
    return found


def snapshot_from(number: int, rows: Sequence[Sequence[Any]] | None) -> Snapshot:
    """The snapshot that `to_json` gave; an empty one where none was kept."""
    return Snapshot(number, tuple(Held(*row) for row in rows or ()))


def beside(problem: Problem, snapshot: Snapshot) -> Problem:
    """The problem with others' learners in it: guests in the wards; sites, offers and quotas without what they take."""
    if not snapshot.held:
        return problem

    def left(figure: int, kind: LimitKind, site: int, scope: str) -> int:
        """Without the most that others hold in any week: the engine knows one figure for all weeks."""
        alike = (kind, problem.sites[site], scope)
        here = (one.amount for one in snapshot.held if (one.kind, one.place, one.scope) == alike)
        return max(0, figure - max(here, default=0))

    guests = _guests(problem, snapshot.held)
    departments = tuple(replace(row, guests=guests.get(row.code, ())) for row in problem.departments)
    return replace(
        problem,
        departments=departments,
        offers=_offers(problem, [one for one in snapshot.held if one.kind == LimitKind.OFFER]),
        quotas=_quotas(problem, [one for one in snapshot.held if one.kind == LimitKind.QUOTA]),
        housing=tuple(
            replace(row, places=left(row.places, LimitKind.HOUSING, row.site, row.need)) for row in problem.housing
        ),
        few_schools=tuple(
            replace(
                row,
                universities=left(row.universities, LimitKind.SCHOOLS, row.site, UNIVERSITY),
                colleges=left(row.colleges, LimitKind.SCHOOLS, row.site, COLLEGE),
            )
            for row in problem.few_schools
        ),
    )


def _guests(problem: Problem, held: Iterable[Held]) -> dict[str, tuple[Guests, ...]]:
    """Learners by level, from the shares of teachers that they take: each row counts those above it too."""
    shares: dict[tuple[str, int, Shift], dict[Level, int]] = defaultdict(dict)
    for one in held:
        if one.kind == LimitKind.TEACHERS and 0 <= one.period < len(problem.periods):
            shares[one.place, one.period, Shift(one.shift)][Level(one.scope)] = one.amount
    found: dict[str, tuple[Guests, ...]] = defaultdict(tuple)
    there: dict[tuple[str, int, Level], dict[Shift, int]] = defaultdict(dict)
    for (place, period, shift), by_level in sorted(shares.items()):
        _whole, weight = teacher_weights(problem.periods[period].first, problem.law)
        before = 0
        for level in LEVELS:
            own = max(0, by_level.get(level, before) - before)
            before += own
            if own:
                there[place, period, level][shift] = ceil(own / weight[level])
    for (place, period, level), counts in there.items():
        found[place] += tuple(Guests(period, level, count, shift) for shift, count in _by_day(counts))
    return found


def _by_day(counts: Mapping[Shift, int]) -> Iterable[tuple[Shift, int]]:
    """Those who are there mornings and afternoons as there by day: a round without half days stays one without."""
    day = min(counts.get(Shift.MORNING, 0), counts.get(Shift.AFTERNOON, 0))
    rest = {shift: count - (day if shift is not Shift.NIGHT else 0) for shift, count in counts.items()}
    return [(shift, count) for shift, count in {Shift.DAY: day, **rest}.items() if count]


def _offers(problem: Problem, held: Iterable[Held]) -> tuple[Offer, ...]:
    """The offers without what others take: an offer of which they take differing amounts becomes several."""
    taken: dict[tuple[int, int | None, Level | None], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    programmes = {row.code: number for number, row in enumerate(problem.programmes)}
    for one in held:
        k = problem.index.department.get(one.place)
        if k is not None:
            level = Level(one.level) if one.level else None
            by_period = taken[k, programmes.get(one.programme), level]
            by_period[one.period] = max(by_period[one.period], one.amount)
    return tuple(
        part
        for offer in problem.offers
        for part in _parts(offer, taken.get((offer.department, offer.programme, offer.level), {}))
    )


def _parts(offer: Offer, taken: Mapping[int, int]) -> Iterable[Offer]:
    by_amount: dict[int, list[int]] = defaultdict(list)
    for period in offer.periods:
        by_amount[taken.get(period, 0)].append(period)
    for amount, periods in sorted(by_amount.items()):
        most = max(0, offer.maximum - amount)
        least = max(0, offer.minimum - amount)
        yield replace(offer, periods=tuple(periods), maximum=most, minimum=least, reserved=min(offer.reserved, most))


def _quotas(problem: Problem, held: Iterable[Held]) -> tuple[Quota, ...]:
    taken: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in held:
        taken[one.place, one.programme, one.level] += one.amount
    found = []
    for quota in problem.quotas:
        programme = "" if quota.programme is None else problem.programmes[quota.programme].code
        amount = taken.get((problem.sites[quota.site], programme, quota.level or ""), 0)
        most = max(0, quota.maximum - amount)
        least = max(0, quota.minimum - amount)
        found.append(replace(quota, maximum=most, minimum=least, reserved=min(quota.reserved, most)))
    return tuple(found)


def changed_since(then: Snapshot, now: Snapshot) -> list[Held]:
    """What others hold now otherwise than then, each as it is now; what they gave back with amount 0."""
    before = {_key(one): one for one in then.held}
    after = {_key(one): one for one in now.held}
    more = [one for key, one in after.items() if before.get(key) != one]
    return more + [replace(one, amount=0) for key, one in before.items() if key not in after]


def _key(one: Held) -> tuple[str, str, str, int]:
    return (one.kind, one.place, one.scope, one.period)
