"""From the sample's rows to published schedules in the database; what stands already is left as it is."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone

from wardbridge.cli.console import Refusal
from wardbridge.cli.demonstration import agreements, ceremony, exchange, fictitious, intake, memory, requests
from wardbridge.cli.demonstration.organisations import COORDINATOR, authority, coordinator
from wardbridge.cli.language import _
from wardbridge.cli.processes import python
from wardbridge.cli.progress import Tell, sentence_of
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.plan import Assignment, Plan, Progress
from wardbridge.planning.domain import imports, runs
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Draft, Round, Run
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.models import Current, Placement, Version


def published(sample: RoundBook, year: RoundBook, tell: Tell, log: Path, longest: float) -> Version:
    """The version of the sample round that holds; with it Uong Bi's year and the round under way, made when not there.

    Raises
    ------
    Refusal
        When the platform refuses a step; says which and why.
    """
    owner = authority()
    actor = Actor.of(coordinator(owner))
    tell(_("Storing"))
    today = timezone.localdate()
    rounds = [imports.apply(actor=actor, owner=owner, book=book) for book in (sample, year)]
    running = Round.unscoped.filter(owner=owner, code=intake.CODE).first()
    running = running or imports.apply(actor=actor, owner=owner, book=intake.book(today))
    agreements.sign_all()
    agreements.sign_for(year)
    ceremony.hold()
    memory.remember()
    exchange.send_and_receive(today)
    try:
        fictitious.prepare(running, today)
        for round_, run in _runs(actor, [*rounds, running], tell, log, longest).items():
            tell(_("Publishing"))
            publishing.publish(actor=actor, draft=_draft(run, log), reason=_("First version"))
            if round_ == running:
                fictitious.afterwards(running)
        requests.ask(running)
    except Refused as error:
        raise Refusal(_("The platform refused:"), *(f"  {text}" for text in error.texts)) from error
    return Current.objects.select_related("version").get(round=rounds[0]).version


def _runs(actor: Actor, rounds: Sequence[Round], tell: Tell, log: Path, longest: float) -> dict[Round, Run]:
    """Runs of the rounds that have no schedule yet, by the queue's worker, as the run page would start them."""
    held = set(Current.objects.filter(round__in=rounds).values_list("round", flat=True))
    found = {}
    for round_ in rounds:
        if round_.pk not in held:
            waiting = Run.unscoped.filter(round=round_, state__in=runs.UNDER_WAY).order_by("-number").first()
            found[round_] = waiting or runs.request(actor=actor, round=round_, time_limit=longest)
    if found:
        _work(next(iter(found.values())), tell, log)
    return found


def _work(run: Run, tell: Tell, log: Path) -> None:
    """Let the worker do all that waits, and show how `run` goes."""
    with log.open("ab") as file:
        worker = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            python("django", "worker", "--batch"), stdout=file, stderr=file, env=os.environ
        )
        try:
            while worker.poll() is None:
                _show(run, tell)
                time.sleep(0.3)
        finally:
            if worker.poll() is None:
                worker.terminate()
                worker.wait()


def _draft(run: Run, log: Path) -> Draft:
    draft = Draft.unscoped.filter(run=run, state=DraftState.OPEN).select_related("round__owner").first()
    if draft is None:
        raise Refusal(_("The platform's run made no plan; {log} says why.").format(log=log), exit_code=3)
    return draft


def _show(run: Run, tell: Tell) -> None:
    run.refresh_from_db(fields=["curve"])
    if run.curve:
        tell(sentence_of(Progress(**run.curve[-1])))


def deliver(log: Path) -> None:
    """Let the worker do all that waits: notices for those who have an account by now, e-mails."""
    with log.open("ab") as file:
        subprocess.run(  # noqa: S603 - our own interpreter and module
            python("django", "worker", "--batch"), stdout=file, stderr=file, env=os.environ, check=False
        )


def plan_of(version: Version) -> Plan:
    """The published placements as the engine's rows, without the tracks."""
    rows = Placement.unscoped.filter(version=version).select_related("enrolment", "department", "discipline")
    return Plan(
        tuple(
            Assignment(
                row.enrolment.code, row.requirement, row.discipline.code, row.department.code, tuple(row.periods)
            )
            for row in rows.order_by("enrolment__code", "first")
        )
    )


__all__ = ["COORDINATOR", "deliver", "plan_of", "published"]
