"""After a run: why each learner is where he is, or how everyone could be placed; kept as data for the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wardbridge.core import jobs
from wardbridge.core.actors import Actor
from wardbridge.core.jobs import JobHandle
from wardbridge.planning.bridge import CancelFlag, explanations, ways_out
from wardbridge.planning.domain import others
from wardbridge.planning.domain.drafts import Judged, judge_draft
from wardbridge.planning.enums import RunStatus
from wardbridge.planning.models import Draft, Explanation, Run

KIND = "planning.explain"
BATCH = 300


def request(*, actor: Actor, run: Run) -> None:
    """Queue the explanations of a run that has ended, in the running transaction; nothing for one without a plan."""
    if run.status in {RunStatus.OPTIMAL, RunStatus.GAP, RunStatus.INFEASIBLE} and not run.changes:
        jobs.start(kind=KIND, actor=actor, organisation=run.round.owner, payload={"run": str(run.uid)})


@jobs.job(KIND, queue="long")
def work(handle: JobHandle) -> Mapping[str, Any] | None:
    """The worker's part: explain the plan of the run's draft, or find ways out where someone is left out."""
    run = Run.unscoped.select_related("round").get(uid=handle.payload["run"])
    draft = Draft.unscoped.select_related("round").filter(run=run).order_by("number").first()
    if draft is None:
        return None
    judged = judge_draft(draft)
    problem = others.beside(judged.round.problem, others.snapshot_from(run.snapshot, run.held))
    stop = CancelFlag(lambda: handle.cancelled)
    if judged.points.unplaced or run.status == RunStatus.INFEASIBLE:
        ways = ways_out(problem, judged.plan, seed=run.seed, stop=stop)
        with handle.finish(result={"ways": len(ways)}):
            Run.unscoped.filter(pk=run.pk).update(ways=ways)
        return None
    said = explanations(problem, judged.plan, seed=run.seed, stop=stop)
    with handle.finish(result={"explained": len(said)}):
        Explanation.unscoped.filter(run=run).delete()
        Explanation.unscoped.bulk_create(_rows(run, judged, said), batch_size=BATCH)
    return None


def _rows(run: Run, judged: Judged, said: Mapping[str, list[dict[str, Any]]]) -> Iterable[Explanation]:
    blocks: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for row in judged.plan.assignments:
        blocks.setdefault(row.learner, []).append((row.department, row.periods))
    for code, statements in said.items():
        pk = judged.round.participants[code]
        yield Explanation(run=run, participant_id=pk, said=statements, blocks=signature(blocks.get(code, ())))


def signature(blocks: Iterable[tuple[str, Iterable[int]]]) -> list[list[Any]]:
    """Blocks as an explanation keeps them: [department's code, periods] in time order."""
    return sorted(([code, list(periods)] for code, periods in blocks), key=lambda block: block[1])
