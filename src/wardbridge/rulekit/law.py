"""Legal rules as dated data: which figure was in force on a day, and on what basis."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files


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
    confirmed
        The source by which an authority confirmed it; "" while none has.
    checked
        Whether the platform judges the rule by itself; of the others it shows the text.
    title
        Language (``vi``, ``en``, ``fr``) → what the rule asks, in one sentence.
    """

    id: str
    figures: Mapping[str, int]
    unit: str
    basis: str
    confidence: str
    valid_from: date
    valid_to: date | None = None
    hard: bool = True
    confirmed: str = ""
    checked: bool = False
    title: Mapping[str, str] = field(default_factory=dict)

    @property
    def to_confirm(self) -> bool:
        """Whether an authority has yet to confirm it: all that was not seen in a source."""
        return self.confidence != "S" and not self.confirmed

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class RulePack:
    """The rules of one source; the same id may stand several times with other dates."""

    code: str
    source: str
    rules: tuple[LegalRule, ...]
    title: Mapping[str, str] = field(default_factory=dict)

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

    def on(self, day: date) -> tuple[LegalRule, ...]:
        """Every rule in force on `day`, each id once, in the order of the pack."""
        ids = dict.fromkeys(rule.id for rule in self.rules if rule.holds_on(day))
        return tuple(self.at(rule_id, day) for rule_id in ids)

    def replacing(self, rules: Iterable[LegalRule]) -> RulePack:
        """This pack with `rules` added: an authority's own edition."""
        return replace(self, rules=(*self.rules, *rules))


DECREE = "vietnam-decree-111-2017"
"""The pack by which departments, teachers and beds are judged."""


def shipped_text(name: str = DECREE) -> str:
    """The TOML of the pack of this name that ships with us."""
    return files("wardbridge.rulekit").joinpath("packs", f"{name}.toml").read_text(encoding="utf-8")


@cache
def shipped_pack(name: str = DECREE) -> RulePack:
    """The pack of this name that ships with us."""
    data = tomllib.loads(shipped_text(name))
    rules = tuple(LegalRule(**rule) for rule in data["rule"])
    return RulePack(data["code"], data["source"], rules, data["title"])
