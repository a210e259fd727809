"""All there is to say of a round in which not everyone can be placed."""

from __future__ import annotations

from dataclasses import dataclass

from wardbridge.engine.explain.conflict import Conflict, conflict_of
from wardbridge.engine.explain.ways import Alone, Way, hopeless, ways_out
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Result
from wardbridge.engine.problem import Problem
from wardbridge.engine.stop import Stop


@dataclass(frozen=True, slots=True)
class Impossible:
    """Learners without any rotation of their own, records that contradict each other, and ways out."""

    alone: tuple[Alone, ...]
    conflict: Conflict | None
    ways: tuple[Way, ...]


def impossible_of(problem: Problem, result: Result, parameters: Parameters, stop: Stop) -> Impossible:
    """Answer for a run that left someone out; each part ends early, with what it has, when asked to stop."""
    alone = tuple(one for _, one in hopeless(problem, parameters))
    ways = ways_out(problem, result.plan or Plan(()), parameters, result.seed, stop)
    conflict = None if stop() else conflict_of(problem, parameters, result.seed, stop)
    return Impossible(alone, conflict, ways)
