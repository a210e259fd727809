"""Which sort of housing a learner needs, as the round states it."""

from __future__ import annotations

from enum import StrEnum


class Need(StrEnum):
    """None, a place of any sort, or one in the rooms for women or for men.

    It says where one can sleep and nothing else: no rule keeps anybody out of a department by it.
    """

    NONE = ""
    ANY = "any"
    WOMEN = "women"
    MEN = "men"
