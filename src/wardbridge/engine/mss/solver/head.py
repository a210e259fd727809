"""A head start where the tables are relaxations: prices by ascent, a plan by a dive, neighbourhoods with own prices.

Many neighbourhoods are tried at once on disjoint students, a fixed number of them whatever the workers.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np

from wardbridge.engine.mss.instance import Ints
from wardbridge.engine.mss.solver.ascent import Ascent, Multipliers
from wardbridge.engine.mss.solver.choice import Choice, choice_of
from wardbridge.engine.mss.solver.generation import Dual
from wardbridge.engine.mss.solver.master import Pool
from wardbridge.engine.mss.solver.pricing import Column, Floats, Pricing
from wardbridge.engine.mss.solver.residual import Residual, chosen_anew, left_over
from wardbridge.engine.stop import Stop

STEPS = 250
"""Steps of the first ascent; it moves prices by up to an eighth of what a discipline is worth."""
FIRST, LAST = 1 / 8, 1 / 300
DIVE_STEPS, LEAST_STEPS, MOST_STEPS = 3200, 10, 40
"""Steps of a student in a dive; with many students they are fewer each time, so that a dive of any size ends."""
DIVE_PART = 20
"""One in so many of the students left is settled at a time."""
AGAIN_STEPS = 30
AGAIN_FIRST, AGAIN_LAST = 1 / 60, 1 / 1000
NEAR_FIRST, NEAR_LAST = 1 / 25, 1 / 200
WIDTH = 20
KEPT = 15
"""Known columns of a student in a neighbourhood, beside the new ones."""
AT_ONCE = 4
SIZE = 12
PATIENCE = 2
CHEAP, DEARER = 1.0, 1.3
"""What a place that lacks costs at first, in disciplines' worth, and by how much it becomes dearer."""


