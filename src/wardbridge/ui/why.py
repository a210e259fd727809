"""Why a learner is where he is, in words: the same on the board and on the learner's own page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wardbridge.planning.bridge import violation_from_json
from wardbridge.planning.models import Explanation, Round
from wardbridge.rulekit.messages import render_violation
from wardbridge.ui.dates import reader_language

HEADS = frozenset({"why-met", "why-unmet", "why-part", "why-all-met", "why-no-wish", "why-no-order"})
"""Statements that begin a part of their own; the others say more of the one before."""


@dataclass(slots=True)
class Part:
    """A statement and what is said of it."""

    head: str
    lines: list[str] = field(default_factory=list)


def parts_of(explanation: Explanation, round_: Round, names: Mapping[str, str]) -> list[Part]:
    """The explanation in the reader's language, wish by wish."""
    parts: list[Part] = []
    for one in map(violation_from_json, explanation.said):
        text = render_violation(one, reader_language(), names=names, first_day=round_.first_day)
        if one.rule in HEADS or not parts:
            parts.append(Part(text))
        else:
            parts[-1].lines.append(text)
    return parts
