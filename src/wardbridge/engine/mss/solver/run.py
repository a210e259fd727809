"""A run: column generation for prices and a bound, whole rotations from the columns, neighbourhoods, the proof."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from math import floor

import numpy as np

from wardbridge.engine.mss.instance import Assignment, Instance, Ints
from wardbridge.engine.mss.solver import kernel
from wardbridge.engine.mss.solver.choice import Choice, choice_of, choose
from wardbridge.engine.mss.solver.generation import Dual, Generation
from wardbridge.engine.mss.solver.head import AGAIN_FIRST, AGAIN_LAST, AGAIN_STEPS, HeadStart
from wardbridge.engine.mss.solver.master import Master, Pool, Solution, Stopped
from wardbridge.engine.mss.solver.neighbourhoods import Neighbourhoods
from wardbridge.engine.mss.solver.pricing import Effort, Floats, Prices, Pricing
from wardbridge.engine.stop import Stop

TABLES = 40_000_000
"""Figures that the first tables of all students together may hold; later stages allow four times as many each."""
STAGES = 4
FIRST_PENALTY = 0.5
"""What a place too few or too many costs at first, for a discipline's duration: prices begin near nought."""
ROUNDS = 6
"""Rounds of pricing between two choices."""
LP_FIRST = 60
"""Rounds in which an LP that lacks places is only made better; then neighbourhoods repair what it lacks."""
NEAR = 4000
NODES = 50
LISTED = 4000
PATIENCE = 80
"""Neighbourhoods in a row without a better solution that end a search."""
BETWEEN = 20
"""Neighbourhoods between two turns of column generation, at least."""
REPAIR = 30
"""Neighbourhoods in a row without a better choice that end a repair of what lacks."""
POLISH = 12
HEAD_TABLES = 80_000_000
"""Figures that the tables of all students may hold in the first turn of a head start; each turn a third more."""
HEAD_STEPS = 6
HEAD_IDLE = 3
"""Turns without a better bound or choice that end a head start."""

Tell = Callable[[float, int | None, int | None], None]
"""Takes seconds, score and bound."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status (optimal, gap, stopped, infeasible), score, bound, seconds, assignments."""

    status: str
    score: int | None
    bound: int | None
    seconds: float
    assignments: tuple[Assignment, ...]


def solve(instance: Instance, stop: Stop, workers: int, tell: Tell) -> Answer:
    """Solve an instance; asked to stop, it answers with the best so far within a second."""
    with Pricing(instance, workers, stop) as pricing:
        return Run(instance, pricing, stop, tell).answer()


