"""Concrete changes of a round: from what a plan breaks, as the judge says it, to the change that would allow it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Department, Problem, Teacher
from wardbridge.rulekit.capacity import beds_allow
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.levels import Level

Change = Callable[[Problem], Problem]

COSTS: Mapping[str, float] = {
    "offer-max": 1.0,  # a learner's place in a week
    "offer-min": 1.0,
    "room": 3.0,  # a place in the room
    "VN-08": 3.0,  # what beds allow one learner more
    "VN-05": 5.0,  # a teacher in a week
    "housing": 2.0,  # a place to sleep
    "quota-max": 2.0,  # a person over the round
    "quota-min": 2.0,
    "lock": 5.0,  # a placement imposed
    "own": 5.0,  # a week of absence, a track left open
    "later": 20.0,  # a learner who waits for another round
}
"""What changes cost beside each other, by amount; ways out are ranked by the sum."""
ACT = 10.0
"""What each change costs whatever its amount: somebody must ask for it and somebody grant it."""
WEEKS = 4
"""What is changed for more weeks than this costs no more: it is as well changed for the whole round."""


NOTHING = Violation("")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change: told as data (``edit-…``, figure after, figure before), what it costs, and the change itself.

    `source` is what it mends, by which `edit_from` makes it again.
    """

    said: Violation
    cost: float
    change: Change
    source: Violation = NOTHING


def edited(problem: Problem, edits: Iterable[Edit]) -> Problem:
    """The problem after all changes."""
    for edit in edits:
        problem = edit.change(problem)
    return problem


def edits_for(problem: Problem, broken: Sequence[Violation]) -> list[Edit] | None:
    """Changes that allow what the violations find; `None` when one of them is of a rule that figures don't settle.

    Violations of one record in weeks that follow each other become one change.
    """
    found: list[Edit] = []
    for one in _joined(broken):
        make = _MAKERS.get(one.rule)
        if make is None:
            return None
        found.append(replace(make(problem, one), source=one))
    return found


def _joined(broken: Sequence[Violation]) -> list[Violation]:
    """Violations of one record put together: their weeks, and the largest figure (the least, of a minimum)."""
    found: dict[tuple[object, ...], Violation] = {}
    for one in sorted(broken, key=lambda v: (v.rule, v.department, v.site, v.periods)):
        whole = one.rule in {"room", "VN-08"}
        record = () if whole else (one.allowed, *(one.params.get(key) for key in ("level", "programme", "reserved")))
        key = (one.rule, one.department, one.site, *record)
        last = found.get(key, one)
        worst = min if one.rule in {"offer-min", "quota-min"} else max
        periods = tuple(sorted({*last.periods, *one.periods}))
        found[key] = replace(one, periods=periods, found=worst(last.found, one.found))
    return list(found.values())


def _weeks(one: Violation) -> int:
    return min(WEEKS, len(one.periods))


def _said(code: str, one: Violation, found: float, allowed: float, **params: str | float) -> Violation:
    return Violation(code, (), one.department, one.site, one.periods, found, allowed, params=params)


def _places(problem: Problem, one: Violation) -> Edit:
    more = one.found - one.allowed

    def change(p: Problem) -> Problem:
        k, offers = p.index.department[one.department], []
        for offer in p.offers:
            inside = tuple(t for t in offer.periods if t in one.periods)
            if offer.department != k or not inside or offer.maximum != one.allowed:
                offers.append(offer)
                continue
            offers.append(replace(offer, periods=inside, maximum=int(one.found)))
            outside = tuple(t for t in offer.periods if t not in one.periods)
            offers += [replace(offer, periods=outside)] if outside else []
        return replace(p, offers=tuple(offers))

    said = _said("edit-places", one, one.found, one.allowed, more=int(more))
    return Edit(said, ACT + COSTS["offer-max"] * more * _weeks(one), change)


def _minimum(problem: Problem, one: Violation) -> Edit:
    def change(p: Problem) -> Problem:
        k, offers = p.index.department[one.department], []
        for offer in p.offers:
            inside = tuple(t for t in offer.periods if t in one.periods)
            if offer.department != k or not inside or offer.minimum != one.allowed:
                offers.append(offer)
                continue
            offers.append(replace(offer, periods=inside, minimum=int(one.found)))
            outside = tuple(t for t in offer.periods if t not in one.periods)
            offers += [replace(offer, periods=outside)] if outside else []
        return replace(p, offers=tuple(offers))

    less = one.allowed - one.found
    return Edit(
        _said("edit-minimum", one, one.found, one.allowed), ACT + COSTS["offer-min"] * less * _weeks(one), change
    )


