"""The rules and records that concern one learner, or one group, alone, each with the problem without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from wardbridge.engine.explain.records import Hindrance, recorded
from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Learner, Lock, Offer, Problem, Programme, Requirement
from wardbridge.rulekit.shifts import Shift, meet


def hindrances(problem: Problem) -> Iterator[Hindrance]:
    """Every rule of one unit alone that can be left out."""
    codes = tuple(learner.code for learner in problem.learners)
    yield from (_lock(problem, lock) for lock in problem.locks)
    for i in range(len(problem.learners)):
        yield from _absences(problem, i)
    yield from _tracks(problem, codes)
    if problem.max_sites < len(problem.sites):
        said = Violation("own-max-sites", codes, found=problem.max_sites, allowed=len(problem.sites))
        yield Hindrance(said, lambda p: replace(p, max_sites=len(p.sites)))
    yield from _requirements(problem, codes)
    yield from _offers(problem, codes)
    yield from recorded(problem)
    yield from _nights(problem, codes)
    if len(codes) > 1:
        yield Hindrance(Violation("own-together", codes, found=len(codes)), _each_alone)


def _lock(problem: Problem, lock: Lock) -> Hindrance:
    department = problem.departments[lock.department]
    site = problem.sites[department.site]
    said = Violation("own-lock", (problem.learners[lock.learner].code,), department.code, site, lock.periods)
    return Hindrance(said, lambda p: replace(p, locks=tuple(one for one in p.locks if one != lock)))


def _absences(problem: Problem, i: int) -> Iterator[Hindrance]:
    """One for each run of weeks in which a member can't attend."""
    learner = problem.learners[i]
    for away, run in groupby(range(len(problem.periods)), key=lambda t: not learner.available[t]):
        if away:
            weeks = tuple(run)
            yield Hindrance(Violation("own-absence", (learner.code,), periods=weeks), _present(i, weeks))


def _present(i: int, weeks: tuple[int, ...]) -> Callable[[Problem], Problem]:
    def there(p: Problem) -> Problem:
        free = tuple(flag or t in weeks for t, flag in enumerate(p.learners[i].available))
        return _with_learners(p, lambda j, learner: replace(learner, available=free) if j == i else learner)

    return there


def _with_learners(problem: Problem, changed: Callable[[int, Learner], Learner]) -> Problem:
    return replace(problem, learners=tuple(changed(i, learner) for i, learner in enumerate(problem.learners)))


def _tracks(problem: Problem, codes: tuple[str, ...]) -> Iterator[Hindrance]:
    """The track that is fixed, and the sites at which tracks are done."""
    head = problem.learners[0]
    programme = problem.programmes[head.programme]
    if head.track is not None and len(programme.tracks) > 1:
        said = Violation("own-track", codes, params={"track": programme.tracks[head.track].code})
        yield Hindrance(said, lambda p: _with_learners(p, lambda _, learner: replace(learner, track=None)))
    everywhere = frozenset(range(len(problem.sites)))
    if any(track.sites != everywhere for track in programme.tracks):
        yield Hindrance(Violation("own-track-sites", codes, params={"programme": programme.code}), _tracks_everywhere)


def _tracks_everywhere(p: Problem) -> Problem:
    sites = frozenset(range(len(p.sites)))
    return replace(
        p,
        programmes=tuple(
            replace(one, tracks=tuple(replace(track, sites=sites) for track in one.tracks)) for one in p.programmes
        ),
    )


