"""Repair a plan: the round has changed, the past stands, and as few learners as can be are moved."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from wardbridge.engine.check import check
from wardbridge.engine.errors import Fault, InputRefused
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Assignment, Plan, Progress, Status, Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.repair.before import NOT_OF_ONE, Before, before_of
from wardbridge.engine.repair.layer import assignments_of
from wardbridge.engine.repair.outcome import Repaired, RepairResult, Why
from wardbridge.engine.repair.search import Found, Search
from wardbridge.engine.score import learner_unplaced, score
from wardbridge.engine.stop import NoLimit, Stop
from wardbridge.engine.view import PlanView, view_of
from wardbridge.rulekit.shifts import Shift


def repair(
    problem: Problem,
    plan: Plan,
    since: int,
    *,
    stop: Stop | None = None,
    seed: int = 0,
    parameters: Parameters | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> RepairResult:
    """Repair `plan` for the round as it is now.

    Parameters
    ----------
    problem
        The round after the change: places closed, teachers away, learners late, gone or new.
    plan
        The plan that holds, of the round before the change; learners whom the round no longer has leave it.
    since
        The first period that is still open; what the plan has before it stays as it was.
    stop, seed, parameters, on_progress
        As of `wardbridge.engine.solve.solve`.

    Raises
    ------
    ValueError
        When `since` is not a period of the round or the one after its last.
    InputRefused
        When requirements are done side by side, or a learner is excused from his group at times: a repair counts one
        place a week for all who move as one.
    """
    if not 0 <= since <= len(problem.periods):
        raise ValueError("since must be a period of the round, or the one after its last")
    if problem.excused or any(one.beside is not None for one in problem.requirements):
        raise InputRefused([Fault("repair-side-by-side")])
    began, tell = time.monotonic(), on_progress or (lambda _: None)
    parameters, stop = parameters or Parameters.default(), stop or NoLimit()

    def heard(phase: str, unplaced: int, moved: int) -> None:
        tell(Progress(time.monotonic() - began, float(moved), None, unplaced, f"repair-{phase}"))

    tell(Progress(0.0, None, None, None, "repair-start"))
    before = before_of(problem, plan, since)
    search = Search(problem, before, parameters, stop, seed, heard)
    found = search.run()
    return _answer(problem, search, found, parameters, (seed, time.monotonic() - began))


def _answer(
    problem: Problem, search: Search, found: Found, parameters: Parameters, run: tuple[int, float]
) -> RepairResult:
    """The plan that a search found, judged; `run` is its seed and seconds."""
    before, since = search.before, search.before.since
    repaired = _plan(problem, search, found)
    view = view_of(problem, repaired)
    changed = tuple(_changed(problem, search, view))
    moved = sum(one.why is not Why.NEW for one in changed)
    after = score(problem, repaired, parameters, view=view)
    return RepairResult(
        status=_status(found),
        plan=repaired,
        since=since,
        moved=moved,
        moved_bound=min(found.moved_bound, moved),
        unplaced=after.unplaced,
        unplaced_bound=found.unplaced_bound,
        before=score(problem, before.plan, parameters, view=before.view),
        after=after,
        points_bound=found.points_bound,
        changed=changed,
        stayed=len(problem.learners) - len(changed),
        gone=tuple(sorted({row.learner for row in before.gone_rows})),
        not_kept=tuple(one for one in check(problem, repaired, view=view) if one.is_open(since)),
        seed=run[0],
        seconds=run[1],
        counts={
            "learners": len(problem.learners),
            "units": len(before.units),
            "priced": search.priced,
            "columns": len(search.master.columns),
            "rounds": search.rounds,
        },
    )


def _status(found: Found) -> Status:
    if found.unplaced <= found.unplaced_bound and found.moved <= found.moved_bound:
        return Status.OPTIMAL
    return Status.STOPPED if found.stopped else Status.GAP


def _plan(problem: Problem, search: Search, found: Found) -> Plan:
    """The old plan with the rotations of those who take another one."""
    before, rows = search.before, defaultdict[str, list[Assignment]](list)
    for row in before.plan.assignments:
        rows[row.learner].append(row)
    tracks = dict(before.plan.tracks)
    for u, blocks, track in search.taken(found.choice):
        unit = before.units[u]
        for i in unit.learners:
            code = problem.learners[i].code
            rows[code] = list(assignments_of(problem, code, blocks))
            programme = problem.programmes[problem.learners[i].programme]
            if track is not None and programme.tracks[track].code:
                tracks[code] = programme.tracks[track].code
    for unit in before.units:
        head = problem.learners[unit.learners[0]].code
        for i in unit.learners[1:]:
            code = problem.learners[i].code
            if not before.view.blocks[i] and not rows[code]:  # a newcomer takes his group's rotation
                rows[code] = [_of(code, row) for row in rows[head]] or rows[code]
    found_rows = [row for some in rows.values() for row in some]
    return Plan(tuple(sorted(found_rows, key=lambda row: (row.learner, row.periods))), dict(sorted(tracks.items())))


def _of(code: str, row: Assignment) -> Assignment:
    return replace(row, learner=code)


def _future(view: PlanView, i: int, since: int) -> dict[int, tuple[int, Shift]]:
    """Period → department and shift from `since` on."""
    return {t: (b.department, b.shift) for b in view.blocks[i] for t in b.periods if t >= since}


def _changed(problem: Problem, search: Search, after: PlanView) -> Iterator[Repaired]:
    """Everyone whose weeks to come are others than before."""
    before = search.before
    causes = _causes(before)
    full = {i for u in search.spilling for i in before.units[u].learners}
    known = {row.learner for row in before.plan.assignments}
    for i, learner in enumerate(problem.learners):
        was, now = _future(before.view, i, before.since), _future(after, i, before.since)
        if was == now:
            continue
        own = causes.get(learner.code, ())
        why = Why.NEW if not was else Why.HIT if own else Why.FULL if i in full else Why.ROOM
        yield Repaired(
            learner.code,
            why,
            tuple(assignments_of(problem, learner.code, before.view.blocks[i])) if learner.code in known else (),
            tuple(assignments_of(problem, learner.code, after.blocks[i])),
            tuple(t for t in range(len(problem.periods)) if was.get(t) != now.get(t)),
            own,
            learner_unplaced(problem, i, after),
        )


def _causes(before: Before) -> dict[str, tuple[Violation, ...]]:
    """Learner → what his old rotation breaks from the first open week on."""
    found: dict[str, tuple[Violation, ...]] = {}
    for violation in before.violations:
        if violation.rule not in NOT_OF_ONE and violation.is_open(before.since):
            for code in violation.learners:
                found[code] = (*found.get(code, ()), violation)
    return found
