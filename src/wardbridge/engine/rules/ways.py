"""A discipline that may be done in several ways is done in one of them, in blocks of the lengths it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import Block, PlanView

CODES = ("blocks-no-way",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Blocks whose lengths are together part of no way."""
    for i, blocks in enumerate(view.blocks):
        found: defaultdict[tuple[int, int | None], list[Block]] = defaultdict(list)
        for block in blocks:
            if block.requirement is not None and problem.requirements[block.requirement].ways:
                found[block.requirement, block.discipline].append(block)
        for (r, _), parts in found.items():
            lengths = [len(block.periods) for block in parts]
            if problem.requirements[r].left(lengths) is None:
                yield Violation(
                    "blocks-no-way",
                    (problem.learners[i].code,),
                    problem.departments[parts[0].department].code,
                    periods=tuple(t for block in parts for t in block.periods),
                    params={
                        "requirement": problem.requirements[r].code,
                        "lengths": " + ".join(map(str, lengths)),
                        "ways": "; ".join(" + ".join(map(str, way)) for way in problem.requirements[r].lengths),
                    },
                )
