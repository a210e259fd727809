"""What a learner shows and what is decided of it: each act audited, nobody his own judge (invariant 7)."""

from __future__ import annotations

from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.cohorts.models import Enrolment
from wardbridge.compliance import events
from wardbridge.compliance.domain import papers
from wardbridge.compliance.enums import ItemState, Verifier
from wardbridge.compliance.models import Gate, Item
from wardbridge.core import audit, errors
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.notices import texts
from wardbridge.notices.domain.telling import Recipient, tell

NOT_YOURS = errors.text("item-not-yours", _("You send only your own papers."))
SITE_CONFIRMS = errors.text(
    "item-site-confirms", _("The practice site confirms this itself; there is nothing to send.")
)
PAST = errors.text("item-past", _("It expired on {found} already."))
NOT_ALLOWED = errors.text("item-not-allowed", _("Only the office of the learner's school decides on this."))
NOT_SITE = errors.text("item-not-site", _("Only the office of the practice site confirms this."))
OWN = errors.text("item-own", _("Nobody decides on his own papers."))
NO_WORDS = errors.text("item-words", _("Say why: the learner reads it."))
NO_DAY = errors.text("item-no-day", _("Choose the day until which the placement may go on without it."))
NO_PAPER = errors.text("item-no-paper", _("Nothing was sent yet that could be verified."))


@transaction.atomic
def submit(
    *, actor: Actor, gate: Gate, enrolment: Enrolment, file: File[bytes], valid_until: date | None = None
) -> Item:
    """The learner sends a paper; it replaces what he sent before and waits for his school.

    Raises
    ------
    Refused
        ``item-not-yours``, ``item-site-confirms``, ``item-past``, and what the file itself is refused for.
    """
    if actor.user_id is None or enrolment.person.user_id != actor.user_id:
        raise Refused.because(NOT_YOURS)
    if gate.verifier == Verifier.SITE:
        raise Refused.because(SITE_CONFIRMS)
    if valid_until is not None and valid_until < actor.on:
        raise Refused.because(PAST, found=valid_until.isoformat())
    paper = papers.keep(file)
    row, before = _locked(gate, enrolment)
    replaced = row.paper
    row.state, row.paper, row.valid_until, row.words = ItemState.SUBMITTED, paper, valid_until, ""
    row.submitted, row.decided, row.decided_by = timezone.now(), None, None
    row.save()
    if replaced is not None:
        replaced.delete()
    audit.record(actor=actor, verb="compliance.submit", target=row, before=before, after=_said(row))
    return row


def verify(*, actor: Actor, item: Item) -> Item:
    """The school has looked at the paper and finds it good."""
    if item.state != ItemState.SUBMITTED:
        raise Refused.because(NO_PAPER)
    return _by_school(actor, item.gate, item.enrolment, ItemState.VERIFIED, "", item.valid_until)


def reject(*, actor: Actor, item: Item, words: str) -> Item:
    """The school can't accept the paper; the learner is told why."""
    if not words.strip():
        raise Refused.because(NO_WORDS)
    return _by_school(actor, item.gate, item.enrolment, ItemState.REJECTED, words, item.valid_until)


def clear_until(*, actor: Actor, gate: Gate, enrolment: Enrolment, day: date | None, words: str) -> Item:
    """Let the learner start although the paper is not there yet, until a day, with the reason."""
    if not words.strip():
        raise Refused.because(NO_WORDS)
    if day is None:
        raise Refused.because(NO_DAY)
    if day < actor.on:
        raise Refused.because(PAST, found=day.isoformat())
    return _by_school(actor, gate, enrolment, ItemState.TEMPORARY, words, day)


def exempt(*, actor: Actor, gate: Gate, enrolment: Enrolment, words: str) -> Item:
    """Free the learner of the gate, with the reason and who says so."""
    if not words.strip():
        raise Refused.because(NO_WORDS)
    return _by_school(actor, gate, enrolment, ItemState.EXEMPT, words, None)


@transaction.atomic
def confirm_seen(*, actor: Actor, gate: Gate, enrolment: Enrolment) -> Item:
    """The practice site confirms what it has seen itself (an induction)."""
    if gate.verifier != Verifier.SITE or not actor.is_office(gate.owner_id):
        raise Refused.because(NOT_SITE)
    return _decided(actor, gate, enrolment, ItemState.VERIFIED, "", None)


@transaction.atomic
def _by_school(  # noqa: PLR0917 - the parts of one decision
    actor: Actor, gate: Gate, enrolment: Enrolment, state: ItemState, words: str, until: date | None
) -> Item:
    if not actor.is_office(enrolment.programme.school_id):
        raise Refused.because(NOT_ALLOWED)
    if actor.user_id is not None and enrolment.person.user_id == actor.user_id:
        raise Refused.because(OWN)
    return _decided(actor, gate, enrolment, state, words, until)


def _decided(  # noqa: PLR0917 - the parts of one decision
    actor: Actor, gate: Gate, enrolment: Enrolment, state: ItemState, words: str, until: date | None
) -> Item:
    row, before = _locked(gate, enrolment)
    row.state, row.words, row.valid_until = state, words.strip()[:300], until
    row.decided, row.decided_by = timezone.now(), actor.user
    row.save()
    audit.record(actor=actor, verb=f"compliance.{state}", target=row, before=before, after=_said(row))
    kind = {ItemState.REJECTED: events.REJECTED, ItemState.VERIFIED: events.VERIFIED}.get(state)
    if kind and gate.verifier == Verifier.SCHOOL:
        person = enrolment.person
        said = {
            "gate": texts.name_of(gate),
            "school": texts.name_of(enrolment.programme.school),
            "words": row.words,
        }
        tell(kind=kind, recipients=[Recipient(person.user, person.email)], params=said, link="/papers/")
    return row


def _locked(gate: Gate, enrolment: Enrolment) -> tuple[Item, dict[str, str | None] | None]:
    """The row of this gate and learner, locked, and what it said; a new row said nothing."""
    row, made = Item.unscoped.get_or_create(gate=gate, enrolment=enrolment, defaults={"state": ItemState.SUBMITTED})
    row = Item.unscoped.select_for_update().get(pk=row.pk)
    return row, None if made else _said(row)


def _said(row: Item) -> dict[str, str | None]:
    until = row.valid_until.isoformat() if row.valid_until else None
    return {"state": row.state, "valid_until": until, "words": row.words}
