"""What the host does: it answers a nomination, says who is responsible for what, and confirms the arrival."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.exchange import messages
from wardbridge.exchange.domain import path
from wardbridge.exchange.domain.access import locked, must_act_for
from wardbridge.exchange.enums import PATH, PREPARING, Answer, DeclineReason, FellowshipState, Side
from wardbridge.exchange.models import Fellowship, HostDecision, Step


def answer(
    *, actor: Actor, fellowship: Fellowship, answer: Answer, reason: DeclineReason | None = None, words: str = ""
) -> HostDecision:
    """Accept, accept with conditions, or decline; once, by the host's office.

    Raises
    ------
    PermissionDenied
    Refused
        ``fellowship-not-side``, ``fellowship-state``, ``fellowship-step-done``, ``fellowship-reason``,
        ``exchange-words`` (conditions, or a decline for another reason, without words).
    """
    if answer == Answer.DECLINED and reason is None:
        raise Refused.because(messages.REASON_CODE)
    if not words.strip() and (answer == Answer.CONDITIONS or reason == DeclineReason.OTHER):
        raise Refused.because(messages.NO_WORDS)
    with transaction.atomic():
        row = locked(fellowship, *PREPARING)
        step = path.step_of(row, FellowshipState.HOST_ACCEPTED, actor=actor)
        made = HostDecision.unscoped.create(
            fellowship=row, answer=answer, reason=reason or "", words=words.strip()[:500], by=actor.user
        )
        if answer == Answer.DECLINED:
            said = {"answer": answer, "reason": made.reason, "words": made.words}
            audit.record(actor=actor, verb="fellowship.decline", target=row, after=said)
            path.move(actor, row, FellowshipState.DECLINED, str(DeclineReason(made.reason).label))
        else:
            path.complete(actor=actor, row=row, step=step, on=actor.on, words=made.words)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the convention states (FR-09); a blank practitioner is "name not recorded", his post is not."""

    objectives: str = ""
    criteria: str = ""
    unit: str = ""
    post: str = ""
    practitioner: str = ""


def describe(*, actor: Actor, fellowship: Fellowship, terms: Terms) -> Fellowship:
    """Write what the papers of the stay say; either office."""
    with transaction.atomic():
        row = locked(fellowship, *PATH)
        must_act_for(actor, row, (Side.SENDER, Side.HOST))
        said = asdict(terms)
        before = {name: getattr(row, name) for name in said}
        for name, value in said.items():
            setattr(row, name, value.strip())
        row.save(update_fields=list(said))
        audit.record(actor=actor, verb="fellowship.describe", target=row, before=before, after=said)
    return row


def arrive(*, actor: Actor, fellowship: Fellowship, on: date, words: str = "") -> Fellowship:
    """The host confirms that the fellow is there; every step before is done.

    Raises
    ------
    Refused
        ``fellowship-early``, ``fellowship-future``, ``fellowship-not-side``, ``fellowship-state``.
    """
    with transaction.atomic():
        row = locked(fellowship, *PREPARING)
        step = path.step_of(row, FellowshipState.ARRIVED, actor=actor)
        waiting = Step.unscoped.filter(fellowship=row, done_on=None).exclude(pk=step.pk)
        if waiting:
            names = ", ".join(str(FellowshipState(one.kind).label) for one in waiting)
            raise Refused.because(messages.EARLY, found=names)
        path.complete(actor=actor, row=row, step=step, on=on, words=words)
    return row
