# ruff: noqa: PLR0917  (compiled loops: flat arguments)
"""The compiled look at one student: the best walk of his relaxation at some multipliers."""

from __future__ import annotations

from typing import Any

from numba import njit

from wardbridge.engine.mss.solver.kernel import LOW, backward, trace


@njit(cache=True, nogil=True)
def _paid(static: Any, closed: Any, span: Any, toll: Any, fee: Any, gain: Any) -> None:
    """Fill `gain` (T, H, D): what a discipline begun there is worth, less its place's price, its toll and the fee."""
    horizon, hospitals, disciplines = gain.shape
    starts = span.shape[0]
    for t in range(horizon):
        for h in range(hospitals):
            for d in range(disciplines):
                if t >= starts or closed[t, h, d]:
                    gain[t, h, d] = LOW
                else:
                    gain[t, h, d] = static[h, d] - span[t, h, d] - toll[d] - fee[h]


@njit(cache=True, nogil=True)
def look(
    rules: Any, static: Any, closed: Any, span: Any, toll: Any, fee: Any, gain: Any, value: Any, begin: Any, path: Any,
    turn: int,
) -> Any:  # fmt: skip
    """Write a best walk into `path`, ties cut by `turn`; answers what it is worth and its length."""
    _paid(static, closed, span, toll, fee, gain)
    backward(rules, gain, value, begin)
    if begin[0] < 0.5 * LOW:
        return begin[0], 0
    return begin[0], trace(rules, gain, value, begin, turn, path)
