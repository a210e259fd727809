"""The cells of a workbook as JSON: text, numbers and truth as themselves, dates and times marked."""

from __future__ import annotations

import datetime
import io
from typing import Any

import python_calamine as calamine

from .limits import Limits, Refusal
from .troubles import Trouble

Cell = Any  # text, number, truth, None, {"d": ISO date or time}, {"e": error}, {"f": 1}: a formula without a value


def sheets_of(data: bytes, troubles: dict[str, list[Trouble]], limits: Limits) -> list[dict[str, Any]]:
    """Every worksheet with the rows that hold something, each with its number as the user counts it.

    Raises
    ------
    Refusal
        Unreadable, encrypted, or beyond a limit.
    """
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError as error:
        raise Refusal("file-encrypted") from error
    except calamine.CalamineError as error:
        raise Refusal("file-damaged", found=str(error)[:200]) from error
    names = workbook.sheets_metadata
    if len(names) > limits.sheets:
        raise Refusal("workbook-sheets", str(len(names)), str(limits.sheets))
    budget = _Budget(limits)
    return [
        _sheet(workbook, entry, troubles.get(entry.name, []), budget)
        for entry in names
        if entry.typ == calamine.SheetTypeEnum.WorkSheet
    ]


class _Budget:
    """What the whole workbook may still hold."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cells = limits.cells
        self.characters = limits.characters

    def take(self, cells: list[Cell]) -> None:
        self.cells -= sum(cell is not None for cell in cells)
        self.characters -= sum(len(cell) for cell in cells if isinstance(cell, str))
        if self.cells < 0:
            raise Refusal("workbook-cells", f"> {self.limits.cells}", str(self.limits.cells))
        if self.characters < 0:
            raise Refusal("workbook-characters", f"> {self.limits.characters}", str(self.limits.characters))


def _sheet(
    workbook: calamine.CalamineWorkbook, entry: calamine.SheetMetadata, troubles: list[Trouble], budget: _Budget
) -> dict[str, Any]:
    try:
        sheet = workbook.get_sheet_by_name(entry.name)
    except calamine.CalamineError as error:
        raise Refusal("file-damaged", found=f"{entry.name}: {error}"[:200]) from error
    wrong: dict[int, dict[int, str]] = {}
    for row, column, shown in troubles:
        wrong.setdefault(row, {})[column] = shown
    rows: list[list[Any]] = []
    for number, raw in enumerate(sheet.iter_rows()):  # it pads to the first row and column
        if raw.count("") == len(raw) and number not in wrong:
            continue
        cells = _cells(raw, wrong.get(number, {}))
        if cells:
            rows.append([number + 1, cells])
            _check_size(entry.name, len(rows), len(cells), budget.limits)
            budget.take(cells)
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
    hidden = entry.visible != calamine.SheetVisibleEnum.Visible
    return {"name": entry.name, "hidden": hidden, "rows": rows, "merged": merged}


def _check_size(name: str, rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.rows:
        raise Refusal("workbook-rows", f"{name}: > {limits.rows}", str(limits.rows))
    if columns > limits.columns:
        raise Refusal("workbook-columns", f"{name}: {columns}", str(limits.columns))


def _cells(raw: list[Any], troubles: dict[int, str]) -> list[Cell]:
    cells = [_cell(value) for value in raw]
    for column, shown in troubles.items():
        if column >= len(cells):
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = {"e": shown} if shown else {"f": 1}
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else _finite(value)
    if isinstance(value, datetime.datetime | datetime.date):
        return {"d": value.isoformat()}
    if isinstance(value, datetime.time | datetime.timedelta):
        return str(value)
    return value


def _finite(value: float) -> Cell:
    return value if abs(value) < float("inf") else str(value)
