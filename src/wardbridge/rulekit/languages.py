"""Levels of a language by the Common European Framework of Reference (CEFR, Council of Europe 2001)."""

from __future__ import annotations

from enum import StrEnum


class Cefr(StrEnum):
    """The six levels; their codes sort from the lowest to the highest."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
