"""Between a rotation of the solver and the rows of a plan for one learner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from wardbridge.engine.columns.model import Model
from wardbridge.engine.columns.pricing import Column
from wardbridge.engine.plan import Assignment
from wardbridge.rulekit.shifts import Shift

Key = tuple[int, int, frozenset[tuple[str, str, str, Shift]]]
"""Burden borne before, weeks, and by part: requirement, discipline, department, shift."""


def rows_of(model: Model, column: Column, code: str) -> tuple[Assignment, ...]:
    """The rows of a learner who follows a rotation, without what he is excused from."""
    problem, kind = model.problem, model.kinds[column.kind]
    available, away = model.classes[column.unit_class].available, problem.index.away
    i = problem.index.learner[code]
    rows = (
        Assignment(
            code,
            problem.requirements[part.requirement].code,
            problem.disciplines[part.discipline],
            problem.departments[k].code,
            tuple(t for t in available[at : at + kind.weeks_of[o]] if not away(i, part.discipline, t)),
            part.shift,
        )
        for o, at in column.blocks
        for part, k in zip(kind.progress.atoms[kind.atom_of[o]].parts, kind.department[o].tolist(), strict=False)
    )
    return tuple(row for row in rows if row.periods)


def blocks_of(model: Model, c: int, v: int, rows: Sequence[Assignment]) -> tuple[tuple[int, int], ...] | None:
    """A learner's rows of a plan as blocks of a rotation of his class in a kind; `None` where they are none."""
    week_of = {t: i for i, t in enumerate(model.classes[c].available)}
    options, by_time = _options(model, v), defaultdict[tuple[int, ...], list[Assignment]](list)
    for row in rows:
        by_time[row.periods].append(row)
    found, borne, adds = [], 0, model.kinds[v].adds
    for periods, together in sorted(by_time.items()):
        parts = frozenset((row.requirement, row.discipline, row.department, row.shift) for row in together)
        o = options.get((borne, len(periods), parts), -1)
        borne += int(adds[o]) if o >= 0 and len(adds) else 0
        found.append((o, week_of.get(periods[0], -1)))
    return tuple(found) if all(min(block) >= 0 for block in found) and _walks(model, c, v, found) else None


def _options(model: Model, v: int) -> Mapping[Key, int]:
    kind, problem = model.kinds[v], model.problem
    found: dict[Key, int] = {}
    borne = kind.borne.tolist() or [0] * len(kind.department)
    for o, a in enumerate(kind.atom_of):
        atom = kind.progress.atoms[a]
        parts = zip(atom.parts, kind.department[o].tolist(), strict=False)
        names = frozenset(
            (
                problem.requirements[part.requirement].code,
                problem.disciplines[part.discipline],
                problem.departments[k].code,
                part.shift,
            )
            for part, k in parts
        )
        found[borne[o], atom.weeks, names] = o
    return found


def _walks(model: Model, c: int, v: int, blocks: Sequence[tuple[int, int]]) -> bool:
    """Whether the kind allows these blocks in their order."""
    kind, q = model.kinds[v], model.classes[c].begin[v]
    for o, _ in blocks:
        q = kind.progress.step.get((q, kind.atom_of[o]), -1)
        if q < 0:
            return False
    return True
