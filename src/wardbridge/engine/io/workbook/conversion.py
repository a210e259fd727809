"""Cells typed in an old Vietnamese font, in Unicode: for the template and for lists alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from wardbridge.engine.io.workbook.grid import Cell, Grid
from wardbridge.engine.io.workbook.legacy import converted, font_of


def in_unicode(grids: Iterable[Grid], known: Callable[[str], object]) -> tuple[tuple[Grid, ...], str]:
    """The grids with their texts in Unicode, and the encoding that they were in (``""``: Unicode already).

    Parameters
    ----------
    known
        Whether a text is a header as it stands; such a text is left alone.
    """
    held = tuple(grids)
    font = font_of(cell for grid in held for line in grid.lines for cell in line.cells if isinstance(cell, str))
    if not font:
        return held, ""

    def unicode(cell: Cell) -> Cell:
        return cell if not isinstance(cell, str) or cell.isascii() or known(cell) else converted(cell, font)

    return tuple(
        replace(grid, lines=tuple(replace(line, cells=tuple(map(unicode, line.cells))) for line in grid.lines))
        for grid in held
    ), font