class HeadStart:
    """What is known before column generation: multipliers, a bound on all, a choice."""

    def __init__(
        self, pool: Pool, pricing: Pricing, best_worst: float, stop: Stop, lower: Callable[[float], None]
    ) -> None:
        self.pool, self.wide, self.pricing = pool, pricing, pricing.copy()
        """Relaxations that grow for the bound, and those that stay small for rotations."""
        self.best_worst, self.stop, self.lower = best_worst, stop, lower
        instance = self.instance = pool.instance
        toll = np.array([student.toll for student in pricing.students])
        self.at = Multipliers(np.zeros(instance.most.shape), toll, np.zeros((instance.students, instance.hospitals)))
        self.unit = sum(float(x.static.max(axis=0).mean()) for x in pricing.students) / max(1, instance.students)
        self.threads = pricing.threads, pricing.workers
        self.dual: Dual | None = None
        self.random = random.Random(1)  # noqa: S311 - a search, not a secret
        self.size = min(instance.students, SIZE)
        self.lacking = CHEAP * self.unit
        self.failed = 0
        self.mine: list[list[int]] = [[] for _ in range(instance.students)]
        self.excess = np.zeros(0)

    # --- the bound ------------------------------------------------------------------------------------------------

    def ascend(self, steps: int = STEPS, first: float = FIRST, last: float = LAST) -> None:
        """Better the multipliers of all students."""
        instance = self.instance
        ascent = Ascent(self.wide, range(instance.students), instance.least, instance.most, self.at)
        ascent.run(steps, (first * self.unit, last * self.unit), self.stop, self.threads)
        if not np.isfinite(ascent.bound):
            return
        bound = ascent.bound + self.best_worst
        if self.dual is None or bound < self.dual.bound:
            self.dual, self.at = Dual(ascent.prices(), bound, ascent.each), ascent.at
            self.lower(bound)
        self.excess = ascent.excess

    def grow(self, cap: int) -> int:
        """Let the relaxations remember what their walks broke; answers how many grew."""
        grown = 0
        for s, student in enumerate(self.wide.students):
            student.excess[:] = self.excess[s]
            student.toll[:], student.fee[:] = self.at.toll[s], self.at.fee[s]
            grown += self.wide.grow(s, cap)
        return grown

    # --- a first choice -------------------------------------------------------------------------------------------

    def dive(self) -> Choice | None:
        """Settle students step by step, those first who lose least, the prices following what is left to fill."""
        instance = self.instance
        columns = np.full(instance.students, -1, np.int64)
        load = np.zeros(instance.most.size)
        at, left = self.at, list(range(instance.students))
        steps = min(MOST_STEPS, max(LEAST_STEPS, DIVE_STEPS // max(1, instance.students)))
        while left and not self.stop():
            shape = instance.most.shape
            ascent = self._ascent(left, load.reshape(shape), at)
            ascent.run(steps, (NEAR_FIRST * self.unit, NEAR_LAST * self.unit), self.stop, self.threads)
            at = ascent.at
            found = self._found(ascent, WIDTH)
            if found is None:
                return None
            loss = ascent.each - self._relaxed(ascent, found)
            for k in np.argsort(loss, kind="stable")[: max(1, len(left) // DIVE_PART)]:
                (number,) = self._added([found[k]])
                columns[left[k]] = number
                load[self.pool.cells_of(found[k])] += 1
            left = np.flatnonzero(columns < 0).tolist()
        return None if left else choice_of(self.pool, columns)

    def _found(self, ascent: Ascent, width: int) -> list[Column] | None:
        """A rotation of each student, by a wider beam where a narrow one finds none."""
        found = []
        for s in ascent.students:
            wide, column = width, ascent.respond(s, width)
            while column is None and wide < 100 * width:
                wide *= 4
                column = ascent.respond(s, wide)
            if column is None:
                return None
            found.append(column)
        return found

    def _relaxed(self, ascent: Ascent, columns: Sequence[Column]) -> Floats:
        return ascent.worths(ascent.at.cell, columns)

    def _ascent(self, students: Sequence[int], load: Floats, at: Multipliers) -> Ascent:
        """The ascent of some students where the others fill `load`; minimums met are none."""
        least, most = self.instance.least - load, self.instance.most - load
        return Ascent(self.pricing, students, np.maximum(0, least), np.maximum(0, most), self._fitting(at, least))

    def _fitting(self, at: Multipliers, least: Floats) -> Multipliers:
        return Multipliers(np.where((least <= 0) & (at.cell < 0), 0.0, at.cell), at.toll, at.fee)

    def _added(self, columns: Sequence[Column]) -> list[int]:
        """Numbers of columns in the pool, new or known."""
        for number in self.pool.add(columns):
            self.mine[self.pool.columns[number].student].append(number)
        return [self.pool.number[column] for column in columns]

    # --- neighbourhoods -------------------------------------------------------------------------------------------

    def step(self, now: Choice) -> Choice:
        """Some neighbourhoods on disjoint students at once; their gains together, or the best of them.

        Places may lack for a while: the search swings between cheap and dear (strategic oscillation: Glover 1989).
        """
        parts = self._parts(now)
        problems = [self._residual(now, free) for free in parts]
        found = [
            None if new is None else self._with(now, free, new)
            for free, new in zip(
                parts, self.pricing.threads.map(lambda x: chosen_anew(x, self.stop), problems), strict=True
            )
        ]
        together = now.columns.copy()
        for free, choice in zip(parts, found, strict=True):
            if choice is not None:
                together[free] = choice.columns[free]
        candidates = [choice_of(self.pool, together), *(choice for choice in found if choice is not None)]
        better = max(candidates, key=lambda choice: choice.worth(self.lacking))
        if better.worth(self.lacking) > now.worth(self.lacking) + 1e-9:
            self.failed = 0
            return better
        self.failed += 1
        if self.failed % PATIENCE == 0:
            self._swing(now)
        return now

    def _swing(self, now: Choice) -> None:
        """Stuck: make what lacks dearer; where nothing lacks, cheap again, and free more students from then on."""
        if now.wrong:
            self.lacking *= DEARER
        else:
            self.lacking = CHEAP * self.unit
            self.size = min(self.instance.students, self.size + 2)

    def _parts(self, best: Choice) -> list[Ints]:
        """Disjoint sets of students: each about one place in want or at random, half by likeness, half by loss."""
        pool, left = self.pool, set(range(self.instance.students))
        loss = np.ones(self.instance.students)
        if self.dual is not None:
            loss = np.maximum(0.0, self.dual.most - pool.worth_of(best.columns, self.dual.prices)) + 0.2
        cells = self._wanting(best)
        parts = []
        for _ in range(min(AT_ONCE, max(1, self.instance.students // self.size))):
            picked: list[int] = []
            if cells:
                ward = np.array(self.random.choice(cells)) // self.instance.horizon
                for latest, part in ((0, 2 * self.size // 3), (KEPT, self.size // 3)):
                    near = [s for s in sorted(left - set(picked)) if self._uses(best, s, int(ward), latest)]
                    picked += self.random.sample(near, min(len(near), part))
            while len(picked) < min(self.size, len(left)):
                rest = sorted(left - set(picked))
                picked.append(self.random.choices(rest, loss[rest].tolist())[0])
            left -= set(picked)
            parts.append(np.array(sorted(picked), np.int64))
        return parts

    def _wanting(self, best: Choice) -> list[int]:
        """Places that lack or are too many; when none is, those that are just met."""
        load, instance = self._load(best.columns), self.instance
        least, most = instance.least.ravel(), instance.most.ravel()
        wrong = np.flatnonzero((load < least) | (load > most))
        met = np.flatnonzero(((load == least) & (least > 0)) | (load == most))
        cells: list[int] = (wrong if len(wrong) else met).tolist()
        return cells

    def _uses(self, best: Choice, s: int, ward: int, latest: int) -> bool:
        """Whether a student is at a ward (hospital and discipline), or would be in one of his latest columns."""
        numbers = [best.columns[s], *self.mine[s][len(self.mine[s]) - latest :]]
        return bool((self.pool.cells[numbers] // self.instance.horizon == ward).any())

    def _load(self, columns: Ints) -> Floats:
        used = self.pool.cells[columns].ravel()
        return np.bincount(used, minlength=self.pool.padding + 1)[:-1].astype(np.float64)

    def _pulling(self, best: Choice, pull: float) -> Multipliers:
        """The multipliers of the bound, places that lack paying more: each `pull` of a discipline's worth."""
        if not best.wrong:
            return self.at
        lacking = (self._load(best.columns) < self.instance.least.ravel()).reshape(self.at.cell.shape)
        return Multipliers(self.at.cell - lacking * pull * self.unit, self.at.toll, self.at.fee)

    def _residual(self, best: Choice, free: Ints) -> Residual:
        load = self._load(np.delete(best.columns, free)).reshape(self.instance.most.shape)
        ascent = self._ascent(free.tolist(), load, self._pulling(best, 2.0 * self.random.random()))
        others = np.delete(self.pool.score[best.columns], free)
        worst = min([self.best_worst, *others.tolist()])
        columns = self.pool.columns
        now = [columns[best.columns[s]] for s in free]
        known = [columns[number] for s in free for number in self.mine[s][-KEPT:]]
        return Residual(
            ascent, left_over(self.instance, free.tolist(), load), now, known, worst, self.unit, self.lacking
        )

    def _with(self, best: Choice, free: Ints, columns: Sequence[Column]) -> Choice:
        """The choice with some students' columns changed."""
        changed = best.columns.copy()
        changed[free] = self._added(columns)
        return choice_of(self.pool, changed)
