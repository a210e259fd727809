"""A neighbourhood as a small problem of its own: some students, and what the others leave them of each place.

Ascent for prices, a few rounds of column generation from them, then a MIP over the columns that lose least
(restricted master heuristic: Sadykov, Vanderbeck, Pessoa, Tahiri, Uchoa 2019; neighbourhoods: Shaw 1998).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from wardbridge.engine.mss.instance import Instance, Ints
from wardbridge.engine.mss.solver.ascent import Ascent, Multipliers
from wardbridge.engine.mss.solver.choice import choice_of, choose
from wardbridge.engine.mss.solver.master import Master, Pool, Solution, Stopped
from wardbridge.engine.mss.solver.pricing import Column, Floats
from wardbridge.engine.stop import Stop

BEGIN, STEPS = 8, 10
FIRST, LAST = 1 / 25, 1 / 200
ROUNDS = 8
WIDTH, WANTED = 20, 2
EACH = 40
"""Columns of a student in the MIP, at most about."""
NODES = 60
SHARE = 0.5
"""Of the ascent's prices in those that columns are generated at."""


@dataclass(frozen=True, slots=True)
class Residual:
    """Students who choose anew, what they have now, known columns of theirs, and the least score of the others;
    a place that lacks costs `lacking`, and a discipline is worth about `unit`."""

    ascent: Ascent
    instance: Instance
    now: Sequence[Column]
    known: Sequence[Column]
    others_worst: float
    unit: float
    lacking: float


def left_over(instance: Instance, free: Sequence[int], load: Floats) -> Instance:
    """The instance of some students, the others filling `load` (H, D, T)."""
    rows = list(free)
    filled = load.astype(np.int64)
    return replace(
        instance,
        needed=instance.needed[rows], allowed=instance.allowed[rows], available=instance.available[rows],
        able=instance.able[rows], weight=instance.weight[rows], wish=instance.wish[rows],
        hospital_wish=instance.hospital_wish[rows],
        least=np.maximum(0, instance.least - filled), most=np.maximum(0, instance.most - filled),
    )  # fmt: skip


def chosen_anew(residual: Residual, stop: Stop) -> list[Column] | None:
    """What the students of a neighbourhood take best; `None` where nothing better was found."""
    ascent, unit = residual.ascent, residual.unit
    ascent.run(BEGIN, (FIRST * unit, LAST * unit), stop)
    ascent.harvest = WIDTH, WANTED
    ascent.run(STEPS, (FIRST / 3 * unit, LAST * unit), stop)
    pool = Pool(residual.instance)
    place = {s: k for k, s in enumerate(ascent.students)}
    start = pool.add([_as(c, place[c.student]) for c in residual.now])
    pool.add([_as(c, place[c.student]) for c in (*residual.known, *ascent.columns)])
    try:
        solution = _generated(residual, pool, place, stop)
    except Stopped:
        return None
    among = np.union1d(_near(pool, solution), start)
    now = choice_of(pool, np.array(start, np.int64))
    everyone = np.arange(len(place))
    chosen = choose(
        pool, among, everyone, now, residual.others_worst, stop, NODES, quick=True, lacking=residual.lacking
    ).choice
    if chosen is None or chosen.worth(residual.lacking) <= now.worth(residual.lacking):
        return None
    return [_as(pool.columns[k], s) for k, s in zip(chosen.columns, ascent.students, strict=True)]


def _as(column: Column, student: int) -> Column:
    return Column(student, column.score, column.blocks)


def _generated(residual: Residual, pool: Pool, place: dict[int, int], stop: Stop) -> Solution:
    """The last LP of a few rounds of column generation."""
    ascent = residual.ascent
    master = Master(residual.instance, pool, residual.others_worst, residual.lacking, stop)
    solution = master.solve()
    for _ in range(ROUNDS):
        if stop():
            break
        cell = SHARE * ascent.at.cell + (1 - SHARE) * solution.prices.cell
        ascent.columns.clear()
        ascent.look(Multipliers(cell, ascent.at.toll, ascent.at.fee))
        new = pool.add([_as(c, place[c.student]) for c in ascent.columns])
        worth = pool.worth_of(np.array(new, np.int64), solution.prices)
        useful = worth > solution.target[pool.student[new]] + 1e-6
        if not useful.any():
            break
        master.extend(np.array(new)[useful].tolist())
        solution = master.solve()
    return solution


def _near(pool: Pool, solution: Solution) -> Ints:
    """The columns of each student that lose least at the LP's prices."""
    loss = solution.target[pool.student] - pool.worth(solution.prices)
    near = [mine[np.argsort(loss[mine], kind="stable")[:EACH]] for mine in _by_student(pool)]
    return np.concatenate(near)


def _by_student(pool: Pool) -> list[Ints]:
    return [np.flatnonzero(pool.student == s) for s in range(pool.instance.students)]
