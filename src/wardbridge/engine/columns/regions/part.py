"""The problem of some programmes alone: everything else is left out, and what stays is numbered anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wardbridge.engine.columns.regions.division import Division, reach_of
from wardbridge.engine.problem import Learner, Offer, Problem, Programme, Requirement, Wish

Numbers = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A region's problem and the numbers that its programmes and departments have in the whole.

    `shared` are the part's own numbers of the departments that other regions use too.
    """

    problem: Problem
    programmes: tuple[int, ...]
    departments: tuple[int, ...]
    shared: tuple[int, ...]


def _numbers(chosen: Iterable[int]) -> dict[int, int]:
    return {old: new for new, old in enumerate(sorted(chosen))}


def parts_of(problem: Problem, division: Division) -> tuple[Part, ...]:
    """The problems of all regions; work grows with the problem and not with the number of regions."""
    reach = reach_of(problem)
    region = {p: r for r, members in enumerate(division.regions) for p in members}
    units: dict[int, list[int]] = defaultdict(list)
    for u, unit in enumerate(problem.units):
        units[region[problem.learners[unit[0]].programme]].append(u)
    wishes: dict[int, list[Wish]] = defaultdict(list)
    for wish in problem.wishes:
        wishes[wish.learner].append(wish)
    offers: dict[int, list[Offer]] = defaultdict(list)
    for offer in problem.offers:
        offers[offer.department].append(offer)
    return tuple(
        _part(problem, members, _numbers(frozenset().union(*(reach[p] for p in members))), division.shared, units[r],
              wishes, offers)
        for r, members in enumerate(division.regions)
        if units[r]
    )  # fmt: skip


def _part(  # noqa: PLR0917 # long: one field of a problem after the other
    problem: Problem, members: Sequence[int], departments: Numbers, shared: frozenset[int], units: Sequence[int],
    wishes: Mapping[int, list[Wish]], offers: Mapping[int, list[Offer]],
) -> Part:  # fmt: skip
    programmes = _numbers(members)
    sites = _numbers({problem.departments[k].site for k in departments})
    disciplines = _numbers({problem.departments[k].discipline for k in departments} | _asked(problem, programmes))
    learners = _numbers(i for u in units for i in problem.units[u])
    requirements = _numbers(r for p in members for r in _held(problem, p))
    made = Problem(
        code=problem.code,
        periods=problem.periods,
        sites=tuple(problem.sites[h] for h in sites),
        disciplines=tuple(problem.disciplines[d] for d in disciplines),
        departments=tuple(
            replace(row, site=sites[row.site], discipline=disciplines[row.discipline])
            for row in (problem.departments[k] for k in departments)
        ),
        programmes=tuple(_programme(problem.programmes[p], sites) for p in programmes),
        requirements=tuple(
            _requirement(problem.requirements[r], programmes, requirements, disciplines, sites) for r in requirements
        ),
        learners=tuple(_learner(problem.learners[i], programmes) for i in learners),
        units=tuple(tuple(learners[i] for i in problem.units[u]) for u in units),
        teachers=tuple(
            replace(row, department=departments[row.department])
            for row in problem.teachers
            if row.department in departments
        ),
        offers=tuple(
            replace(row, department=new, programme=None if row.programme is None else programmes[row.programme])
            for old, new in departments.items()
            for row in offers[old]
            if row.programme is None or row.programme in programmes
        ),
        quotas=tuple(
            replace(row, site=sites[row.site], programme=None if row.programme is None else programmes[row.programme])
            for row in problem.quotas
            if row.site in sites and (row.programme is None or row.programme in programmes)
        ),
        wishes=tuple(
            wish for i in learners for row in wishes.get(i, ())
            if (wish := _wish(row, learners, sites, disciplines, departments)) is not None
        ),
        locks=tuple(
            replace(row, learner=learners[row.learner], department=departments[row.department])
            for row in problem.locks
            if row.learner in learners
        ),
        imposed=tuple(
            replace(
                row,
                learner=learners[row.learner],
                requirement=requirements[row.requirement],
                departments=_kept(row.departments, departments),
            )
            for row in problem.imposed
            if row.learner in learners
        ),
        credits=tuple(
            replace(
                row,
                learner=learners[row.learner],
                requirement=requirements[row.requirement],
                discipline=None if row.discipline is None else disciplines[row.discipline],
            )
            for row in problem.credits
            if row.learner in learners
        ),
        closed=tuple(
            replace(row, learner=learners[row.learner], departments=_kept(row.departments, departments))
            for row in problem.closed
            if row.learner in learners
        ),
        familiar=tuple(
            replace(row, learner=learners[row.learner], site=sites[row.site])
            for row in problem.familiar
            if row.learner in learners and row.site in sites
        ),
        excused=tuple(
            replace(
                row,
                learner=learners[row.learner],
                discipline=None if row.discipline is None else disciplines[row.discipline],
            )
            for row in problem.excused
            if row.learner in learners and (row.discipline is None or row.discipline in disciplines)
        ),
        housing=tuple(replace(row, site=sites[row.site]) for row in problem.housing if row.site in sites),
        max_sites=problem.max_sites,
        night_burden=problem.night_burden,
        unit_codes=tuple(problem.unit_codes[u] for u in units) if problem.unit_codes else (),
    )  # fmt: skip
    here = tuple(new for old, new in departments.items() if old in shared)
    return Part(made, tuple(programmes), tuple(departments), here)


def _held(problem: Problem, programme: int) -> set[int]:
    tracks = range(len(problem.programmes[programme].tracks))
    return {r for tau in tracks for r in problem.index.requirements[programme, tau]}


def _asked(problem: Problem, programmes: Numbers) -> set[int]:
    return {d for p in programmes for r in _held(problem, p) for d in problem.requirements[r].disciplines}


def _programme(row: Programme, sites: Numbers) -> Programme:
    return replace(row, tracks=tuple(replace(track, sites=_kept(track.sites, sites)) for track in row.tracks))


def _kept(chosen: Iterable[int], numbers: Numbers) -> frozenset[int]:
    return frozenset(numbers[x] for x in chosen if x in numbers)


def _requirement(
    row: Requirement, programmes: Numbers, requirements: Numbers, disciplines: Numbers, sites: Numbers
) -> Requirement:
    return replace(
        row,
        programme=programmes[row.programme],
        disciplines=tuple(disciplines[d] for d in row.disciplines),
        after=tuple(requirements[r] for r in row.after if r in requirements),
        beside=None if row.beside is None else requirements[row.beside],
        sites=_kept(row.sites, sites),
    )


def _learner(row: Learner, programmes: Numbers) -> Learner:
    return replace(row, programme=programmes[row.programme])


def _wish(row: Wish, learners: Numbers, sites: Numbers, disciplines: Numbers, departments: Numbers) -> Wish | None:
    """The wish in the part's numbers; `None` when it asks for what no rotation of the part can meet."""
    pairs = ((row.site, sites), (row.discipline, disciplines), (row.department, departments))
    if any(x is not None and x not in numbers for x, numbers in pairs):
        return None
    site, discipline, department = (None if x is None else numbers[x] for x, numbers in pairs)
    return replace(row, learner=learners[row.learner], site=site, discipline=discipline, department=department)
