"""The façade: a market, a method and a published seed in, a matching out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from wardbridge.engine.errors import Fault, InputRefused
from wardbridge.engine.matching.couples import with_couples
from wardbridge.engine.matching.deferred import deferred_acceptance
from wardbridge.engine.matching.market import Market
from wardbridge.engine.matching.profiles import generous, rank_maximal
from wardbridge.engine.matching.result import Matching, Method
from wardbridge.engine.matching.serial import serial_dictatorship

METHODS: Mapping[Method, Callable[[Market, str], Matching]] = MappingProxyType(
    {
        Method.SERIAL: serial_dictatorship,
        Method.DEFERRED: deferred_acceptance,
        Method.RANK_MAXIMAL: rank_maximal,
        Method.GENEROUS: generous,
    }
)


def match(m: Market, method: Method, seed: str) -> Matching:
    """Match learners and hospitals; the same market, method and seed give the same matching.

    Raises
    ------
    InputRefused
        ``market-couples-method``: only deferred acceptance knows couples; ``market-couples-quotas``: minimums and caps
        of regions are not kept together with couples.
    """
    if not m.couples:
        return METHODS[method](m, seed)
    faults = []
    if method is not Method.DEFERRED:
        faults.append(Fault("market-couples-method", found=method, allowed=Method.DEFERRED))
    if m.minimum.any() or m.regions:
        faults.append(Fault("market-couples-quotas"))
    if faults:
        raise InputRefused(faults)
    return with_couples(m, seed)
