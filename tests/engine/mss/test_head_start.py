"""The head start: its bound holds, its choice is judged as the rest, and growing changes neither."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.mss.tiny import best_by_enumeration, drawn
from wardbridge.engine.mss.instance import Instance
from wardbridge.engine.mss.solver.head import HeadStart
from wardbridge.engine.mss.solver.master import Pool
from wardbridge.engine.mss.solver.pricing import Effort, Prices, Pricing
from wardbridge.engine.stop import NoLimit

SEEDS = [seed for seed in range(24) if best_by_enumeration(drawn(seed)) is not None]


def begun(instance: Instance, workers: int = 1) -> HeadStart:
    """With tables that tell apart only the disciplines that others need before them."""
    pricing = Pricing(instance, workers, NoLimit(), whole=0)
    free = Prices(np.zeros(instance.most.shape), np.ones(instance.students))
    low = np.full(instance.students, -1e12)
    bounds = pricing.run(free, low, range(instance.students), Effort()).bound
    return HeadStart(Pool(instance), pricing, min(bounds.values()), NoLimit(), lambda _bound: None)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bound_of_an_ascent_holds_and_falls_when_tables_grow(seed: int) -> None:
    instance = drawn(seed)
    best = best_by_enumeration(instance)
    head = begun(instance)
    head.ascend(60)
    assert head.dual is not None
    first = head.dual.bound
    assert head.grow(10**6) >= 0
    head.ascend(30)
    assert best is not None
    assert best - 1e-6 <= head.dual.bound <= first + 1e-9


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_a_dive_and_neighbourhoods_never_lose(seed: int) -> None:
    head = begun(drawn(seed))
    head.ascend(40)
    choice = head.dive()
    assert choice is not None
    for _ in range(6):
        lacking = head.lacking
        better = head.step(choice)
        assert better.worth(lacking) >= choice.worth(lacking)
        choice = better
    assert choice.wrong or choice.score <= (best_by_enumeration(drawn(seed)) or 0)


def test_the_same_choice_for_any_number_of_workers() -> None:
    found = []
    for workers in (1, 2):
        head = begun(drawn(SEEDS[0]), workers)
        head.ascend(40)
        choice = head.dive()
        assert choice is not None
        better = head.step(choice)
        found.append((better.score, better.wrong, [head.pool.columns[k] for k in better.columns]))
    assert found[0] == found[1]
