"""The path of a fellowship: its steps with who acts by when, and the state that follows from the steps done.

Steps may be done in any order (a language test comes before the funding); the state is the last step up to which
everything is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from django.db import transaction

from wardbridge.agreements.models import Quota
from wardbridge.compliance.models import Paper
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.exchange import events, messages
from wardbridge.exchange.domain import places
from wardbridge.exchange.domain.access import locked, must_act_for, offices, oneself
from wardbridge.exchange.enums import PATH, PREPARING, FellowshipState, Side
from wardbridge.exchange.models import Application, Fellowship, LanguagePlan, Move, Step
from wardbridge.institutions.models import Department
from wardbridge.notices import texts
from wardbridge.notices.domain.telling import tell
from wardbridge.people.models import Person
from wardbridge.rulebook.domain.books import book
from wardbridge.rulekit.eligibility import FRANCE
from wardbridge.rulekit.languages import Cefr
from wardbridge.rulekit.law import RuleUnknown


@dataclass(frozen=True, slots=True)
class Rule:
    """Who takes a step, and how many days before the stay begins it is due."""

    side: Side
    days: int


RULES: Mapping[FellowshipState, Rule] = MappingProxyType(
    {
        FellowshipState.HOST_ACCEPTED: Rule(Side.HOST, 120),
        FellowshipState.FUNDED: Rule(Side.SENDER, 100),
        FellowshipState.LANGUAGE_READY: Rule(Side.FELLOW, 90),
        FellowshipState.VISA: Rule(Side.FELLOW, 30),
        FellowshipState.ARRIVED: Rule(Side.HOST, 0),
    }
)
"""The steps after nomination. The days are ours: the visa wants the signed papers, which are due two months before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Whom a nomination puts forward, where and when."""

    person: Person
    quota: Quota
    first: date
    last: date
    track: str
    application: Application | None = None
    department: Department | None = None
    synthetic: bool = False


def begin(*, actor: Actor, stay: Stay, waived: str = "") -> Fellowship:
    """The record of a nomination with its steps, in the running transaction; `nominating` has checked the quota."""
    quota = stay.quota
    row = Fellowship.unscoped.create(
        application=stay.application,
        person=stay.person,
        sender=quota.sender,
        host=quota.host,
        department=stay.department,
        discipline=quota.discipline or (stay.department.discipline if stay.department else None),
        quota=quota,
        who=quota.who,
        track=stay.track,
        first=stay.first,
        last=stay.last,
        waived=waived,
        synthetic=stay.synthetic,
    )
    Step.unscoped.bulk_create(
        Step(fellowship=row, kind=kind, side=rule.side, due=row.first - timedelta(days=rule.days), order=order)
        for order, (kind, rule) in enumerate(RULES.items(), 1)
    )
    due = row.first - timedelta(days=RULES[FellowshipState.LANGUAGE_READY].days)
    now = stay.application.cefr if stay.application else ""
    LanguagePlan.unscoped.create(fellowship=row, now=now, required=required_level(row), due=due)
    Move.unscoped.create(fellowship=row, after=FellowshipState.NOMINATED, reason=waived, by=actor.user)
    said = {"person": str(row.person.uid), "host": row.host.code, "first": row.first, "last": row.last}
    audit.record(actor=actor, verb="fellowship.nominate", target=row, after={**said, "waived": waived})
    return row


def reschedule(row: Fellowship) -> None:
    """Bring the due days of what is not done yet to the stay's first day; in the running transaction."""
    for step in Step.unscoped.filter(fellowship=row, done_on=None):
        step.due = row.first - timedelta(days=RULES[FellowshipState(step.kind)].days)
        step.save(update_fields=["due"])
    due = row.first - timedelta(days=RULES[FellowshipState.LANGUAGE_READY].days)
    LanguagePlan.unscoped.filter(fellowship=row).update(due=due)


def required_level(row: Fellowship) -> str:
    """The level the stay asks for: the agreement's, else the law's (FR-04) on its first day."""
    if row.quota is not None and row.quota.cefr:
        return row.quota.cefr
    try:
        least = book(FRANCE).pack.at("FR-04", row.first).figures["least"]
    except RuleUnknown:
        return Cefr.B2
    return list(Cefr)[least - 1]


def step_of(row: Fellowship, kind: FellowshipState, *, actor: Actor) -> Step:
    """The step, held and not done yet, for one whose step it is (the sending office may act for its fellow)."""
    step = Step.unscoped.select_for_update(of=("self",)).get(fellowship=row, kind=kind)
    sides = {Side(step.side)} | ({Side.SENDER} if step.side == Side.FELLOW else set())
    must_act_for(actor, row, sides)
    if step.done_on is not None:
        raise Refused.because(messages.STEP_DONE)
    return step


def complete(
    *, actor: Actor, row: Fellowship, step: Step, on: date, words: str = "", paper: Paper | None = None
) -> None:
    """Write the step down as done and bring the state up; in the running transaction, both rows held."""
    if on > actor.on:
        raise Refused.because(messages.FUTURE, found=f"{on:%d/%m/%Y}")
    step.done_on, step.done_by, step.words = on, actor.user, words.strip()[:300]
    if paper is not None:
        step.paper = paper
    step.save()
    audit.record(actor=actor, verb=f"fellowship.{step.kind}", target=row, after={"on": on, "words": step.words})
    after = reached(row)
    if after != row.state:
        move(actor, row, after)


def reached(row: Fellowship) -> FellowshipState:
    """The last state up to which every step is done."""
    done = set(Step.unscoped.filter(fellowship=row).exclude(done_on=None).values_list("kind", flat=True))
    state = PATH[0]
    for kind in PATH[1:]:
        if kind not in done:
            break
        state = kind
    return state


def move(actor: Actor, row: Fellowship, after: FellowshipState, reason: str = "") -> None:
    """Store a change of state, with its place in the timeline; the fellow and both offices are told."""
    before = row.state
    row.state = after
    row.save(update_fields=["state"])
    Move.unscoped.create(fellowship=row, before=before, after=after, reason=reason.strip()[:300], by=actor.user)
    params = {"person": row.person.full_name, "state": events.label(after), "host": texts.name_of(row.host)}
    told = [*offices(row.sender, actor), *offices(row.host, actor), oneself(row.person)]
    tell(kind=events.MOVED, recipients=told, params=params, link=address(row))


def withdraw(*, actor: Actor, fellowship: Fellowship, reason: str) -> Fellowship:
    """The fellow or the sending office gives the place up before arrival; quota and department are free again."""
    if not reason.strip():
        raise Refused.because(messages.NO_WORDS)
    with transaction.atomic():
        row = locked(fellowship, *PREPARING)
        must_act_for(actor, row, (Side.FELLOW, Side.SENDER))
        audit.record(actor=actor, verb="fellowship.withdraw", target=row, after={"reason": reason.strip()})
        places.release(row, actor.on)
        move(actor, row, FellowshipState.WITHDRAWN, reason)
    return row


def address(row: Fellowship) -> str:
    """The path of the page of a fellowship."""
    return f"/mobility/fellowships/{row.uid}/"
