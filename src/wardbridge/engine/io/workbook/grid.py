"""Cells as they came out of a file, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose formula gave an error (``#REF!``), or was never computed (`shown` is then empty)."""

    shown: str


Cell = str | int | float | bool | date | datetime | Broken | None


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows as the user counts them, columns from 0, both ends inside."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row that holds something: its number as the user counts it, and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell of a column, counted from 0; `None` beyond the last one."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its rows that hold something, in order."""

    name: str
    lines: tuple[Line, ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False

    @property
    def width(self) -> int:
        """Columns up to the last one that holds something."""
        return max((len(line.cells) for line in self.lines), default=0)


def filled_down(grid: Grid, first_row: int) -> tuple[Grid, int]:
    """Give each row of a merge below `first_row` the value of its top cell; answers how many cells were filled.

    Only down, within the merge's first column: a merge to the right is one value for one column.
    """
    number_of = {line.number: index for index, line in enumerate(grid.lines)}
    rows = [list(line.cells) for line in grid.lines]
    filled = 0
    for merge in grid.merges:
        top = number_of.get(merge.first_row)
        if merge.first_row < first_row or top is None:
            continue
        value = grid.lines[top].at(merge.first_column)
        for number in range(merge.first_row + 1, merge.last_row + 1):
            index = number_of.get(number)
            if index is None or value is None:
                continue
            rows[index].extend([None] * (merge.first_column + 1 - len(rows[index])))
            rows[index][merge.first_column] = value
            filled += 1
    lines = tuple(replace(line, cells=tuple(cells)) for line, cells in zip(grid.lines, rows, strict=True))
    return replace(grid, lines=lines), filled
