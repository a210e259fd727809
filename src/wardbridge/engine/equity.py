"""How evenly a plan shares what is a burden: sites hard to reach, nights, few cases; computed from its rows alone.

A week counts the burden of its department, and one on nights that of nights. Between learners the sum of squares grows
(least for a given total when all bear the same); between schools what each bears beyond its fair share, the share of
the weeks that its learners must do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardbridge.engine.parameters import Equity
from wardbridge.engine.plan import Plan
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView, view_of
from wardbridge.rulekit.shifts import Shift


def week(problem: Problem, department: int, shift: Shift) -> int:
    """Burden of a week in a department at a time of the day."""
    return problem.departments[department].burden + (problem.night_burden if shift is Shift.NIGHT else 0)


def burdened(problem: Problem) -> bool:
    """Whether a week can be a burden."""
    nights = problem.night_burden and any(Shift.NIGHT in requirement.shifts for requirement in problem.requirements)
    return bool(nights) or any(department.burden for department in problem.departments)


def borne(problem: Problem, learner: int, view: PlanView) -> int:
    """Burden of a learner in this plan; who moves with others bears what they bear."""
    return sum(week(problem, block.department, block.shift) * len(block.periods) for block in view.blocks[learner])


def learner_cost(problem: Problem, learner: int, view: PlanView, equity: Equity) -> float:
    """Points that a learner's burden costs, with what he carries from earlier rounds."""
    before, more = problem.index.carried[learner], borne(problem, learner, view)
    return equity.learners * ((before + more) ** 2 - before**2)


@dataclass(frozen=True, slots=True)
class Share:
    """What a school, group or class bears.

    Parameters
    ----------
    borne
        Burden in this plan.
    carried
        Burden of earlier rounds beyond what so many learners carry on the average.
    fair
        What it would bear in this plan if all burdens were shared by required weeks.
    """

    code: str
    learners: int
    borne: int
    carried: float
    fair: float

    @property
    def beyond(self) -> float:
        """What it bears beyond its fair share, earlier rounds included; negative where it bears less."""
        return self.borne + self.carried - self.fair


def shares(problem: Problem, view: PlanView, codes: Sequence[tuple[str, ...]]) -> tuple[Share, ...]:
    """The share of each code; `codes` has those of each learner (his school, or his class and group)."""
    people = range(len(problem.learners))
    load = [borne(problem, i, view) for i in people]
    weeks, carried = problem.index.least_weeks, problem.index.carried
    mean = sum(carried) / max(1, len(carried))
    total = sum(load) / max(1, sum(weeks))
    found = []
    for code in sorted({code for own in codes for code in own}):
        members = [i for i in people if code in codes[i]]
        fair = total * sum(weeks[i] for i in members)
        more = sum(carried[i] - mean for i in members)
        found.append(Share(code, len(members), sum(load[i] for i in members), more, fair))
    return tuple(found)


def schools(problem: Problem, view: PlanView) -> tuple[Share, ...]:
    """The share of each school; none where there is no burden or only one school."""
    own = [(problem.programmes[x.programme].school,) for x in problem.learners]
    return shares(problem, view, own) if burdened(problem) and len(set(own)) > 1 else ()


def schools_cost(problem: Problem, view: PlanView, equity: Equity) -> float:
    """Points that schools' burdens beyond their fair shares cost."""
    return equity.schools * sum(max(0.0, share.beyond) for share in schools(problem, view)) if equity.schools else 0.0


@dataclass(frozen=True, slots=True)
class Bearing:
    """A learner's burden in this plan, what he carried to it, and both together, which the next round is given."""

    code: str
    borne: int
    carried: int

    @property
    def carry_over(self) -> int:
        return self.borne + self.carried


@dataclass(frozen=True, slots=True)
class Fairness:
    """Who bears what: by learner, by class and group, by school."""

    learners: tuple[Bearing, ...]
    groups: tuple[Share, ...]
    schools: tuple[Share, ...]


def fairness_of(problem: Problem, plan: Plan) -> Fairness | None:
    """Measure a plan; `None` where the round knows no burden."""
    if not burdened(problem):
        return None
    view = view_of(problem, plan)
    known = [x.carried for x in problem.learners if x.carried is not None]
    mean = round(sum(known) / len(known)) if known else 0
    learners = tuple(
        Bearing(x.code, borne(problem, i, view), mean if x.carried is None else x.carried)
        for i, x in enumerate(problem.learners)
    )
    own = [(problem.programmes[x.programme].school,) for x in problem.learners]
    return Fairness(learners, shares(problem, view, [x.groups for x in problem.learners]), shares(problem, view, own))
