"""Why a learner is where he is: his wishes that are not met, what stands against each, and what each would cost.

Nothing in a run ranks learners: the plan maximises the sum of their points. So an answer says how many ask for the same
and how many have place, what the limits that bind are worth, and what the whole round would lose, never a rank.

What is exact and what is a bound: that a wish is impossible for a learner alone, his own points here and there, demand
and places are exact. What the round would lose is a least figure, from prices (`market`); `settle` makes it exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wardbridge.engine.columns import kernel
from wardbridge.engine.columns.model import model_of
from wardbridge.engine.columns.pricing import Column, Pricing
from wardbridge.engine.explain.alone import FORCED, copies, forcing, met, own_points
from wardbridge.engine.explain.crowd import Binding, Crowd
from wardbridge.engine.explain.market import Market, by_learner, column_of, market_of, plan_of
from wardbridge.engine.explain.own import own_conflict
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Assignment, Plan, Status, Violation
from wardbridge.engine.problem import Problem, Wish
from wardbridge.engine.score import score, wish_share
from wardbridge.engine.solve import solve
from wardbridge.engine.stop import NoLimit, Stop
from wardbridge.engine.view import PlanView, view_of

DUST = 1e-6


@dataclass(frozen=True, slots=True)
class WishAnswer:
    """What stands against a wish.

    Parameters
    ----------
    wish
        Codes by field: site, discipline, department, track.
    share
        How far the plan meets it; the rest is empty for a wish that is met.
    possible
        Whether some rotation of his own meets it, places apart; when not, `conflict` are the rules in the way.
    rotation
        The best rotation that meets it, at the prices of what is scarce.
    own
        Points that the learner would have with it.
    loss, most
        Points that the round would lose at least, and at most as far as known; exact when `proven`.
        `loss` is `None` when no plan that places everyone meets the wish.
    """

    rank: int
    wish: Mapping[str, str]
    share: float
    possible: bool = True
    conflict: tuple[Violation, ...] = ()
    binding: tuple[Binding, ...] = ()
    rotation: tuple[Assignment, ...] = ()
    own: float = 0.0
    loss: float | None = 0.0
    most: float | None = None
    proven: bool = False


@dataclass(frozen=True, slots=True)
class LearnerAnswer:
    """A learner's rotation in the plan, his points, and an answer for each wish by rank."""

    learner: str
    rotation: tuple[Assignment, ...]
    own: float
    wishes: tuple[WishAnswer, ...]


def _codes(problem: Problem, wish: Wish, programme: int) -> dict[str, str]:
    fields = {
        "site": None if wish.site is None else problem.sites[wish.site],
        "discipline": None if wish.discipline is None else problem.disciplines[wish.discipline],
        "department": None if wish.department is None else problem.departments[wish.department].code,
        "track": None if wish.track is None else problem.programmes[programme].tracks[wish.track].code,
    }
    return {key: code for key, code in fields.items() if code is not None}


