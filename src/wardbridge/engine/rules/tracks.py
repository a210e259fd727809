"""The track is the learner's, its requirements and no other's are done, and only at its sites."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("track", "track-site", "track-requirement")


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """A track that is not the learner's or not named, and blocks outside of it."""
    for i, blocks in enumerate(view.blocks):
        learner, tau = problem.learners[i], view.tracks[i]
        if blocks and (tau is None or learner.track not in {None, tau}):
            yield Violation("track", (learner.code,), params={"track": _code(problem, i, tau)})
        if tau is None:
            continue
        track = problem.programmes[learner.programme].tracks[tau]
        for block in blocks:
            department = problem.departments[block.department]
            site = problem.sites[department.site]
            if department.site not in track.sites:
                yield Violation(
                    "track-site", (learner.code,), department.code, site, block.periods, params={"track": track.code}
                )
            if block.requirement is not None and problem.requirements[block.requirement].track not in {None, tau}:
                yield Violation(
                    "track-requirement",
                    (learner.code,),
                    department.code,
                    site,
                    block.periods,
                    params={"track": track.code, "requirement": problem.requirements[block.requirement].code},
                )


def _code(problem: Problem, learner: int, track: int | None) -> str:
    return "" if track is None else problem.programmes[problem.learners[learner].programme].tracks[track].code
