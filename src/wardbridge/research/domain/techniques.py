"""Techniques: from a need to a hospital that does it alone, each step on its day with its proof (invariant 12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.agreements.models import Agreement
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department
from wardbridge.research import messages
from wardbridge.research.enums import STEP_NEXT, Step
from wardbridge.research.models import MonthOfCases, Technique, TechniqueStep, Trained

IN_USE = (Step.PROCTORED, Step.APPROVED, Step.LIVE, Step.INDEPENDENT, Step.SUSTAINED)
"""Steps at which there may be cases: under guidance before the approval, then in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a hospital wants to learn, and why."""

    code: str
    name_vi: str
    need: str
    name_en: str = ""
    name_fr: str = ""
    synthetic: bool = False


def state_need(
    *,
    actor: Actor,
    owner: Organisation,
    source: Organisation,
    wish: Wish,
    on: date,
    department: Department | None = None,
    agreement: Agreement | None = None,
) -> Technique:
    """The need of `owner` for a technique of `source`'s; Refused ``research-same``, ``research-number-taken``."""
    if not actor.is_office(owner):
        raise PermissionDenied
    if agreement is not None and not Agreement.objects.visible_to(actor).filter(pk=agreement.pk).exists():
        raise PermissionDenied
    if department is not None and department.site.organisation_id != owner.pk:
        raise PermissionDenied
    if owner.pk == source.pk:
        raise Refused.because(messages.SAME)
    with transaction.atomic():
        if Technique.unscoped.filter(owner=owner, code=wish.code).exists():
            raise Refused.because(messages.NUMBER, found=wish.code)
        row = Technique.unscoped.create(
            owner=owner, source=source, department=department, agreement=agreement, **asdict(wish)
        )
        _reached(actor, row, Step.NEED, on, wish.need)
    return row


def train(*, actor: Actor, technique: Technique, post: str, people: int, where: Organisation, on: date) -> Trained:
    """Write down who was trained: how many of a post, where, until when."""
    _must_keep(actor, technique)
    if people < 1:
        raise Refused.because(messages.POSITIVE, found=people, allowed=1)
    _must_be_past(actor, on)
    with transaction.atomic():
        row = Trained.unscoped.create(technique=technique, post=post.strip(), people=people, where=where, on=on)
        said = {"post": row.post, "people": people, "where": where.code, "on": on}
        audit.record(actor=actor, verb="technique.train", target=technique, after=said)
    return row


def reach(
    *,
    actor: Actor,
    technique: Technique,
    step: str,
    on: date,
    proof: str,
    first_case: date | None = None,
    outcome: str = "",
) -> Technique:
    """Say that the next step was reached.

    `first_case` is asked for when the technique comes into use; `outcome` when it is independent or ends.

    Raises
    ------
    PermissionDenied
    Refused
        ``research-state``, and all that lacks at once: ``research-proof``, ``research-future``,
        ``research-backwards``, ``research-nobody-trained``, ``research-no-case``, ``research-case-early``,
        ``research-guided``, ``research-outcome``.
    """
    _must_keep(actor, technique)
    with transaction.atomic():
        row = Technique.unscoped.select_for_update(of=("self",)).get(pk=technique.pk)
        wanted = Step(step)
        if wanted not in STEP_NEXT.get(row.step, ()):
            words = {"found": str(Step(row.step).label), "wanted": str(wanted.label)}
            raise Refused.because(messages.STATE, **words)
        first_case = first_case or row.first_case
        outcome = outcome.strip() or row.outcome
        reasons = [*_dates(actor, row, on, proof), *_lacking(row, wanted, first_case, outcome)]
        if reasons:
            raise Refused(reasons)
        row.step, row.outcome = wanted, outcome
        row.first_case = first_case if wanted == Step.LIVE else row.first_case
        row.save(update_fields=["step", "outcome", "first_case"])
        _reached(actor, row, wanted, on, proof)
    return row


def count_cases(
    *, actor: Actor, technique: Technique, month: date, cases: int, guided: int = 0, complications: int = 0
) -> MonthOfCases:
    """Cases of a month, entered anew when they stood already; numbers alone, no patient.

    Raises
    ------
    PermissionDenied
    Refused
        ``research-not-live``, ``research-month``, ``research-cases``.
    """
    _must_keep(actor, technique)
    first = month.replace(day=1)
    if technique.step not in IN_USE:
        raise Refused.because(messages.NOT_LIVE, found=str(Step(technique.step).label))
    began = _on(technique, Step.PROCTORED)
    if first > actor.on or (began and first < began.replace(day=1)):
        raise Refused.because(messages.MONTH, found=f"{first:%m/%Y}")
    for part in (guided, complications):
        if part > cases:
            raise Refused.because(messages.CASES, found=part, allowed=cases)
    values = {"cases": cases, "guided": guided, "complications": complications}
    with transaction.atomic():
        row, _made = MonthOfCases.unscoped.update_or_create(technique=technique, month=first, defaults=values)
        audit.record(actor=actor, verb="technique.cases", target=technique, after={"month": first, **values})
    return row


def _dates(actor: Actor, row: Technique, on: date, proof: str) -> Iterator[Reason]:
    if not proof.strip():
        yield Reason(messages.PROOF)
    if on > actor.on:
        yield Reason(messages.FUTURE, {"found": _day(on)})
    before = _on(row, Step(row.step))
    if before and on < before:
        yield Reason(messages.BACKWARDS, {"found": _day(on), "allowed": _day(before)})


def _lacking(row: Technique, wanted: Step, first_case: date | None, outcome: str) -> Iterator[Reason]:
    """What the step needs and is not there."""
    if wanted == Step.TRAINED and not Trained.unscoped.filter(technique=row).exists():
        yield Reason(messages.NOBODY)
    if wanted == Step.LIVE:
        approved = _on(row, Step.APPROVED)
        if first_case is None:
            yield Reason(messages.NO_CASE)
        elif approved and first_case < approved:
            yield Reason(messages.CASE_EARLY, {"found": _day(first_case), "allowed": _day(approved)})
    if wanted == Step.INDEPENDENT:
        newest = MonthOfCases.unscoped.filter(technique=row, cases__gt=0).order_by("-month").first()
        if newest is not None and newest.guided:
            yield Reason(messages.GUIDED, {"found": newest.guided})
    if wanted in {Step.INDEPENDENT, Step.SUSTAINED, Step.STOPPED} and not outcome:
        yield Reason(messages.OUTCOME)


def _on(row: Technique, step: Step) -> date | None:
    """The day on which a step was reached."""
    found = TechniqueStep.unscoped.filter(technique=row, step=step).values_list("on", flat=True)
    return found.last()


def _reached(actor: Actor, row: Technique, step: Step, on: date, proof: str) -> None:
    _must_be_past(actor, on)
    TechniqueStep.unscoped.create(technique=row, step=step, on=on, proof=proof.strip()[:300], actor=actor.user)
    audit.record(actor=actor, verb="technique.step", target=row, after={"step": step, "on": on, "proof": proof})


def _must_be_past(actor: Actor, on: date) -> None:
    if on > actor.on:
        raise Refused.because(messages.FUTURE, found=_day(on))


def _must_keep(actor: Actor, technique: Technique) -> None:
    if not actor.is_office(technique.owner_id):
        raise PermissionDenied


def _day(value: date) -> str:
    return f"{value:%d/%m/%Y}"