def _teachers(problem: Problem, one: Violation) -> Edit:
    """Teachers of the level that is short, present in these weeks alone."""
    more, level = ceil(one.found - one.allowed), Level(str(one.params["level"]))

    def change(p: Problem) -> Problem:
        k = p.index.department[one.department]
        away = frozenset(range(len(p.periods))) - frozenset(one.periods)
        since = p.periods[0].first.replace(year=p.periods[0].first.year - 10, day=1)
        names = (f"+{one.department}-{one.periods[0] + 1}-{level}-{n + 1}" for n in range(more))
        added = tuple(Teacher(name, k, level, since, absent=away) for name in names)
        return replace(p, teachers=(*p.teachers, *added))

    said = _said("edit-teachers", one, one.allowed + more, one.allowed, more=more, level=str(level))
    return Edit(said, ACT + COSTS["VN-05"] * more * _weeks(one), change)


def _room(problem: Problem, one: Violation) -> Edit:
    def change(p: Problem) -> Problem:
        k = p.index.department[one.department]
        return _with_department(p, k, lambda department: replace(department, room=int(one.found)))

    more = one.found - one.allowed
    return Edit(_said("edit-room", one, one.found, one.allowed), ACT + COSTS["room"] * more, change)


def _beds(problem: Problem, one: Violation) -> Edit:
    """As many more beds as the law asks for what was found."""
    k = problem.index.department[one.department]
    department, day = problem.departments[k], problem.periods[one.periods[0]].first
    beds = before = department.beds or 0
    while (beds_allow(beds, department.chairs, day, problem.law) or 0) < one.found:
        beds += 1
    more = one.found - one.allowed
    said = _said("edit-beds", one, beds, before)
    return Edit(
        said,
        ACT + COSTS["VN-08"] * more,
        lambda p: _with_department(p, k, lambda x: replace(x, beds=beds)),
    )


def _with_department(problem: Problem, k: int, change: Callable[[Department], Department]) -> Problem:
    departments = tuple(change(one) if x == k else one for x, one in enumerate(problem.departments))
    return replace(problem, departments=departments)


def _quota(problem: Problem, one: Violation) -> Edit:
    most = one.rule == "quota-max"

    def change(p: Problem) -> Problem:
        h, quotas = p.sites.index(one.site), []
        for quota in p.quotas:
            mine = quota.site == h and (quota.maximum if most else quota.minimum) == one.allowed
            raised = replace(quota, maximum=int(one.found)) if most else replace(quota, minimum=int(one.found))
            quotas.append(raised if mine else quota)
        return replace(p, quotas=tuple(quotas))

    said = _said("edit-quota" if most else "edit-quota-minimum", one, one.found, one.allowed)
    return Edit(said, ACT + COSTS[one.rule] * abs(one.found - one.allowed), change)


def _housing(problem: Problem, one: Violation) -> Edit:
    need = Need(one.rule.removeprefix("housing-")) if "-" in one.rule else Need.ANY

    def change(p: Problem) -> Problem:
        h = p.sites.index(one.site)
        more = [replace(x, places=int(one.found)) if (x.site, x.need) == (h, need) else x for x in p.housing]
        return replace(p, housing=tuple(more))

    said = _said("edit-housing", one, one.found, one.allowed, limit=one.rule)
    return Edit(said, ACT + COSTS["housing"] * (one.found - one.allowed), change)


def _reserved(problem: Problem, one: Violation) -> Edit:
    """Places more in the shares that are for others too, so that those kept stay kept."""
    more = int(one.found - one.allowed)

    def offers(p: Problem) -> Problem:
        k, found = p.index.department[one.department], []
        for x in p.offers:
            mine = x.department == k and not x.reserved and set(one.periods) & set(x.periods)
            found.append(replace(x, maximum=x.maximum + more) if mine else x)
        return replace(p, offers=tuple(found))

    def quotas(p: Problem) -> Problem:
        h = p.sites.index(one.site)
        found = [replace(x, maximum=x.maximum + more) if x.site == h and not x.reserved else x for x in p.quotas]
        return replace(p, quotas=tuple(found))

    said = _said("edit-beside-reserved", one, one.found, one.allowed, more=more)
    cost = COSTS["offer-max"] * more * max(1, _weeks(one))
    return Edit(said, ACT + cost, offers if one.department else quotas)


_MAKERS: Mapping[str, Callable[[Problem, Violation], Edit]] = {
    "offer-max": _places,
    "offer-min": _minimum,
    "VN-05": _teachers,
    "VN-08": _beds,
    "room": _room,
    "quota-max": _quota,
    "quota-min": _quota,
    "housing": _housing,
    "housing-women": _housing,
    "housing-men": _housing,
    "offer-reserved": _reserved,
    "quota-reserved": _reserved,
}
