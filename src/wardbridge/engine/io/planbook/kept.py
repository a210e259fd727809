"""The copy of the plan that ``plan.xlsx`` keeps in a very hidden sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wardbridge.engine.io.planbook.layout import BESIDE, KEPT, KEPT_COLUMNS, SHIFT_COLUMN
from wardbridge.engine.io.planbook.table import shown
from wardbridge.engine.io.workbook.grid import Grid
from wardbridge.engine.plan import Assignment
from wardbridge.rulekit.shifts import Shift


@dataclass(slots=True)
class Kept:
    """The plan as it was written; `known` is false when the file keeps none."""

    known: bool = False
    blocks: dict[str, list[Assignment]] = field(default_factory=lambda: defaultdict(list))
    tracks: dict[str, str] = field(default_factory=dict)

    def weeks(self, learner: str) -> dict[int, str] | None:
        """Period → department, `None` when no plan was kept."""
        if not self.known:
            return None
        return weeks_of(self.blocks.get(learner, []))

    def cell(self, learner: str, period: int) -> str | None:
        """Department of a week, "" for none, `None` when no plan was kept."""
        weeks = self.weeks(learner)
        return None if weeks is None else weeks.get(period, "")


def weeks_of(blocks: Iterable[Assignment]) -> dict[int, str]:
    """Period → department, or those of blocks side by side."""
    found: dict[int, list[str]] = defaultdict(list)
    for block in sorted(blocks, key=lambda block: (block.periods, block.shift)):
        for period in block.periods:
            found[period].append(block.department)
    return {period: BESIDE.join(found[period]) for period in sorted(found)}


def kept_of(grids: Sequence[Grid]) -> Kept:
    """Read the copy; one that a program has mangled counts as none."""
    grid = next((grid for grid in grids if grid.name == KEPT), None)
    kept = Kept()
    width = len(KEPT_COLUMNS)
    if grid is None or not grid.lines or tuple(shown(cell) for cell in grid.lines[0].cells[:width]) != KEPT_COLUMNS:
        return kept
    kept.known = True
    for line in grid.lines[1:]:
        learner, track, requirement, discipline, department, weeks = (shown(line.at(n)) for n in range(width))
        if not learner:
            continue
        if not weeks or not all(week.isdecimal() and int(week) for week in weeks.split()):
            return Kept()
        periods = tuple(sorted(int(week) - 1 for week in weeks.split()))
        shift = shown(line.at(SHIFT_COLUMN))
        if shift and shift not in set(Shift):
            return Kept()
        here = Assignment(learner, requirement, discipline, department, periods, Shift(shift or Shift.DAY))
        kept.blocks[learner].append(here)
        if track:
            kept.tracks[learner] = track
    return kept
