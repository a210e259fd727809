"""A requirement begins only when all those it comes after are done."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView, begun_and_done

CODES = ("order",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Blocks that begin before their predecessors are done in full."""
    for i, blocks in enumerate(view.blocks):
        held = problem.index.requirements[problem.learners[i].programme, view.tracks[i] or 0]
        for block in blocks:
            if block.requirement is None:
                continue
            for before in problem.requirements[block.requirement].after:
                if before not in held:
                    continue
                first = problem.requirements[before]
                had = problem.index.credits.get(i, {}).get(before, frozenset())
                if had is None:
                    continue
                earlier = [b for b in view.blocks_of(i, before) if b.periods[-1] < block.periods[0]]
                done = begun_and_done(first, earlier)[1] + len(had)
                if done < first.choose:
                    yield Violation(
                        "order",
                        (problem.learners[i].code,),
                        problem.departments[block.department].code,
                        periods=block.periods,
                        found=done,
                        allowed=first.choose,
                        params={
                            "requirement": problem.requirements[block.requirement].code,
                            "before": first.code,
                        },
                    )
