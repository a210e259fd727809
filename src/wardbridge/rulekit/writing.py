"""A rule pack as the TOML that `reading.read_pack` reads back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date

from wardbridge.rulekit.law import LegalRule, RulePack


def pack_text(pack: RulePack) -> str:
    """Write a pack; reading it back gives an equal one."""
    lines = [f"code = {_value(pack.code)}", f"source = {_value(pack.source)}", *_table("title", pack.title)]
    for rule in pack.rules:
        lines += ["", "[[rule]]", *_rule(rule)]
    return "\n".join(lines) + "\n"


def _rule(rule: LegalRule) -> Iterator[str]:
    for key in ("id", "basis", "confidence", "valid_from", "valid_to", "unit", "hard", "confirmed", "checked"):
        value = getattr(rule, key)
        if value not in (None, ""):
            yield f"{key} = {_value(value)}"
    yield from _table("rule.title", rule.title)
    yield from _table("rule.figures", rule.figures)


def _table(name: str, values: Mapping[str, str] | Mapping[str, int]) -> Iterator[str]:
    yield f"[{name}]"
    for key, value in values.items():
        yield f"{_value(key)} = {_value(value)}"


def _value(value: str | int | bool | date) -> str:
    """A TOML value; a JSON string is a TOML basic string."""
    return (
        value.isoformat()
        if isinstance(value, date)
        else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    )