class Explainer:
    """Answers for one plan of a round; prices are found once."""

    def __init__(
        self,
        problem: Problem,
        plan: Plan,
        parameters: Parameters | None = None,
        seed: int = 0,
        stop: Stop | None = None,
    ) -> None:
        self.problem, self.plan = problem, plan
        self.parameters, self.seed, self.stop = parameters or Parameters.default(), seed, stop or NoLimit()
        self.market: Market = market_of(problem, self.parameters, seed, self.stop)
        self._view: PlanView = view_of(problem, plan)
        self._rows = by_learner(plan)
        self._points = score(problem, plan, self.parameters, view=self._view).total
        self._columns = {u: self._column(u) for u in range(len(problem.units))}
        placed = [column for column in self._columns.values() if column is not None]
        self._crowd = Crowd(self.market, self.market.used(placed))

    def _column(self, unit: int) -> Column | None:
        head = self.problem.units[unit][0]
        code = self.problem.learners[self.problem.index.leader.get(head, head)].code
        track = self.plan.tracks.get(code, "")
        return column_of(self.market, self.market.class_of[unit], self._rows.get(code, ()), track)

    # --- all learners, by prices ----------------------------------------------------------------------------------

    def answers(self, learners: Iterable[str] | None = None) -> tuple[LearnerAnswer, ...]:
        """An answer for each learner (of these codes), in the order of the problem."""
        wanted = None if learners is None else set(learners)
        chosen = [i for i, one in enumerate(self.problem.learners) if wanted is None or one.code in wanted]
        unmet = [wish for i in chosen for wish in self.problem.index.wishes.get(i, ()) if self._share(wish) < 1 - DUST]
        found = {id(wish): answer for wish, answer in zip(unmet, self._unmet(unmet), strict=True)}
        return tuple(self._answer(i, found) for i in chosen)

    def _share(self, wish: Wish) -> float:
        return wish_share(self.problem, wish, wish.learner, self._view)

    def _answer(self, i: int, found: Mapping[int, WishAnswer]) -> LearnerAnswer:
        learner = self.problem.learners[i]
        wishes = tuple(
            found.get(id(wish), WishAnswer(wish.rank, _codes(self.problem, wish, learner.programme), self._share(wish)))
            for wish in self.problem.index.wishes.get(i, ())
        )
        own = own_points(self.problem, i, self.plan, self.parameters)
        return LearnerAnswer(learner.code, tuple(self._rows.get(learner.code, ())), own, wishes)

    def _unmet(self, wishes: Sequence[Wish]) -> Iterator[WishAnswer]:
        for wish, column in zip(wishes, self._forced(wishes), strict=True):
            programme = self.problem.learners[wish.learner].programme
            answer = WishAnswer(wish.rank, _codes(self.problem, wish, programme), self._share(wish))
            unit = self.problem.index.unit_of[wish.learner]
            if column is None:
                conflict = own_conflict(self.problem, unit, self.parameters, wish)
                yield replace(answer, possible=False, conflict=conflict, loss=None, proven=True)
            else:
                yield self._with_rotation(answer, wish, unit, column)

    def _forced(self, wishes: Sequence[Wish]) -> list[Column | None]:
        """For each wish the best rotation that meets it, at the prices; `None` where no own rotation does."""
        if not wishes:
            return []
        model, problem = self.market.model, self.problem
        units = [problem.units[problem.index.unit_of[wish.learner]] for wish in wishes]
        starts = np.cumsum([0, *(len(unit) for unit in units)])
        asked = [
            replace(wish, learner=int(at) + unit.index(wish.learner))
            for wish, unit, at in zip(wishes, units, starts, strict=False)
        ]
        several, parameters = forcing(copies(problem, units), asked, self.parameters, FORCED)
        variants = model_of(several, parameters)
        number = {profile: f for f, profile in enumerate(model.profiles)}
        same = [number[profile] for profile in variants.profiles]
        limits = self.market.limits
        pricing = Pricing(variants, replace(limits, coefficient=limits.coefficient[:, same]), 1)
        prices = pricing.prices(self.market.dual)
        priced = pricing.run(prices, np.full(len(variants.classes), kernel.NEVER / 2))
        best: dict[int, tuple[float, Column]] = {}
        for column in priced.columns:
            mine = replace(column, unit_class=self._class_of(variants.classes[column.unit_class].units[0], units))
            value = self.market.value(mine)  # with the forcing points in it, so that what meets the wish comes first
            if value > best.get(column.unit_class, (-np.inf,))[0]:
                best[column.unit_class] = value, mine
        of_unit = {u: c for c, one in enumerate(variants.classes) for u in one.units}
        return [self._meeting(wish, best.get(of_unit[u])) for u, wish in enumerate(wishes)]

    def _class_of(self, variant: int, units: Sequence[tuple[int, ...]]) -> int:
        return self.market.class_of[self.problem.index.unit_of[units[variant][0]]]

    def _meeting(self, wish: Wish, found: tuple[float, Column] | None) -> Column | None:
        """The column with its points alone, if it meets the wish."""
        if found is None:
            return None
        column = self.market.pricing.column(found[1].unit_class, found[1].kind, found[1].blocks)
        rotation = plan_of(self.market.model, column, self.problem.learners[wish.learner].code)
        return column if met(self.problem, wish, rotation) >= 1 - DUST else None

    def _with_rotation(self, answer: WishAnswer, wish: Wish, unit: int, column: Column) -> WishAnswer:
        code = self.problem.learners[wish.learner].code
        rotation = plan_of(self.market.model, column, code)
        own = own_points(self.problem, wish.learner, rotation, self.parameters)
        several = met(self.problem, wish, rotation) > 1 + DUST  # then a dearer rotation may meet it but once
        c = self.market.class_of[unit]
        behind = 0.0 if several else max(0.0, float(self.market.best[c]) - self.market.value(column))
        loss = max(0.0, self._points - (self.market.bound - behind))
        return replace(
            answer,
            rotation=rotation.assignments,
            own=own,
            loss=round(loss, 6),
            binding=self._crowd.binding(wish, self._columns[unit], column),
        )

    # --- one wish, exactly ----------------------------------------------------------------------------------------

    def settle(self, answer: LearnerAnswer) -> LearnerAnswer:
        """The answer with what each wish would really cost: the round is planned again with the wish met."""
        i = self.problem.index.learner[answer.learner]
        wishes = self.problem.index.wishes.get(i, ())
        settled = [
            self._settled(wish, one) if one.share < 1 - DUST and one.possible else one
            for wish, one in zip(wishes, answer.wishes, strict=True)
        ]
        return replace(answer, wishes=tuple(settled))

    def _settled(self, wish: Wish, answer: WishAnswer) -> WishAnswer:
        """Plan with the wish worth more than all else; then leave its points out again."""
        moves, learners = self.parameters.moves, len(self.problem.learners)
        worst = learners * len(self.problem.periods) * (moves.site_change + moves.idle_week)
        points = (1.0 + self.market.bound + worst) * len(self.problem.periods)
        problem, parameters = forcing(self.problem, [wish], self.parameters, points)
        exact = replace(parameters, search=replace(parameters.search, target_gap=0.0))
        result = solve(problem, stop=self.stop, seed=self.seed, parameters=exact)
        plan = result.plan or Plan(())
        times = met(self.problem, wish, plan)
        proven = result.status is Status.OPTIMAL
        if result.unplaced or times < 1 - DUST:
            return replace(answer, loss=None if proven else answer.loss, proven=proven)
        loss = self._points - score(self.problem, plan, self.parameters).total
        rows = tuple(row for row in plan.assignments if row.learner == self.problem.learners[wish.learner].code)
        own = own_points(self.problem, wish.learner, plan, self.parameters)
        if not proven or times > 1 + DUST:
            return replace(answer, most=max(0.0, round(loss, 6)))
        return replace(answer, rotation=rows, own=own, loss=round(loss, 6), most=round(loss, 6), proven=True)
