"""Legal rules as dated data: which figure was in force on a day, and on what basis."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


class RuleUnknown(LookupError):
    """No rule of this id is in force on this day."""


@dataclass(frozen=True, slots=True)
class LegalRule:
    """One rule with its figures and the days on which it holds.

    Parameters
    ----------
    id
        Stable id such as ``VN-05``, a key of the message catalogue.
    figures
        Name of the figure (often a level) → figure, in `unit`.
    basis, confidence
        Article, and S (seen in a source), S2 (press or digest) or M (from memory, to confirm).
    valid_from, valid_to
        First and last day in force; no last day: still in force.
    """

    id: str
    figures: Mapping[str, int]
    unit: str
    basis: str
    confidence: str
    valid_from: date
    valid_to: date | None = None
    hard: bool = True

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class RulePack:
    """The rules of one source; the same id may stand several times with other dates."""

    code: str
    source: str
    rules: tuple[LegalRule, ...]

    def at(self, rule_id: str, day: date) -> LegalRule:
        """The rule in force on `day`; of several, the one that came last.

        Raises
        ------
        RuleUnknown
            When none is in force.
        """
        found = [rule for rule in self.rules if rule.id == rule_id and rule.holds_on(day)]
        if not found:
            raise RuleUnknown(rule_id)
        return max(found, key=lambda rule: rule.valid_from)

    def replacing(self, rules: Iterable[LegalRule]) -> RulePack:
        """This pack with `rules` added: an authority's own edition."""
        return RulePack(self.code, self.source, (*self.rules, *rules))


def pack_of(data: Mapping[str, Any]) -> RulePack:
    """Build a pack from parsed TOML (keys `code`, `source`, `rule`); unknown keys raise ``TypeError``."""
    return RulePack(data["code"], data["source"], tuple(LegalRule(**rule) for rule in data["rule"]))


@cache
def shipped_pack(name: str = "vietnam-decree-111-2017") -> RulePack:
    """The pack of this name that ships with us."""
    text = files("wardbridge.rulekit").joinpath("packs", f"{name}.toml").read_text(encoding="utf-8")
    return pack_of(tomllib.loads(text))
