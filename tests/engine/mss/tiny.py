"""Tiny instances of MSS: one to vary by `replace`, and random ones with the best there is by plain enumeration."""

from __future__ import annotations

from itertools import pairwise, permutations, product
from typing import Any

import numpy as np

from wardbridge.engine.mss.instance import Assignment, Instance, Ints
from wardbridge.engine.mss.judge import judge


def two_students() -> Instance:
    """Two students, two disciplines in two groups, two hospitals, four periods; a discipline takes two."""
    return Instance(
        name="tiny",
        duration=2,
        most_per_hospital=2,
        group=np.array([0, 1]),
        needed=np.array([[1, 1], [1, 0]]),
        allowed=np.ones((2, 2), np.int64),
        before=np.zeros((2, 2), np.int64),
        available=np.ones((2, 4), np.int64),
        able=np.ones((2, 2, 2), np.int64),
        most=np.full((2, 2, 4), 2),
        least=np.zeros((2, 2, 4), np.int64),
        weight=np.array([[1, 1, -3, -2], [2, 1, -1, -1]]),
        wish=np.array([[5, 3], [4, 1]]),
        hospital_wish=np.array([[2, 1], [1, 3]]),
        worth=np.array([1, 2]),
    )


def drawn(seed: int) -> Instance:
    """A random instance that enumeration can solve, with every rule in it."""
    random = np.random.default_rng(seed)
    students, disciplines, hospitals, horizon = 3, 4, 2, 5

    def whole(low: int, high: int, shape: Any) -> Ints:
        return np.asarray(random.integers(low, high, shape, endpoint=True), np.int64)

    def mostly(share: float, shape: Any) -> Ints:
        return np.asarray(random.random(shape) < share, np.int64)

    before = np.tril(mostly(0.2, (disciplines, disciplines)), -1)
    cells = hospitals, disciplines, horizon
    return Instance(
        name=f"drawn-{seed}",
        duration=1 + seed % 2,
        most_per_hospital=int(whole(1, 3, ())),
        group=np.array([0, 0, 1, 1]),
        needed=np.array([[1, 1], [int(whole(0, 1, ())), 1], [1, 0]]),
        allowed=mostly(0.9, (students, disciplines)),
        before=before,
        available=mostly(0.9, (students, horizon)),
        able=mostly(0.85, (students, hospitals, disciplines)),
        most=whole(0, 2, cells) if seed % 3 else whole(1, 2, cells),
        least=mostly(0.01, cells),
        weight=np.column_stack([whole(1, 3, (students, 2)), -whole(1, 3, (students, 2))]),
        wish=whole(0, 5, (students, disciplines)),
        hospital_wish=whole(0, 3, (students, hospitals)),
        worth=whole(0, 3, disciplines),
    )


def best_by_enumeration(instance: Instance) -> int | None:
    """The best objective of all solutions, each rotation judged alone and each combination by its wards' loads."""
    alone = [_rotations(instance, s) for s in range(instance.students)]
    if not all(len(scores) for scores, _ in alone):
        return None
    (score_a, load_a), (score_b, load_b), (score_c, load_c) = alone
    pair = (load_a[:, None] + load_b[None]).reshape(-1, load_a.shape[1])
    score = np.column_stack([np.repeat(score_a, len(score_b)), np.tile(score_b, len(score_a))])
    best: int | None = None
    for points, load in zip(score_c, load_c, strict=True):
        total = pair + load
        fits = ((total <= instance.most.ravel()) & (total >= instance.least.ravel())).all(axis=1)
        if fits.any():
            value = score[fits].sum(axis=1) + points + np.minimum(score[fits].min(axis=1), points)
            best = int(value.max()) if best is None else max(best, int(value.max()))
    return best


def _rotations(instance: Instance, s: int) -> tuple[Ints, Ints]:
    """Scores and loads of every rotation of a student that breaks no rule of his own."""
    size = int(instance.needed[s].sum())
    scores, loads = [], []
    for disciplines in permutations(range(instance.disciplines), size):
        for starts in product(range(instance.horizon - instance.duration + 1), repeat=size):
            if any(b - a < instance.duration for a, b in pairwise(starts)):
                continue
            for hospitals in product(range(instance.hospitals), repeat=size):
                rows = [Assignment(s, t, h, d) for t, h, d in zip(starts, hospitals, disciplines, strict=True)]
                verdict = judge(instance, rows)
                if any(breach.at == (s,) for breach in verdict.breaches):
                    continue
                load = np.zeros(instance.most.shape, np.int64)
                for row in rows:
                    load[row.hospital, row.discipline, row.start : row.start + instance.duration] += 1
                scores.append(int(verdict.scores[s]))
                loads.append(load.ravel())
    return np.array(scores, np.int64), np.array(loads, np.int64).reshape(len(scores), instance.most.size)
