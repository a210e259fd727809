"""The carousel by which placement offices send groups round: what the wards must at least be able to hold.

Each group takes the blocks of its course in another order, at the less crowded ward. Wishes play no part in it; it only
makes sure that the places of a synthetic round are enough for everyone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import permutations

from wardbridge.engine.io.sheets import Level
from wardbridge.engine.synthetic.country import Province, Ward
from wardbridge.engine.synthetic.programmes import Course

WEIGHT = {Level.POSTGRADUATE: 6, Level.UNIVERSITY: 3, Level.COLLEGE: 2}
"""What a learner takes of the 30 of a teacher (VN-05)."""
WHOLE = 30
TRIED = 24
"""Ways round that are tried for a group."""


@cache
def orders_of(course: Course) -> list[tuple[int, ...]]:
    """The orders of a course's blocks that its rules of order allow."""
    numbers = range(len(course.blocks))
    return [
        order
        for order in permutations(numbers)
        if all(order.index(before) < order.index(b) for b in numbers for before in course.blocks[b].after)
    ]


class Carousel:
    """Learners, and what they take of teachers, by ward and week."""

    def __init__(self, weeks: int) -> None:
        self._people: dict[Ward, list[int]] = defaultdict(lambda: [0] * weeks)
        self._taught: dict[Ward, list[int]] = defaultdict(lambda: [0] * weeks)

    def busiest(self, ward: Ward, weeks: range) -> int:
        """Learners in the ward's busiest week of some."""
        return max(self._people[ward][t] for t in weeks)

    def teachers(self, ward: Ward) -> int:
        """Teachers that its busiest week needs."""
        return -(-max(self._taught[ward]) // WHOLE)

    def add(self, course: Course, province: Province, size: int, stay: Sequence[int], number: int) -> None:
        """Send group `number` of a cohort round, one block after the other, in the order that crowds wards least."""
        home = province.sites[number % len(province.sites)]
        orders = orders_of(course)
        tried = [(orders[(number + 7 * n) % len(orders)], n % (course.spare + 1)) for n in range(TRIED)]
        rounds = [self._round(course, province, home, stay[at:], order) for order, at in tried]
        for ward, t in min(rounds, key=lambda cells: self._crowd(cells, size)):
            self._people[ward][t] += size
            self._taught[ward][t] += size * WEIGHT[course.level]

    def _crowd(self, cells: Sequence[tuple[Ward, int]], size: int) -> int:
        """How crowded the wards get, fuller ones counting more."""
        return sum((self._people[ward][t] + size) ** 3 for ward, t in cells)

    def _round(
        self, course: Course, province: Province, home: str, stay: Sequence[int], order: Sequence[int]
    ) -> list[tuple[Ward, int]]:
        """(ward, week) of one way round, near home where the discipline is there."""
        cells: list[tuple[Ward, int]] = []
        at = 0
        for b in order:
            block = course.blocks[b]
            weeks = stay[at : at + block.weeks]
            at += block.weeks
            open_ = [ward for ward in province.wards if ward.discipline in block.disciplines]
            near = [ward for ward in open_ if ward.site == home] or open_
            ward = min(near, key=lambda w: max(self._people[w][t] for t in weeks))
            cells += [(ward, t) for t in weeks]
        return cells
