"""Which pack is in force: the latest edition, or what ships with us."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from wardbridge.rulebook.models import Edition
from wardbridge.rulekit.law import DECREE, RulePack, shipped_pack, shipped_text
from wardbridge.rulekit.reading import read_pack

PACKS = (DECREE, "vietnam-licence-practice", "vietnam-personal-data", "france-hospital-training")
"""Codes of the packs, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Book:
    """A pack with the number of its edition (0: as shipped) and its text."""

    number: int
    pack: RulePack
    text: str


@lru_cache(maxsize=64)
def _read(text: str) -> RulePack:
    return read_pack(text)


def book(code: str) -> Book:
    """The edition in force of a pack; KeyError for a code that is none of `PACKS`."""
    if code not in PACKS:
        raise KeyError(code)
    row = Edition.objects.filter(pack=code).order_by("-number").first()
    if row is None:
        return Book(0, shipped_pack(code), shipped_text(code))
    return Book(row.number, _read(row.text), row.text)


def decree() -> RulePack:
    """The pack by which departments, teachers and beds are judged."""
    return book(DECREE).pack
