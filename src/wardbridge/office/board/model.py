"""What the board shows, as frozen values that templates and answers share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Week:
    """A column of the board: a period of the round (counted from 0), its days and the holidays among them."""

    period: int
    first: date
    last: date
    holidays: tuple[date, ...] = ()

    @property
    def number(self) -> int:
        """The week as people count it, from 1."""
        return self.period + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One learner (or group) in one week.

    `block` is empty when nothing stands there; `say` is what the status line says of it.
    """

    period: int
    text: str = ""
    classes: str = ""
    block: str = ""
    say: str = ""
    group: bool = False
    """Whether the block stands for the same block of a whole group."""
    strip: tuple[tuple[str, int], ...] = ()
    """Colour class and number of learners of each department, where a group is in several."""


@dataclass(frozen=True, slots=True)
class Row:
    """A learner's row."""

    key: str
    code: str
    full: str
    given: str
    cells: tuple[Cell, ...]
    panel_url: str
    wish: int | None = None
    """Best rank of a wish that the plan meets; `None` when it meets none or there are none."""
    sites: int = 0
    """Changes of site."""
    idle: int = 0
    """Weeks free without a reason."""

    @property
    def wish_word(self) -> str:
        """The rank as a column shows it."""
        return str(self.wish) if self.wish else "–"


@dataclass(frozen=True, slots=True)
class Section:
    """A group of rows that opens: a nhóm, with what its members do put together week by week."""

    key: str
    name: str
    size: int
    cells: tuple[Cell, ...]
    rows: tuple[Row, ...] = ()
    together: bool = False
    open: bool = False
    rows_url: str = ""
    """Where the rows are fetched when the page does not carry them."""
    open_url: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The whole table."""

    weeks: tuple[Week, ...]
    sections: tuple[Section, ...]
    learners: int
    learner_weeks: int
    legend: tuple[tuple[str, str, str], ...] = field(default=())
    """(short code, colour class, name with site) of the departments that appear."""
