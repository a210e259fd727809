"""A rule pack read from TOML that somebody has edited: either whole and valid, or every fault at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardbridge.rulekit.law import LegalRule, RulePack

CONFIDENCE = ("S", "S2", "M")
LANGUAGES = ("vi", "en", "fr")
MOST_FIGURE = 1_000_000
MOST_TEXT = 500
REQUIRED = ("id", "basis", "confidence", "valid_from", "unit", "title", "figures")
OPTIONAL = ("valid_to", "hard", "confirmed", "checked")


@dataclass(frozen=True, slots=True)
class PackFault:
    """One fault: a code, the rule and key it stands at ("" for the pack itself), and what was found."""

    code: str
    rule: str = ""
    key: str = ""
    found: str = ""


class PackRefused(ValueError):
    """A pack that can't be used; carries all its faults."""

    def __init__(self, faults: Iterable[PackFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(sorted({fault.code for fault in self.faults})))


def read_pack(text: str) -> RulePack:
    """Read a pack from TOML: keys `code`, `source`, `title` and a table `rule` for each rule.

    Raises
    ------
    PackRefused
        With every fault: not TOML, keys missing or unknown, values of another kind, two rules of one id whose days
        overlap.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackRefused([PackFault("pack-unreadable", found=str(error))]) from error
    faults = list(_head_faults(data))
    tables = data.get("rule")
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise PackRefused([*faults, PackFault("pack-empty")])
    for table in tables:
        faults += _table_faults(table)
    if faults:
        raise PackRefused(faults)
    rules = tuple(LegalRule(**table) for table in tables)
    overlaps = list(_overlap_faults(rules))
    if overlaps:
        raise PackRefused(overlaps)
    return RulePack(data["code"], data["source"], rules, data["title"])


def _head_faults(data: Mapping[str, Any]) -> Iterator[PackFault]:
    for key in ("code", "source"):
        if not _is_text(data.get(key)):
            yield PackFault("pack-value", key=key, found=_shown(data.get(key)))
    if not _is_title(data.get("title")):
        yield PackFault("pack-value", key="title", found=_shown(data.get("title")))
    for key in data.keys() - {"code", "source", "title", "rule"}:
        yield PackFault("pack-key", key=key)


def _table_faults(table: Mapping[str, Any]) -> Iterator[PackFault]:
    rule = _shown(table.get("id"))
    for key in table.keys() - {*REQUIRED, *OPTIONAL}:
        yield PackFault("pack-key", rule, key)
    for key in REQUIRED:
        if key not in table:
            yield PackFault("pack-missing", rule, key)
    for key, value in table.items():
        if key in _KINDS and not _KINDS[key](value):
            yield PackFault("pack-value", rule, key, _shown(value))
    first, last = table.get("valid_from"), table.get("valid_to")
    if type(first) is date and type(last) is date and first > last:
        yield PackFault("pack-value", rule, "valid_to", _shown(last))


def _overlap_faults(rules: Iterable[LegalRule]) -> Iterator[PackFault]:
    """The same id twice from the same day, or a closed span that a later one begins within."""
    seen: dict[str, list[LegalRule]] = {}
    for rule in rules:
        for other in seen.setdefault(rule.id, []):
            earlier, later = sorted((rule, other), key=lambda one: one.valid_from)
            inside = earlier.valid_to is not None and later.valid_from <= earlier.valid_to
            if inside or earlier.valid_from == later.valid_from:
                yield PackFault("pack-overlap", rule.id, "valid_from", later.valid_from.isoformat())
        seen[rule.id].append(rule)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= MOST_TEXT


def _is_day(value: object) -> bool:
    return type(value) is date


def _is_title(value: object) -> bool:
    return isinstance(value, dict) and set(value) == set(LANGUAGES) and all(_is_text(one) for one in value.values())


def _is_figure(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_FIGURE


def _is_figures(value: object) -> bool:
    return isinstance(value, dict) and all(_is_figure(one) for one in value.values())


_KINDS = {
    "id": _is_text,
    "basis": _is_text,
    "unit": _is_text,
    "confidence": lambda value: value in CONFIDENCE,
    "valid_from": _is_day,
    "valid_to": _is_day,
    "hard": lambda value: isinstance(value, bool),
    "confirmed": _is_text,
    "checked": lambda value: isinstance(value, bool),
    "title": _is_title,
    "figures": _is_figures,
}


def _shown(value: object) -> str:
    return "" if value is None else str(value)[:80]
