"""Preparing the language: courses and tests until the level that the stay requires, and who is late."""

from __future__ import annotations

from datetime import date

from django.core.files.base import File
from django.db import transaction

from wardbridge.compliance.domain import papers
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.exchange import messages
from wardbridge.exchange.domain import path
from wardbridge.exchange.domain.access import locked, must_act_for
from wardbridge.exchange.enums import PREPARING, FellowshipState, LanguageEvent, Side
from wardbridge.exchange.models import Fellowship, LanguageEntry, LanguagePlan
from wardbridge.rulekit.eligibility import CEFR_RANK
from wardbridge.rulekit.languages import Cefr


def enter(
    *,
    actor: Actor,
    fellowship: Fellowship,
    kind: LanguageEvent,
    name: str,
    on: date,
    result: str = "",
    certificate: File[bytes] | None = None,
) -> LanguageEntry:
    """A course or a test, planned or past; a test of the past may have its result and certificate.

    Raises
    ------
    Refused
        ``language-level``, ``fellowship-not-side``, and what the file itself is refused for.
    """
    if result and result not in set(Cefr):
        raise Refused.because(messages.LEVEL, found=result, allowed=", ".join(Cefr))
    with transaction.atomic():
        row = locked(fellowship, *PREPARING)
        must_act_for(actor, row, (Side.FELLOW, Side.SENDER))
        plan = LanguagePlan.unscoped.select_for_update(of=("self",)).get(fellowship=row)
        paper = papers.keep(certificate) if certificate is not None else None
        made = LanguageEntry.unscoped.create(
            plan=plan, kind=kind, name=name.strip()[:160], on=on, result=result, paper=paper
        )
        said = {"kind": kind, "name": made.name, "on": on, "result": result}
        audit.record(actor=actor, verb="fellowship.language", target=row, after=said)
    return made


def best(plan: LanguagePlan) -> str:
    """The highest level that a test reached; what was said at the start when there is none."""
    reached = LanguageEntry.unscoped.filter(plan=plan, kind=LanguageEvent.TEST).exclude(result="")
    return max((one.result for one in reached), key=lambda level: CEFR_RANK[Cefr(level)], default=plan.now)


def is_ready(plan: LanguagePlan) -> bool:
    """Whether a test reached the level required."""
    rows = LanguageEntry.unscoped.filter(plan=plan, kind=LanguageEvent.TEST).exclude(result="")
    return any(CEFR_RANK[Cefr(one.result)] >= CEFR_RANK[Cefr(plan.required)] for one in rows)


def confirm(*, actor: Actor, fellowship: Fellowship) -> Fellowship:
    """The sending office says that the language is ready: a test reached the level, or the degree was in French.

    Raises
    ------
    Refused
        ``fellowship-language``.
    """
    with transaction.atomic():
        row = locked(fellowship, *PREPARING)
        must_act_for(actor, row, (Side.SENDER,))
        step = path.step_of(row, FellowshipState.LANGUAGE_READY, actor=actor)
        plan = LanguagePlan.unscoped.get(fellowship=row)
        taught = row.application is not None and row.application.degree_in_french
        if not taught and not is_ready(plan):
            raise Refused.because(messages.LANGUAGE_LOW, found=best(plan) or "–", allowed=plan.required)
        path.complete(actor=actor, row=row, step=step, on=actor.on)
    return row
