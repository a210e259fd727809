"""From a learner's weeks as a person left them to blocks with the requirement that each serves.

The person says only where the learner is; which requirement a block serves follows from the department's discipline
and the learner's track. What serves none is kept with a blank requirement, for the checker to judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from wardbridge.engine.io.planbook.layout import BESIDE
from wardbridge.engine.plan import Assignment
from wardbridge.engine.problem import Problem
from wardbridge.rulekit.shifts import Shift


def track_of(problem: Problem, learner: str, track: str, weeks: Mapping[int, str]) -> str:
    """The track given, else the learner's own, else the one whose requirements these weeks serve best."""
    i = problem.index.learner[learner]
    programme = problem.programmes[problem.learners[i].programme]
    if track:
        return track
    own = problem.learners[i].track
    if own is not None:
        return programme.tracks[own].code
    served = [_served(problem, learner, item.code, weeks) for item in programme.tracks]
    return programme.tracks[served.index(max(served))].code


def _served(problem: Problem, learner: str, track: str, weeks: Mapping[int, str]) -> int:
    blocks = blocks_of(problem, learner, track, weeks)
    return sum(len(block.periods) for block in blocks if block.requirement)


def blocks_of(problem: Problem, learner: str, track: str, weeks: Mapping[int, str]) -> list[Assignment]:
    """Blocks of the weeks (period → department, or those side by side): runs in one department over the weeks when he
    is available, each at the first time of the day of its requirement.
    """
    lanes = range(max((len(here.split(BESIDE)) for here in weeks.values()), default=1))
    split = [{t: part for t, here in weeks.items() if (part := _lane(here, lane))} for lane in lanes]
    found = [block for lane in split for block in _of_lane(problem, learner, track, lane)]
    return sorted(found, key=lambda block: (block.periods, block.shift))


def _lane(here: str, lane: int) -> str:
    parts = here.split(BESIDE)
    return parts[lane] if lane < len(parts) else ""


def _of_lane(problem: Problem, learner: str, track: str, weeks: Mapping[int, str]) -> list[Assignment]:
    i = problem.index.learner[learner]
    person = problem.learners[i]
    tau = problem.index.track[person.programme].get(track, 0)
    left = Counter(
        {
            r: problem.requirements[r].choose * _most(problem, r)
            for r in problem.index.requirements[person.programme, tau]
        }
    )
    runs = sorted(_runs(person.available, weeks), key=lambda run: (-len(run[1]), run[1]))
    found = []
    for department, periods in runs:
        discipline = problem.departments[problem.index.department[department]].discipline
        r = _requirement(problem, left, discipline, len(periods))
        if r is not None:
            left[r] -= 1
        requirement = "" if r is None else problem.requirements[r].code
        shift = Shift.DAY if r is None else problem.requirements[r].shifts[0]
        found.append(Assignment(learner, requirement, problem.disciplines[discipline], department, periods, shift))
    return found


def _most(problem: Problem, r: int) -> int:
    """Blocks that one discipline of a requirement may take."""
    return max(len(way) for way in problem.requirements[r].lengths)


def _runs(available: tuple[bool, ...], weeks: Mapping[int, str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """(department, periods) of each unbroken stay; a week off does not break one, a free week does."""
    department, periods = "", list[int]()
    for period in range(len(available)):
        here = weeks.get(period, "")
        if not here and not available[period]:
            continue
        if here != department and periods:
            yield department, tuple(periods)
            periods = []
        department = here
        if here:
            periods.append(period)
    if periods:
        yield department, tuple(periods)


def _requirement(problem: Problem, left: Counter[int], discipline: int, weeks: int) -> int | None:
    """An open requirement of the discipline, one of the same length before others."""
    fits = [r for r, count in left.items() if count > 0 and discipline in problem.requirements[r].disciplines]
    return min(fits, key=lambda r: (abs(problem.requirements[r].weeks - weeks), r), default=None)