def _requirements(problem: Problem, codes: tuple[str, ...]) -> Iterator[Hindrance]:
    """For each requirement its order and its sites."""
    everywhere = frozenset(range(len(problem.sites)))
    for r, requirement in enumerate(problem.requirements):
        if requirement.programme != problem.learners[0].programme:
            continue
        params: dict[str, str | int | float] = {"requirement": requirement.code}
        if requirement.after:
            before = ", ".join(problem.requirements[b].code for b in requirement.after)
            said = Violation("own-order", codes, params={**params, "before": before})
            yield Hindrance(said, _changed(r, lambda one: replace(one, after=())))
        if requirement.sites != everywhere:
            said = Violation("own-requirement-sites", codes, params=params)
            yield Hindrance(said, _changed(r, lambda one: replace(one, sites=everywhere)))
        if requirement.beside is not None and r < requirement.beside:
            beside = {**params, "beside": problem.requirements[requirement.beside].code}
            pair = {r, requirement.beside}
            yield Hindrance(Violation("own-beside", codes, params=beside), _parted(pair))
        if len(problem.index.times) > 1 and set(requirement.shifts) != set(Shift):
            said = Violation("own-shifts", codes, params={**params, "shifts": " ".join(requirement.shifts)})
            yield Hindrance(said, _changed(r, lambda one: replace(one, shifts=tuple(Shift))))


def _changed(r: int, change: Callable[[Requirement], Requirement]) -> Callable[[Problem], Problem]:
    return lambda p: replace(
        p, requirements=tuple(change(one) if x == r else one for x, one in enumerate(p.requirements))
    )


def _parted(pair: set[int]) -> Callable[[Problem], Problem]:
    """Both of a pair that is done side by side on its own."""

    def change(p: Problem) -> Problem:
        rows = (replace(one, beside=None) if x in pair else one for x, one in enumerate(p.requirements))
        return replace(p, requirements=tuple(rows))

    return change


def _nights(problem: Problem, codes: tuple[str, ...]) -> Iterator[Hindrance]:
    """The programme's two rules of nights."""
    p = problem.learners[0].programme
    row = problem.programmes[p]
    if row.nights_in_row is not None:
        said = Violation("own-nights-in-row", codes, allowed=row.nights_in_row, params={"programme": row.code})
        yield Hindrance(said, _with_programme(p, lambda one: replace(one, nights_in_row=None)))
    if row.rest_after_nights:
        said = Violation("own-rest", codes, allowed=row.rest_after_nights, params={"programme": row.code})
        yield Hindrance(said, _with_programme(p, lambda one: replace(one, rest_after_nights=0)))


def _with_programme(p: int, change: Callable[[Programme], Programme]) -> Callable[[Problem], Problem]:
    def changed(problem: Problem) -> Problem:
        rows = (change(one) if x == p else one for x, one in enumerate(problem.programmes))
        return replace(problem, programmes=tuple(rows))

    return changed


def _each_alone(p: Problem) -> Problem:
    return replace(p, units=tuple((i,) for i in range(len(p.learners))), unit_codes=(), excused=())


def _offers(problem: Problem, codes: tuple[str, ...]) -> Iterator[Hindrance]:
    """For each department of a discipline that is required: that it offers no place in some weeks."""
    p = problem.learners[0].programme
    required = {d for r in problem.requirements if r.programme == p for d in r.disciplines}
    weeks = range(len(problem.periods))
    for k, department in enumerate(problem.departments):
        held = [one for one in problem.offers if one.department == k and _covers(problem, one, p)]
        open_ = [{t for one in held if meet(one.shift, time) for t in one.periods} for time in problem.index.times]
        closed = tuple(t for t in weeks if any(t not in at_time for at_time in open_))
        if department.discipline in required and closed:
            said = Violation("own-no-offer", codes, department.code, problem.sites[department.site], closed)
            added = [Offer(k, None, None, closed, 0, len(problem.learners), shift=x) for x in (Shift.DAY, Shift.NIGHT)]
            yield Hindrance(said, _offering(added))


def _covers(problem: Problem, offer: Offer, p: int) -> bool:
    programme = problem.programmes[p]
    meant = offer.programme in {None, p} and offer.level in {None, programme.level}
    return meant and offer.school in {"", programme.school}


def _offering(offers: Sequence[Offer]) -> Callable[[Problem], Problem]:
    """Places at every time of the day that the round tells apart, and at no other."""
    return lambda p: replace(
        p, offers=(*p.offers, *(one for one in offers if any(meet(one.shift, time) for time in p.index.times)))
    )
