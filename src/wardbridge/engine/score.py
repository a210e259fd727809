"""What a plan is worth, computed from its rows alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from wardbridge.engine.equity import learner_cost, schools_cost
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan
from wardbridge.engine.problem import Problem, Wish
from wardbridge.engine.view import Block, PlanView, view_of


@dataclass(frozen=True, slots=True)
class Points:
    """The parts of the objective; `unplaced` learner-weeks come first, `total` points rank equal ones."""

    unplaced: int
    wishes: float
    site_changes: float
    idle: float
    equity: float = 0.0

    @property
    def total(self) -> float:
        return self.wishes + self.site_changes + self.idle + self.equity

    def by_part(self) -> dict[str, float]:
        """Equity only where it takes something: most rounds state no burdens."""
        parts = {"wishes": self.wishes, "site_changes": self.site_changes, "idle": self.idle}
        return parts | ({"equity": self.equity} if self.equity else {})


def matches(problem: Problem, wish: Wish, block: Block, track: int | None) -> bool:
    """Whether a block is what the wish asks for."""
    department = problem.departments[block.department]
    return (
        (wish.site is None or wish.site == department.site)
        and (wish.discipline is None or wish.discipline == department.discipline)
        and (wish.department is None or wish.department == block.department)
        and (wish.track is None or wish.track == track)
    )


def wish_share(problem: Problem, wish: Wish, learner: int, view: PlanView) -> float:
    """How far a wish is met: the number of matching blocks, or for a site or track the share of required weeks."""
    track = view.tracks[learner]
    found = [block for block in view.blocks[learner] if matches(problem, wish, block, track)]
    if wish.discipline is not None or wish.department is not None:
        return float(sum(not block.goes_on for block in found))
    required = required_weeks(problem, learner, track)
    return sum(len(block.periods) for block in found) / required if required else 0.0


def required_weeks(problem: Problem, learner: int, track: int | None) -> int:
    """Weeks the learner must do in the track; with no track decided, the least of those open to him."""
    programme = problem.learners[learner].programme
    open_tracks = (track,) if track is not None else problem.index.tracks_of(problem, learner)
    return min(problem.index.required_weeks(problem, programme, tau) for tau in open_tracks)


def learner_unplaced(problem: Problem, learner: int, view: PlanView) -> int:
    """Required weeks in which the learner does nothing that is required."""
    done = sum(len(block.periods) for block in view.blocks[learner])
    return max(0, required_weeks(problem, learner, view.tracks[learner]) - done)


def site_changes(problem: Problem, blocks: tuple[Block, ...]) -> int:
    """Changes of site between one block and the next."""
    sites = [problem.departments[block.department].site for block in blocks]
    return sum(a != b for a, b in pairwise(sites))


def idle_weeks(problem: Problem, learner: int, blocks: tuple[Block, ...]) -> int:
    """Available weeks without a placement before the last block ends, those before the first block included.

    Who moves with others is available when all of them are.
    """
    if not blocks:
        return 0
    busy = {t for block in blocks for t in block.periods}
    available = problem.index.available[learner]
    return sum(available[t] and t not in busy for t in range(max(busy)))


def score(
    problem: Problem, plan: Plan, parameters: Parameters | None = None, *, view: PlanView | None = None
) -> Points:
    """Score any plan, legal or not; needs no solver and takes milliseconds. `view` saves reading the plan again."""
    parameters = parameters or Parameters.default()
    view = view or view_of(problem, plan)
    parts = [learner_points(problem, i, view, parameters) for i in range(len(problem.learners))]
    return Points(
        sum(part.unplaced for part in parts),
        sum(part.wishes for part in parts),
        sum(part.site_changes for part in parts),
        sum(part.idle for part in parts),
        sum(part.equity for part in parts) - schools_cost(problem, view, parameters.equity),
    )


def learner_points(problem: Problem, learner: int, view: PlanView, parameters: Parameters) -> Points:
    """What one learner adds to the score of a plan."""
    blocks = view.blocks[learner]
    wishes = problem.index.wishes.get(learner, ())
    return Points(
        learner_unplaced(problem, learner, view),
        sum((parameters.wishes.of(wish.rank) * wish_share(problem, wish, learner, view) for wish in wishes), 0.0),
        -parameters.moves.site_change * site_changes(problem, blocks),
        -parameters.moves.idle_week * idle_weeks(problem, learner, blocks),
        -learner_cost(problem, learner, view, parameters.equity),
    )
