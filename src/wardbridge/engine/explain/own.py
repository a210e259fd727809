"""Why one learner can't: the fewest of his own rules and records that stand in the way together.

A deletion filter (Chinneck 2008, ch. 6): leave out one rule after the other; one without which it is still impossible
is not needed. What stays is minimal: without any single one of them it would be possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

import numpy as np

from wardbridge.engine.columns import kernel
from wardbridge.engine.columns.limits import limits_of
from wardbridge.engine.columns.model import model_of
from wardbridge.engine.columns.pricing import Pricing
from wardbridge.engine.explain.alone import FORCED, copies, forcing
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Learner, Lock, Offer, Problem, Requirement, Wish

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A rule or record that may stand in the way, as data to be told, and the problem without it."""

    said: Violation
    without: Callable[[Problem], Problem]


def minimal(items: Sequence[T], impossible: Callable[[Sequence[T]], bool]) -> tuple[T, ...]:
    """The deletion filter: a part of `items` that is still impossible, while no part of it short of one item is.

    `impossible` is asked with the items that hold; more items never make possible what fewer forbid. When nothing is
    impossible with all of them, the answer is empty; the same when it is impossible with none.
    """
    if not impossible(items):
        return ()
    kept = list(items)
    for item in items:
        fewer = [one for one in kept if one is not item]
        if impossible(fewer):
            kept = fewer
    return tuple(kept)


def possible(problem: Problem, wish: Wish | None, parameters: Parameters) -> bool:
    """Whether the only unit of the problem has a complete rotation (that meets the wish) with places without end."""
    if wish is not None:
        problem, parameters = forcing(problem, [wish], parameters, FORCED)
    model = model_of(problem, parameters)
    limits = limits_of(model, cuts=False)
    pricing = Pricing(model, limits, 1, closing=False)
    best = float(pricing.run(pricing.prices(np.zeros(len(limits.rows)))).best.max(initial=kernel.NEVER))
    if wish is None:
        return best > kernel.NEVER / 2
    return best > FORCED * (1.0 - 0.5 / (1.0 + len(problem.periods)))


def own_conflict(
    problem: Problem, unit: int, parameters: Parameters, wish: Wish | None = None
) -> tuple[Violation, ...]:
    """The fewest own rules that forbid the unit every complete rotation, or every one that meets the wish.

    Empty when it is possible, and when it is not even without all of these rules (then time or the programme lacks).
    """
    members = problem.units[unit]
    alone = copies(problem, [members])
    asked = None if wish is None else replace(wish, learner=members.index(wish.learner))
    every = tuple(hindrances(alone))

    def impossible(held: Sequence[Hindrance]) -> bool:
        relaxed = alone
        for one in every:
            if not any(one is other for other in held):
                relaxed = one.without(relaxed)
        return not possible(relaxed, asked, parameters)

    if impossible(()):
        return ()
    return tuple(one.said for one in minimal(every, impossible))


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


def _changed(r: int, change: Callable[[Requirement], Requirement]) -> Callable[[Problem], Problem]:
    return lambda p: replace(
        p, requirements=tuple(change(one) if x == r else one for x, one in enumerate(p.requirements))
    )


def _offers(problem: Problem, codes: tuple[str, ...]) -> Iterator[Hindrance]:
    """For each department of a discipline that is required: that it offers no place in some weeks."""
    p = problem.learners[0].programme
    required = {d for r in problem.requirements if r.programme == p for d in r.disciplines}
    for k, department in enumerate(problem.departments):
        held = [one for one in problem.offers if one.department == k and _covers(problem, one, p)]
        closed = tuple(t for t in range(len(problem.periods)) if all(t not in offer.periods for offer in held))
        if department.discipline in required and closed:
            said = Violation("own-no-offer", codes, department.code, problem.sites[department.site], closed)
            yield Hindrance(said, _offering(Offer(k, None, None, closed, 0, len(problem.learners))))


def _covers(problem: Problem, offer: Offer, p: int) -> bool:
    programme = problem.programmes[p]
    meant = offer.programme in {None, p} and offer.level in {None, programme.level}
    return meant and offer.school in {"", programme.school}


def _offering(offer: Offer) -> Callable[[Problem], Problem]:
    return lambda p: replace(p, offers=(*p.offers, offer))
