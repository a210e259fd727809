"""Where a round comes apart: programmes that meet in no department are planned apart.

Sites that learners of many regions may use would tie all together; such a site is taken out where the rest then comes
apart. What is taken out is shared and gets prices (`sharing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardbridge.engine.equity import burdened
from wardbridge.engine.problem import Problem

LARGE = 2_000
"""Learners from which on a round is taken apart."""
SMALL = 2_500
"""Learners up to which a part is not taken apart further."""
LARGEST_PART = 0.6
"""Sites are shared only where no piece of the part keeps more than this share of its learners."""


@dataclass(frozen=True, slots=True)
class Division:
    """Programmes of each region, by the order of their first one; and the departments that regions share."""

    regions: tuple[tuple[int, ...], ...]
    shared: frozenset[int]


def reach_of(problem: Problem) -> list[frozenset[int]]:
    """By programme the departments in which its learners, or places kept for them, can be."""
    by_discipline: dict[int, list[int]] = defaultdict(list)
    for k, department in enumerate(problem.departments):
        by_discipline[department.discipline].append(k)
    found: list[set[int]] = [set() for _ in problem.programmes]
    sites = [frozenset().union(*(track.sites for track in p.tracks)) for p in problem.programmes]
    for requirement in problem.requirements:
        allowed = sites[requirement.programme] & requirement.sites
        found[requirement.programme].update(
            k for d in requirement.disciplines for k in by_discipline[d] if problem.departments[k].site in allowed
        )
    for offer in problem.offers:
        if offer.programme is not None:
            found[offer.programme].add(offer.department)
    for lock in problem.locks:
        found[problem.learners[lock.learner].programme].add(lock.department)
    for imposed in problem.imposed:
        found[problem.learners[imposed.learner].programme] |= imposed.departments
    return [frozenset(departments) for departments in found]


def division_of(problem: Problem) -> Division | None:
    """Take a large round apart; `None` where it is not large or holds together."""
    if len(problem.learners) < LARGE or problem.few_schools or burdened(problem):
        return None  # what schools share spans regions
    if len(problem.index.times) > 1:
        return None  # shared limits are priced by the week
    graph = _Graph(problem)
    regions: list[list[int]] = []
    todo = graph.components(range(len(problem.programmes)))
    while todo:
        programmes = todo.pop()
        pieces = graph.split(programmes)
        if pieces is None:
            regions.append(programmes)
        else:
            todo += pieces
    if len(regions) < 2:
        return None
    return Division(tuple(tuple(members) for members in sorted(regions)), frozenset(graph.shared))


class _Graph:
    """Programmes tied by the departments in which they meet; `shared` grows with what is taken out."""

    def __init__(self, problem: Problem) -> None:
        self._problem, self._reach = problem, reach_of(problem)
        self._tied = _tied_sites(problem) | {
            problem.departments[offer.department].site for offer in problem.offers if offer.minimum
        }
        self._people = [0] * len(problem.programmes)
        for learner in problem.learners:
            self._people[learner.programme] += 1
        self.shared: set[int] = set()

    def components(self, programmes: Iterable[int]) -> list[list[int]]:
        """Programmes that meet in departments not shared, or at sites whose limits span departments."""
        parent: dict[int, int] = {p: p for p in programmes}

        def root(p: int) -> int:
            while parent[p] != p:
                parent[p] = parent[parent[p]]
                p = parent[p]
            return p

        first: dict[tuple[str, int], int] = {}
        for p in parent:
            for k in self._reach[p] - self.shared:
                site = self._problem.departments[k].site
                key = ("site", site) if site in self._tied else ("department", k)
                a, b = root(p), root(first.setdefault(key, p))
                parent[max(a, b)] = min(a, b)
        found: dict[int, list[int]] = defaultdict(list)
        for p in parent:
            found[root(p)].append(p)
        return list(found.values())

    def split(self, programmes: Sequence[int]) -> list[list[int]] | None:
        """Share the sites that leave the smallest largest piece; `None` where no piece gets much smaller."""
        whole = self._size(programmes)
        if whole <= SMALL:
            return None
        best: tuple[int, set[int], list[list[int]]] | None = None
        before = set(self.shared)
        for departments in self._candidates(programmes):
            self.shared = before | departments
            pieces = self.components(programmes)
            largest = max(map(self._size, pieces))
            if best is None or largest < best[0]:
                best = largest, departments, pieces
        self.shared = before
        if best is None or best[0] > LARGEST_PART * whole:
            return None
        self.shared |= best[1]
        return best[2]

    def _size(self, programmes: Sequence[int]) -> int:
        return sum(self._people[p] for p in programmes)

    def _candidates(self, programmes: Sequence[int]) -> list[set[int]]:
        """Departments of sites that the same programmes may use."""
        at: dict[int, set[int]] = defaultdict(set)
        who: dict[int, set[int]] = defaultdict(set)
        for p in programmes:
            for k in self._reach[p] - self.shared:
                site = self._problem.departments[k].site
                if site not in self._tied:
                    at[site].add(k)
                    who[site].add(p)
        alike: dict[frozenset[int], set[int]] = defaultdict(set)
        for site, departments in at.items():
            alike[frozenset(who[site])] |= departments
        return list(alike.values())


def _tied_sites(problem: Problem) -> frozenset[int]:
    """Sites with limits over all their departments."""
    return frozenset({quota.site for quota in problem.quotas} | {housing.site for housing in problem.housing})
