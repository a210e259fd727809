"""Concrete changes of what concerns one learner or one group: lifting what is recorded of him, or another round."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from wardbridge.engine.explain.alone import personal
from wardbridge.engine.explain.edits import ACT, COSTS, Edit, edits_for
from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem

LATER = "later"


def _lift(one: Violation) -> Edit:
    """Lift an imposed placement."""

    def change(p: Problem) -> Problem:
        k = p.index.department[one.department]
        mine = [p.learners[lock.learner].code in one.learners and lock.department == k for lock in p.locks]
        return replace(p, locks=tuple(lock for lock, gone in zip(p.locks, mine, strict=True) if not gone))

    said = Violation("edit-lock", one.learners, one.department, one.site, one.periods)
    return Edit(said, ACT + COSTS["lock"], change)


def _attend(one: Violation) -> Edit:
    def change(p: Problem) -> Problem:
        i = p.index.learner[one.learners[0]]
        free = tuple(flag or t in one.periods for t, flag in enumerate(p.learners[i].available))
        learners = tuple(replace(x, available=free) if j == i else x for j, x in enumerate(p.learners))
        return replace(p, learners=learners)

    said = Violation("edit-absence", one.learners, periods=one.periods)
    return Edit(said, ACT + COSTS["own"] * len(one.periods), change)


def _open_track(one: Violation) -> Edit:
    def change(p: Problem) -> Problem:
        learners = tuple(replace(x, track=None) if x.code in one.learners else x for x in p.learners)
        return replace(p, learners=learners)

    said = Violation("edit-track", one.learners, params=one.params)
    return Edit(said, ACT + COSTS["own"] * len(one.learners), change)


def _open_place(one: Violation) -> Edit:
    """Leave open where somebody does a requirement."""

    def change(p: Problem) -> Problem:
        rows = (
            x
            for x in p.imposed
            if p.learners[x.learner].code not in one.learners
            or p.requirements[x.requirement].code != one.params["requirement"]
        )
        return replace(p, imposed=tuple(rows))

    said = Violation("edit-imposed", one.learners, records=one.records, params=one.params)
    return Edit(said, ACT + COSTS["lock"], change)


def _return(one: Violation) -> Edit:
    """Let somebody be again where he was in an earlier round."""

    def change(p: Problem) -> Problem:
        again = frozenset(p.index.department[code] for code in one.records)
        mine = [p.learners[x.learner].code in one.learners and x.departments == again for x in p.closed]
        return replace(p, closed=tuple(x for x, gone in zip(p.closed, mine, strict=True) if not gone))

    return Edit(Violation("edit-again", one.learners, records=one.records), ACT + COSTS["own"], change)


def _apart(one: Violation) -> Edit:
    """Plan the members of a group each alone."""

    def change(p: Problem) -> Problem:
        out = {p.index.learner[code] for code in one.learners}
        pairs = zip(p.units, p.unit_codes or ("",) * len(p.units), strict=True)
        parted = [
            (part, "" if out & set(unit) else code)
            for unit, code in pairs
            for part in (((i,) for i in unit) if out & set(unit) else (unit,))
        ]
        return replace(
            p,
            units=tuple(unit for unit, _ in parted),
            unit_codes=tuple(code for _, code in parted),
            excused=tuple(x for x in p.excused if x.learner not in out),
        )

    return Edit(Violation("edit-apart", one.learners, found=len(one.learners)), ACT + COSTS["own"], change)


_OWN: Mapping[str, Callable[[Violation], Edit]] = {
    "own-lock": _lift,
    "own-absence": _attend,
    "own-track": _open_track,
    "own-imposed": _open_place,
    "own-again": _return,
    "own-together": _apart,
}


def own_edit(conflict: Sequence[Violation]) -> Edit | None:
    """The change that lifts one of a learner's own rules, the first of `_OWN`; `None` when none of them can be."""
    for rule, make in _OWN.items():
        for one in conflict:
            if one.rule == rule:
                return replace(make(one), source=one)
    return None


def edit_from(problem: Problem, source: Violation) -> Edit | None:
    """The change that mends `source`, as it was kept with a way out; `None` when there is none."""
    if source.rule == LATER:
        index = problem.index
        units = {index.unit_of[index.learner[code]] for code in source.learners if code in index.learner}
        return later(problem, sorted(units)) if units else None
    if source.rule in _OWN:
        return own_edit([source])
    made = edits_for(problem, [source])
    return made[0] if made else None


def later(problem: Problem, units: Sequence[int]) -> Edit:
    """Let these units take part in another round."""
    out = frozenset(i for u in units for i in problem.units[u])
    codes = tuple(problem.learners[i].code for i in sorted(out))

    def change(p: Problem) -> Problem:
        return without(p, codes)

    said = Violation("edit-later", codes, found=len(codes))
    return Edit(said, ACT + COSTS["later"] * len(codes), change, Violation(LATER, codes))


def without(problem: Problem, codes: Sequence[str]) -> Problem:
    """The problem without some learners, whole units."""
    gone = {problem.index.learner[code] for code in codes}
    place = {i: x for x, i in enumerate(i for i in range(len(problem.learners)) if i not in gone)}
    kept = [u for u, unit in enumerate(problem.units) if not gone & set(unit)]
    return replace(
        problem,
        learners=tuple(one for i, one in enumerate(problem.learners) if i in place),
        units=tuple(tuple(place[i] for i in problem.units[u]) for u in kept),
        unit_codes=tuple(problem.unit_codes[u] for u in kept) if problem.unit_codes else (),
        **personal(problem, {i: (x,) for i, x in place.items()}),
    )