class Run:
    def __init__(self, instance: Instance, pricing: Pricing, stop: Stop, tell: Tell) -> None:
        self.instance, self.pricing, self.stop, self._tell = instance, pricing, stop, tell
        self.began = time.monotonic()
        self.pool = Pool(instance)
        self.best: Choice | None = None
        self.bound: int | None = None
        self.hopeless = False

    # --- what is known --------------------------------------------------------------------------------------------

    def _score(self) -> int | None:
        return None if self.best is None or self.best.wrong else self.best.score

    def _progress(self) -> None:
        self._tell(time.monotonic() - self.began, self._score(), self.bound)

    def _lower(self, bound: float) -> None:
        """Scores are whole, so is what bounds them."""
        whole = floor(bound + 1e-6)
        if self.bound is None or whole < self.bound:
            self.bound = whole
            self._progress()

    def _offer(self, choice: Choice | None) -> bool:
        if choice is None or (self.best is not None and choice.value <= self.best.value + 1e-9):
            return False
        self.best = choice
        if not choice.wrong:
            self._progress()
        return True

    def _proven(self) -> bool:
        score = self._score()
        return score is not None and self.bound is not None and score >= self.bound

    def _over(self) -> bool:
        return self.stop() or self._proven()

    # --- the run --------------------------------------------------------------------------------------------------

    def answer(self) -> Answer:
        if not self._impossible():
            with suppress(Stopped):
                self._search()
        score = self._score()
        status = "optimal" if self._proven() else "stopped" if self.stop() else "gap"
        if self._impossible():
            status, self.bound = "infeasible", None
        rows: tuple[Assignment, ...] = ()
        if score is not None and self.best is not None:
            rows = tuple(
                Assignment(s, *block) for s, k in enumerate(self.best.columns) for block in self.pool.columns[k].blocks
            )
        return Answer(status, score, self.bound, time.monotonic() - self.began, rows)

    def _impossible(self) -> bool:
        """Whether some student is known to have no rotation at all."""
        return self.hopeless or any(student.automaton.last < 0 for student in self.pricing.students)

    def _search(self) -> None:
        bounds = self._first()
        if bounds is None:
            return
        penalty = FIRST_PENALTY / self.instance.duration
        master = Master(self.instance, self.pool, float(bounds.min()), penalty, self.stop)
        generation = Generation(master, self.pricing, self.stop, self._lower)
        search = Neighbourhoods(self.pool, self.pricing, generation, self.stop)
        if not self.pricing.exact():
            generation.best = self._head_start(float(bounds.min()))
            if self._over():
                return
            master.extend(range(len(self.pool)) if self.best is None else self.best.columns.tolist())
        cap = TABLES // self.instance.students
        for _stage in range(STAGES):
            self._stage(master, generation, search, cap)
            if self._over() or self._listed(generation, master):
                return
            cap *= 4

    def _head_start(self, best_worst: float) -> Dual | None:
        """Prices and a plan without an LP, then neighbourhoods and growing relaxations by turns while either helps."""
        head = HeadStart(self.pool, self.pricing, best_worst, self.stop, self._lower)
        head.ascend()
        now = None if self.stop() else head.dive()
        self._offer(now)
        cap, idle, growing = HEAD_TABLES // self.instance.students, 0, True
        while idle < HEAD_IDLE and not self._over():
            before = self._known()
            for _ in range(HEAD_STEPS):
                if now is not None and not self._over():
                    now = head.step(now)
                    self._offer(now)
            if growing and not self._over():
                growing = head.grow(cap) > 0
                head.ascend(AGAIN_STEPS, AGAIN_FIRST, AGAIN_LAST)
                cap += cap // 3
            idle = 0 if before != self._known() else idle + 1
        return head.dual

    def _known(self) -> tuple[int | None, float | None]:
        """The bound and what the best choice is worth."""
        return self.bound, None if self.best is None else self.best.value

    def _stage(self, master: Master, generation: Generation, search: Neighbourhoods, cap: int) -> None:
        """Generate with tables of one size to the end, a choice and some neighbourhoods between."""
        done = False
        while not done and not self._over():
            done, solution = generation.run(self._tight, ROUNDS, cap=cap)
            if done and not self.stop():
                generation.polish(POLISH, cap=4 * cap)
            if self.stop():
                return
            if solution.slack > 1.0:
                master.raise_penalty()
                if generation.rounds < LP_FIRST:
                    continue
            self._offer(choice_of(self.pool, self._likeliest(solution)))
            if done or solution.slack < 1e-6:
                self._make_whole(master, solution)
            self._improve(search, PATIENCE if done else 1, BETWEEN)

    def _improve(self, search: Neighbourhoods, patience: int, least: int) -> None:
        """At least so many neighbourhoods, then more until `patience` in a row gave nothing."""
        failed, tried = 0, 0
        while self.best is not None and not self._over():
            if failed >= max(patience, REPAIR if self.best.wrong else 0) and tried >= least:
                return
            failed = 0 if self._offer(search.step(self.best)) else failed + 1
            tried += 1

    def _tight(self, bound: float, value: float) -> bool:
        """Whether a bound leaves nothing to gain above an LP's value, or above the best."""
        best = self._score()
        return floor(bound + 1e-6) <= value + 1e-6 or (best is not None and floor(bound + 1e-6) <= best)

    def _first(self) -> Floats | None:
        """A rotation or more for each student at no prices; answers a bound on each student's score.

        `None` where a student has none, or none was found.
        """
        everyone = range(self.instance.students)
        free = Prices(np.zeros(self.instance.most.shape), np.ones(self.instance.students))
        low = np.full(self.instance.students, -1e12)
        priced = self.pricing.run(free, low, everyone, Effort(width=20))
        self.pool.add(priced.columns)
        bounds = np.array([priced.bound[s] for s in everyone])
        width = 40
        while True:
            missing = sorted(set(everyone) - set(self.pool.student.tolist()))
            if not missing or self.stop() or (bounds < kernel.LOW / 2).any() or width > 5000:
                break
            for s in missing:
                self.pricing.grow(s, 20 * TABLES // self.instance.students)
            self.pool.add(self.pricing.run(free, low, missing, Effort(width=width)).columns)
            width *= 2
        self.hopeless = bool((bounds < kernel.LOW / 2).any())
        if self.hopeless or self.stop() or missing:
            return None
        self._lower(float(bounds.sum() + bounds.min()))
        return bounds

    def _likeliest(self, solution: Solution) -> Ints:
        """By student the column of which the LP takes most; places may lack or be too many."""
        most = np.zeros(self.instance.students, np.int64)
        order = np.argsort(solution.shares, kind="stable")
        most[self.pool.student[order]] = order
        return most

    def _make_whole(self, master: Master, solution: Solution) -> None:
        near = self._near(solution, NEAR)
        start = None if self.best is None or self.best.wrong else self.best
        if start is not None:
            near = np.union1d(near, start.columns)
        everyone = np.arange(self.instance.students)
        self._offer(choose(self.pool, near, everyone, start, master.best_worst, self.stop, NODES).choice)

    def _near(self, solution: Solution, most: int) -> Ints:
        """The columns of the pool that cost least at the LP's prices, some of each student."""
        loss = solution.target[self.pool.student] - self.pool.worth(solution.prices)
        order = np.argsort(loss, kind="stable")
        near = order[:most]
        rank = np.zeros(len(order), np.int64)
        by_student = np.lexsort((loss, self.pool.student))
        first = np.searchsorted(self.pool.student[by_student], np.arange(self.instance.students))
        rank[by_student] = np.arange(len(order)) - first[self.pool.student[by_student]]
        return np.union1d(near, np.flatnonzero(rank < 5))

    def _listed(self, generation: Generation, master: Master) -> bool:
        """List every rotation that a better solution could use, and choose among them; `True` when that proves it."""
        score, dual = self._score(), generation.best
        if score is None or dual is None:
            return False
        gap = dual.bound - score
        listed = self.pricing.every(dual.prices, dual.most - gap + 1e-6, LISTED)
        if listed is None or self.best is None:
            return False
        numbers = {self.pool.number[column] for column in listed if column in self.pool.number}
        numbers |= set(self.pool.add(listed)) | set(self.best.columns.tolist())
        among = np.array(sorted(numbers), np.int64)
        everyone = np.arange(self.instance.students)
        chosen = choose(self.pool, among, everyone, self.best, master.best_worst, self.stop, 20 * NODES, strict=True)
        self._offer(chosen.choice)
        best = self._score() or score
        self._lower(max(float(best), chosen.bound))
        return self._proven()
