"""Read ``plan.xlsx`` back, with the cells that people changed; every fault with its sheet, row and column.

Each learner stands in a hospital's sheet and in a list: a change in either counts, two different changes of the same
week are a fault. Which cells were changed is told by the copy of the plan that the file keeps; without it (some
programs drop hidden sheets) the sheets must agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.planbook.blocks import blocks_of, track_of
from wardbridge.engine.io.planbook.kept import Kept, kept_of
from wardbridge.engine.io.planbook.layout import KEPT
from wardbridge.engine.io.planbook.table import Entry, Table, table_of
from wardbridge.engine.io.planbook.words import Departments, same
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.io.workbook.grid import Grid
from wardbridge.engine.io.workbook.isolation import open_sheets
from wardbridge.engine.plan import Assignment, Plan
from wardbridge.engine.problem import Problem
from wardbridge.rulekit.messages import text


def read_planbook(path: Path, book: RoundBook, problem: Problem) -> Plan:
    """The plan of a ``plan.xlsx``, for this round.

    Raises
    ------
    InputRefused
        The file can't be opened (as for a workbook), holds no plan, or has cells that name no department, learners
        that the round doesn't know, or two different changes of one week.
    """
    grids, _notes = open_sheets(path)
    reading = _Reading(book, problem, kept_of(grids))
    plan = reading.plan([grid for grid in grids if grid.name != KEPT])
    if reading.faults:
        raise InputRefused(reading.faults)
    return plan


@dataclass(slots=True)
class _Reading:
    book: RoundBook
    problem: Problem
    kept: Kept
    faults: list[Fault] = field(default_factory=list)

    def plan(self, grids: list[Grid]) -> Plan:
        tables = [table for grid in grids if (table := table_of(grid)) is not None]
        if not tables:
            self.faults.append(Fault("plan-no-sheet", allowed=text("plan-code", "en")))
            return Plan(())
        cells: dict[str, dict[int, list[tuple[Place, str]]]] = defaultdict(lambda: defaultdict(list))
        tracks: dict[str, list[tuple[Place, str]]] = defaultdict(list)
        weeks = len(self.problem.periods)
        for table in tables:
            departments = Departments(self.book, table.name)
            self.faults += table.faults
            for entry in self._known(table):
                tracks[entry.learner].append((entry.track_place, entry.track))
                for period, (place, shown) in entry.weeks.items():
                    if period < weeks:
                        self._cell(cells[entry.learner][period], departments, place, shown)
                    elif shown:
                        self.faults.append(Fault("plan-weeks", place, place.column, f"1–{weeks}"))
        return self._assembled(cells, tracks)

    def _known(self, table: Table) -> Iterator[Entry]:
        """Entries of learners that the round knows, each once a sheet."""
        seen: set[str] = set()
        for entry in table.entries:
            if entry.learner not in self.problem.index.learner:
                self.faults.append(Fault("plan-learner", entry.place, entry.learner))
            elif entry.learner in seen:
                self.faults.append(Fault("plan-twice", entry.place, entry.learner))
            else:
                seen.add(entry.learner)
                yield entry

    def _cell(self, found: list[tuple[Place, str]], departments: Departments, place: Place, shown: str) -> None:
        code = departments.code_of(shown)
        if code is None:
            self.faults.append(Fault("plan-department", place, shown))
        else:
            found.append((place, code))

    def _assembled(
        self,
        cells: dict[str, dict[int, list[tuple[Place, str]]]],
        tracks: dict[str, list[tuple[Place, str]]],
    ) -> Plan:
        assignments: list[Assignment] = []
        chosen: dict[str, str] = {}
        for learner in (row.code for row in self.book.learners):
            weeks = {
                period: code
                for period, values in sorted(cells.get(learner, {}).items())
                if (code := self._agreed(values, self.kept.cell(learner, period)))
            }
            track = self._track(learner, tracks.get(learner, []))
            if weeks == self.kept.weeks(learner) and same(track, self.kept.tracks.get(learner, "")):
                assignments += self.kept.blocks.get(learner, [])
            else:
                track = track_of(self.problem, learner, track, weeks)
                assignments += blocks_of(self.problem, learner, track, weeks)
            if track:
                chosen[learner] = track
        return Plan(tuple(sorted(assignments, key=lambda block: (block.learner, block.periods))), chosen)

    def _agreed(self, values: list[tuple[Place, str]], kept: str | None) -> str:
        """What the sheets say of a week: the one change made, or what stood there; nothing when none has it."""
        changes = [(place, value) for place, value in values if value != kept]
        different = {value for _place, value in changes}
        if len(different) > 1:
            (place, value), (other, first) = changes[-1], changes[0]
            self.faults.append(Fault("plan-edit-conflict", place, value, first, {"other": other.sheet}))
        return changes[0][1] if changes else (kept or "") if values else ""

    def _track(self, learner: str, values: list[tuple[Place, str]]) -> str:
        kept = self.kept.tracks.get(learner) if self.kept.known else None
        track = self._agreed(values, kept)
        programme = self.problem.learners[self.problem.index.learner[learner]].programme
        codes = [item.code for item in self.problem.programmes[programme].tracks]
        if track and track not in codes:
            self.faults.append(Fault("plan-track", values[0][0], track, ", ".join(codes)))
        return track
