"""Compile the hot loops into numba's cache: ``python -m wardbridge.engine.warm`` (set-up does it once).

The cache lies beside the sources, or in the folder that ``NUMBA_CACHE_DIR`` names.
"""

from __future__ import annotations

from datetime import date, timedelta

from wardbridge.engine.columns.descent import Descent
from wardbridge.engine.columns.limits import limits_of
from wardbridge.engine.columns.master import Master
from wardbridge.engine.columns.model import model_of
from wardbridge.engine.columns.moves import nobody, touching
from wardbridge.engine.columns.packed import packed_of
from wardbridge.engine.columns.pricing import Pricing
from wardbridge.engine.matching.market import market
from wardbridge.engine.matching.result import Method
from wardbridge.engine.matching.run import match
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.problem import (
    Department,
    Learner,
    Offer,
    Period,
    Problem,
    Programme,
    Requirement,
    Track,
)
from wardbridge.engine.stop import NoLimit
from wardbridge.rulekit.levels import Level


def smallest() -> Problem:
    """One learner, one department, one week."""
    monday = date(2025, 3, 3)
    here = frozenset((0,))
    return Problem(
        code="warm",
        periods=(Period(monday, tuple(monday + timedelta(days=d) for d in range(5))),),
        sites=("site",),
        disciplines=("discipline",),
        departments=(Department("department", 0, 0),),
        programmes=(Programme("programme", Level.UNIVERSITY, (Track("", here),)),),
        requirements=(Requirement("block", 0, 0, (0,), 1, 1, (), here),),
        learners=(Learner("learner", 0, 0, (True,)),),
        units=((0,),),
        offers=(Offer(0, None, None, (0,), 0, 1),),
    )


def warm() -> None:
    """Run every compiled loop once, with the types that a real round has."""
    import numpy as np

    model = model_of(smallest(), Parameters.default())
    limits = limits_of(model)
    pricing = Pricing(model, limits, 1)
    prices = pricing.prices(np.zeros(len(limits.rows)), partial=True)
    pricing.run(prices, np.full(1, -1e9))
    pricing.every(prices, np.full(1, -1e9), 10)
    Descent(Master(model, limits, 0), pricing, NoLimit(), 0).search(4)
    touching(
        packed_of(pricing), nobody(np.zeros(1, np.int32), 1, len(limits.rows)), np.zeros(len(limits.rows), np.bool_)
    )
    warm_benchmark()


def warm_benchmark() -> None:
    """The loops of the benchmark MSS: one student, one hospital, one discipline, one period."""
    import numpy as np

    from wardbridge.engine.mss.instance import Instance
    from wardbridge.engine.mss.solver.run import solve

    one, nought = np.ones((1, 1), np.int64), np.zeros((1, 1), np.int64)
    cube = np.ones((1, 1, 1), np.int64)
    weight = np.array([[1, 1, -1, -1]])
    instance = Instance("warm", 1, 1, nought[0], one, one, nought, one, cube, cube, cube, weight, one, one, one[0])
    solve(instance, NoLimit(), 1, lambda _seconds, _score, _bound: None)
    for method in Method:
        match(market("ab", "x", [[0], [0]], [1], minimum=[1]), method, "")


if __name__ == "__main__":
    warm()
