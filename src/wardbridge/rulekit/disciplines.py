"""What common disciplines are called, for rounds and records that know only their codes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("vi", "en", "fr")


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    rows = tomllib.loads(files("wardbridge.rulekit").joinpath("disciplines.toml").read_text(encoding="utf-8"))
    return {code: dict(zip(LANGUAGES, names, strict=True)) for code, names in rows.items()}


def discipline_names(code: str) -> Mapping[str, str]:
    """Language (``vi``, ``en``, ``fr``) → name of a discipline; empty for a code that isn't a common one."""
    return _names().get(code, {})
