"""What a plan is worth, computed from its rows alone."""

from __future__ import annotations

from collections.abc import Sequence
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
    familiar: float = 0.0

    @property
    def total(self) -> float:
        return self.wishes + self.site_changes + self.idle + self.equity + self.familiar

    def by_part(self) -> dict[str, float]:
        """Equity and familiar sites only where they count: most rounds state none."""
        parts = {"wishes": self.wishes, "site_changes": self.site_changes, "idle": self.idle}
        rare = {"equity": self.equity, "familiar": self.familiar}
        return parts | {part: points for part, points in rare.items() if points}


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
        return sum(_part(problem, block) for block in found if not block.goes_on)
    required = required_weeks(problem, learner, track)
    return sum(len(block.periods) for block in found) / required if required else 0.0


def _part(problem: Problem, block: Block) -> float:
    """What of a whole block it is: less where a requirement is split or done in a shorter way."""
    if block.requirement is None or not problem.requirements[block.requirement].ways:
        return 1.0
    return len(block.periods) / problem.requirements[block.requirement].weeks


def required_weeks(problem: Problem, learner: int, track: int | None) -> int:
    """Weeks the learner must do in the track; with no track decided, the least of those open to him."""
    open_tracks = (track,) if track is not None else problem.index.tracks_of(problem, learner)
    return min(problem.index.owed_weeks(problem, learner, tau) for tau in open_tracks)


def learner_unplaced(problem: Problem, learner: int, view: PlanView) -> int:
    """Required weeks in which the learner does nothing that is required."""
    blocks = view.blocks[learner]
    done = sum(len(block.periods) for block in blocks if not _ways(problem, block))
    split = {block.requirement for block in blocks if block.requirement is not None and _ways(problem, block)}
    done += sum(_done(problem, r, [block for block in blocks if block.requirement == r]) for r in split)
    return max(0, required_weeks(problem, learner, view.tracks[learner]) - done)


def _ways(problem: Problem, block: Block) -> bool:
    return block.requirement is not None and bool(problem.requirements[block.requirement].ways)


def _done(problem: Problem, r: int, blocks: Sequence[Block]) -> int:
    """Weeks of a requirement with several ways that need not be done any more, thanks to these blocks."""
    requirement = problem.requirements[r]
    least = requirement.least // requirement.choose
    lengths: dict[int | None, list[int]] = {}
    for block in blocks:
        lengths.setdefault(block.discipline, []).append(len(block.periods))
    return sum(least - (requirement.left(done) or 0) for done in lengths.values())


def familiar_share(problem: Problem, learner: int, view: PlanView) -> float:
    """Share of the required weeks done at sites where the learner was in an earlier round."""
    sites = problem.index.familiar.get(learner, frozenset())
    required = required_weeks(problem, learner, view.tracks[learner]) if sites else 0
    found = [b for b in view.blocks[learner] if problem.departments[b.department].site in sites]
    return sum(len(block.periods) for block in found) / required if required else 0.0


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
        sum(part.familiar for part in parts),
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
        parameters.moves.familiar_site * familiar_share(problem, learner, view),
    )
