"""Levels of training, from the law's point of view."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Level of training (rules VN-02, VN-04, VN-05)."""

    POSTGRADUATE = "postgraduate"
    UNIVERSITY = "university"
    COLLEGE = "college"


LEVELS: tuple[Level, ...] = (Level.POSTGRADUATE, Level.UNIVERSITY, Level.COLLEGE)
"""From the highest to the lowest: who may teach a level may teach those after it."""
