"""An instance of the Medical Student Scheduling problem as arrays, and a solution of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]


class Assignment(NamedTuple):
    """A student's discipline: it takes the instance's duration from `start` on; all counted from 0."""

    student: int
    start: int
    hospital: int
    discipline: int


@dataclass(frozen=True, slots=True)
class Instance:
    """All figures of an instance, named as the benchmark's README names them.

    Shapes: S students, D disciplines, H hospitals, T periods, G groups. `group` (D,) counts from 0, `needed` (S, G),
    `allowed` (S, D), `before` (D, D) is 1 at [d, e] where whoever does d must have done e, `available` (S, T),
    `able` (S, H, D), `most` and `least` (H, D, T), `weight` (S, 4),
    `wish` (S, D), `hospital_wish` (S, H), `worth` (D,).
    """

    name: str
    duration: int
    most_per_hospital: int
    group: Ints
    needed: Ints
    allowed: Ints
    before: Ints
    available: Ints
    able: Ints
    most: Ints
    least: Ints
    weight: Ints
    wish: Ints
    hospital_wish: Ints
    worth: Ints

    @property
    def students(self) -> int:
        return len(self.needed)

    @property
    def disciplines(self) -> int:
        return len(self.group)

    @property
    def hospitals(self) -> int:
        return int(self.most.shape[0])

    @property
    def horizon(self) -> int:
        return int(self.most.shape[2])
