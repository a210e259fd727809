"""A round in plain data, for programs that know nothing of the engine, and their answer as a plan.

What the data leave out: locks, minimums of offers and the mix of levels in the teachers' law (limits are those for the
round's lowest level). Violations are counted by the engine's judge, so what is left out shows.
"""

from __future__ import annotations

from typing import Any

from wardbridge.engine.io.planview import loads_of
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Assignment, Plan
from wardbridge.engine.problem import Problem, Wish


def data_of(problem: Problem) -> dict[str, Any]:
    """Weeks, departments with limits, quotas of sites, units with tracks, blocks and what each option is worth."""
    limits: dict[str, list[int]] = {department.code: [] for department in problem.departments}
    for load in loads_of(problem, Plan(())):
        limits[load.department].append(min(load.limits.values(), default=len(problem.learners)))
    points = Parameters.default()
    return {
        "weeks": len(problem.periods),
        "max_sites": problem.max_sites,
        "site_change": points.moves.site_change,
        "idle_week": points.moves.idle_week,
        "departments": [
            {"code": d.code, "site": d.site, "discipline": d.discipline, "limit": limits[d.code]}
            for d in problem.departments
        ],
        "quotas": [_quota(problem, k) for k in range(len(problem.quotas))],
        "units": [_unit(problem, unit, points.wishes.points) for unit in problem.units],
    }


def _quota(problem: Problem, k: int) -> dict[str, Any]:
    quota = problem.quotas[k]
    programmes = [
        p
        for p, one in enumerate(problem.programmes)
        if quota.programme in {None, p} and quota.level in {None, one.level}
    ]
    return {"site": quota.site, "programmes": programmes, "minimum": quota.minimum, "maximum": quota.maximum}


def _unit(problem: Problem, unit: tuple[int, ...], points: tuple[float, ...]) -> dict[str, Any]:
    first = unit[0]
    programme = problem.learners[first].programme
    return {
        "members": len(unit),
        "programme": programme,
        "weeks": [t for t, there in enumerate(problem.index.available[first]) if there],
        "tracks": [
            _track(problem, unit, programme, track, points) for track in problem.index.tracks_of(problem, first)
        ],
    }


def _track(problem: Problem, unit: tuple[int, ...], programme: int, track: int, points: tuple[float, ...]) -> Any:
    held = problem.index.requirements[programme, track]
    total = problem.index.required_weeks(problem, programme, track)
    sites = problem.programmes[programme].tracks[track].sites
    wishes = [wish for i in unit for wish in problem.index.wishes.get(i, ())]
    blocks = []
    for r in held:
        one = problem.requirements[r]
        there = [
            k
            for k, d in enumerate(problem.departments)
            if d.discipline in one.disciplines and d.site in sites & one.sites
        ]
        paid = [
            sum(_paid(wish, points, one.weeks / total) for wish in wishes if _meets(problem, wish, k, track))
            for k in there
        ]
        after = [held.index(a) for a in one.after if a in held]
        options = list(zip(there, paid, strict=True))
        blocks.append({"requirement": r, "weeks": one.weeks, "choose": one.choose, "after": after, "options": options})
    return {"track": track, "blocks": blocks}


def _paid(wish: Wish, points: tuple[float, ...], share: float) -> float:
    """Points of a block that matches: in full, or by its share of the weeks for a wish of a site or a track."""
    full = wish.discipline is not None or wish.department is not None
    return points[min(wish.rank, len(points)) - 1] * (1.0 if full else share)


def _meets(problem: Problem, wish: Wish, k: int, track: int) -> bool:
    department = problem.departments[k]
    return (
        wish.site in {None, department.site}
        and wish.discipline in {None, department.discipline}
        and wish.department in {None, k}
        and wish.track in {None, track}
    )


def plan_of(problem: Problem, answer: list[dict[str, Any]]) -> Plan:
    """A plan from ``[{"unit", "track", "blocks": [[requirement, department, [weeks]], …]}, …]``."""
    rows: list[Assignment] = []
    tracks: dict[str, str] = {}
    for one in answer:
        for i in problem.units[one["unit"]]:
            learner = problem.learners[i]
            code = problem.programmes[learner.programme].tracks[one["track"]].code
            if code:
                tracks[learner.code] = code
            for r, k, weeks in one["blocks"]:
                department = problem.departments[k]
                discipline = problem.disciplines[department.discipline]
                requirement = problem.requirements[r].code
                rows.append(Assignment(learner.code, requirement, discipline, department.code, tuple(weeks)))
    return Plan(tuple(sorted(rows, key=lambda row: (row.learner, row.periods))), tracks)
