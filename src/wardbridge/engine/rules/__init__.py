"""The planning rules, one file each, and the one list of them.

A rule module has `CODES`, the codes of its violations (keys of the message catalogue), and
``violations(problem, view)``, which yields what a plan breaks. No rule knows the solver.
"""

from __future__ import annotations

from wardbridge.engine.rules import (
    again,
    availability,
    beds,
    beside,
    block,
    catalogue,
    choice,
    housing,
    imposed,
    language,
    locks,
    nights,
    offers,
    order,
    overlap,
    placed,
    quotas,
    reserves,
    room,
    schools,
    shifts,
    sites,
    teachers,
    together,
    tracks,
    ways,
)
from wardbridge.engine.rules.protocol import Rule

RULES: tuple[Rule, ...] = (
    catalogue,
    tracks,
    placed,
    choice,
    block,
    ways,
    shifts,
    order,
    availability,
    overlap,
    beside,
    nights,
    locks,
    imposed,
    again,
    language,
    sites,
    together,
    offers,
    teachers,
    beds,
    room,
    quotas,
    reserves,
    housing,
    schools,
)
"""Every rule, in the order in which violations are listed."""
