"""The planning rules, one file each, and the one list of them.

A rule module has `CODES`, the codes of its violations (keys of the message catalogue), and
``violations(problem, view)``, which yields what a plan breaks. No rule knows the solver.
"""

from __future__ import annotations

from wardbridge.engine.rules import (
    availability,
    beds,
    block,
    catalogue,
    choice,
    housing,
    locks,
    offers,
    order,
    overlap,
    placed,
    quotas,
    reserves,
    room,
    schools,
    sites,
    teachers,
    together,
    tracks,
)
from wardbridge.engine.rules.protocol import Rule

RULES: tuple[Rule, ...] = (
    catalogue,
    tracks,
    placed,
    choice,
    block,
    order,
    availability,
    overlap,
    locks,
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
