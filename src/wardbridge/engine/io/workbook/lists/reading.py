"""Read learners from a list by a mapping, every fault collected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.sheets import LearnerRow
from wardbridge.engine.io.workbook.columns.demand import LEARNERS
from wardbridge.engine.io.workbook.grid import Cell, Grid, Line, filled_down
from wardbridge.engine.io.workbook.isolation import LIMITS
from wardbridge.engine.io.workbook.lists.guessing import COLUMNS, guess_grid, is_aside, learner_rows
from wardbridge.engine.io.workbook.lists.mapping import ListMapping
from wardbridge.engine.io.workbook.lists.opening import open_list
from wardbridge.engine.io.workbook.rows import Values, row_of
from wardbridge.engine.io.workbook.sandbox.limits import Limits
from wardbridge.engine.io.workbook.values import Unreadable, blank, plain, shown, value_of


@dataclass(frozen=True, slots=True)
class ListOutcome:
    """Learners of a list, or what is wrong with it; ``read == accepted + rejected``.

    `learners` are the accepted rows, also when other rows are faulty: whoever stores them asks for `faults` first.
    """

    learners: tuple[LearnerRow, ...]
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    read: int = 0

    @property
    def accepted(self) -> int:
        return len(self.learners)

    @property
    def rejected(self) -> int:
        return self.read - self.accepted


def read_list(
    path: str | Path,
    mapping: ListMapping,
    *,
    programme: str,
    track: str = "",
    language: str = "en",
    limits: Limits = LIMITS,
) -> ListOutcome:
    """Read the learners of one programme (and track) from a school's list.

    Parameters
    ----------
    mapping
        From `ListGuess.mapping`, corrected by a person or remembered; its row bounds may be left to the guess.
    programme, track
        Codes that every learner of the list gets.
    """
    try:
        grids, encoding, warnings = open_list(Path(path), limits)
    except InputRefused as refused:
        return ListOutcome((), refused.faults)
    named = [grid for grid in grids if grid.name == mapping.sheet]
    if mapping.sheet and not named:
        return ListOutcome((), (Fault("list-sheet-missing", found=mapping.sheet),), warnings)
    grid = max(named or grids, key=lambda one: len(one.lines), default=Grid("", ()))
    faults = tuple(_unmapped(mapping, grid))
    if faults:
        return ListOutcome((), faults, warnings)
    lines, skipped = _lines(grid, mapping)
    if not lines:
        return ListOutcome((), (Fault("list-empty", Place(grid.name)),), warnings)
    reader = _Reader(grid.name, mapping, {"programme": programme, **({"track": track} if track else {})}, language)
    reader.cased = bool(encoding)
    learners = [learner for line in lines if (learner := reader.learner(line)) is not None]
    notes = [Fault("list-lines-skipped", Place(grid.name, skipped[0]), str(len(skipped)))] if skipped else []
    return ListOutcome(tuple(learners), tuple(reader.faults), (*warnings, *notes), len(lines))


def _unmapped(mapping: ListMapping, grid: Grid) -> Iterator[Fault]:
    """A list needs a code, a birth date and a name."""
    needed = [("code", "code" in mapping.columns), ("born", "born" in mapping.columns)]
    needed.append(("name.full", bool({"name.full", "name.given"} & mapping.columns.keys())))
    for key, there in needed:
        if not there:
            label = next(column.label.en for column in COLUMNS if column.key == key)
            yield Fault("column-missing", Place(grid.name), allowed=label)


def _lines(grid: Grid, mapping: ListMapping) -> tuple[list[Line], list[int]]:
    """The lines of learners, merged cells filled, and the numbers of lines between them that are none."""
    header = guess_grid(grid).header_row
    at = {key: indices[0] for key, indices in mapping.columns.items() if indices}
    found = learner_rows([line for line in grid.lines if line.number > header], at)
    first = mapping.first_row or found[0]
    last = mapping.last_row if mapping.last_row and mapping.last_row >= first else found[1]
    filled, _ = filled_down(grid, first)
    indices = sorted({index for group in mapping.columns.values() for index in group})
    inside = [line for line in filled.lines if first <= line.number <= last]
    skipped = [line.number for line in inside if is_aside(line, indices)]
    return [line for line in inside if line.number not in set(skipped)], skipped


class _Reader:
    """Reads lines one by one and keeps what is wrong."""

    def __init__(self, sheet: str, mapping: ListMapping, fixed: Values, language: str) -> None:
        self.sheet, self.mapping, self.fixed, self.language = sheet, mapping, fixed, language
        self.cased = False
        self.faults: list[Fault] = []
        self.seen: dict[str, int] = {}

    def learner(self, line: Line) -> LearnerRow | None:
        """The learner of a line; `None` when something is wrong with it."""
        values, faults = dict(self.fixed), []
        for column in COLUMNS:
            indices = self.mapping.columns.get(column.key, ())
            cell = _joined([line.at(index) for index in indices])
            if blank(cell):
                if column.required and indices:
                    faults.append(self._fault("required-empty", line, column.label.en))
                continue
            try:
                values[column.key] = value_of(column, cell, self.language)
            except Unreadable as error:
                found = error.found or shown(cell)
                fault = self._fault(error.code, line, column.label.en, found, error.allowed)
                faults.append(replace(fault, params=error.params))
        faults += self._absent(values, line)
        self.faults += faults
        return None if faults else self._built(values)

    def _absent(self, values: Values, line: Line) -> Iterator[Fault]:
        if not values.get("name.full") and not values.get("name.given"):
            yield self._fault("required-empty", line, "Full name")
        code = values.get("code")
        if code is not None and self.seen.setdefault(code, line.number) != line.number:
            yield self._fault("duplicate-code", line, "Student code", code)

    def _fault(self, code: str, line: Line, column: str, found: str = "", allowed: str = "") -> Fault:
        return Fault(code, Place(self.sheet, line.number, column), found, allowed)

    def _built(self, values: Values) -> LearnerRow:
        if self.cased:  # TCVN3 has no capital Á: ``¸nh`` is Ánh
            names = {key: _capitalised(text) for key, text in values.items() if key.startswith("name.")}
            values = values | names
        learner: LearnerRow = row_of(LEARNERS, values)
        return learner


def _joined(cells: Sequence[Cell]) -> Cell:
    """The one cell that holds something as it is; several as one text."""
    held = [cell for cell in cells if not blank(cell)]
    return held[0] if len(held) == 1 else " ".join(plain(cell) for cell in held) or None


def _capitalised(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split())
