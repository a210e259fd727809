"""Applying: what somebody says of himself, the papers he sends, and sending it all before the deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from wardbridge.compliance.domain import papers
from wardbridge.compliance.models import Paper
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.exchange import events, messages
from wardbridge.exchange.domain import consents, eligibility
from wardbridge.exchange.domain.access import locked_application, must_be, must_lead, offices, oneself
from wardbridge.exchange.domain.calls import clock
from wardbridge.exchange.enums import ApplicationState, PaperKind, Purpose
from wardbridge.exchange.models import Application, Asked, Call, Place, Proof, Wish
from wardbridge.institutions.models import Department
from wardbridge.notices import texts
from wardbridge.notices.domain.telling import tell
from wardbridge.people.models import Person

EXPIRING = {PaperKind.PASSPORT, PaperKind.INSURANCE}
"""Papers whose last day must be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an applicant says of himself."""

    profession: str
    department: Department | None = None
    semesters_left: int | None = None
    cefr: str = ""
    degree_in_french: bool = False
    months_before: int = 0
    diploma_ended: date | None = None
    no_acts: bool = False


def begin(*, actor: Actor, call: Call, person: Person, said: Said, wishes: Sequence[Place]) -> Application:
    """Begin an application, or write its draft anew; `wishes` are places of the call, the dearest first.

    Raises
    ------
    Refused
        ``application-not-yours``, ``application-late``, ``application-sent``, ``application-no-wish``.
    """
    must_be(actor, person)
    _in_time(call, timezone.now())
    if not wishes:
        raise Refused.because(messages.NO_WISH)
    with transaction.atomic():
        key = {"call": call, "person": person}
        found, _made = Application.unscoped.get_or_create(**key, defaults={"profession": said.profession})
        row = _draft(found)
        for name in Said.__dataclass_fields__:
            setattr(row, name, getattr(said, name))
        row.save()
        Wish.unscoped.filter(application=row).delete()
        Wish.unscoped.bulk_create(Wish(application=row, place=place, rank=rank) for rank, place in enumerate(wishes, 1))
        after = {**asdict(said), "department": said.department.code if said.department else None}
        audit.record(actor=actor, verb="application.write", target=row, after=after)
    return row


def attach(
    *, actor: Actor, application: Application, asked: Asked, file: File[bytes], valid_until: date | None = None
) -> Proof:
    """Send a paper, sealed; it replaces the one sent before.

    Raises
    ------
    Refused
        ``application-not-yours``, ``application-sent``, ``application-late``, ``application-no-expiry``,
        ``application-expired``, ``application-ends-early``, and what the file itself is refused for.
    """
    must_be(actor, application.person)
    _in_time(application.call, timezone.now())
    _holds(actor, application.call, asked, valid_until)
    with transaction.atomic():
        row = _draft(application)
        paper = papers.keep(file)
        proof, made = Proof.unscoped.get_or_create(
            application=row, asked=asked, defaults={"paper": paper, "valid_until": valid_until}
        )
        if not made:
            replaced = proof.paper
            proof.paper, proof.valid_until, proof.at = paper, valid_until, timezone.now()
            proof.save()
            if replaced is not None:
                replaced.delete()
        audit.record(
            actor=actor, verb="application.attach", target=row, after={"kind": asked.kind, "valid_until": valid_until}
        )
    return proof


def _holds(actor: Actor, call: Call, asked: Asked, until: date | None) -> None:
    if until is None:
        if asked.until_end or asked.kind in EXPIRING:
            raise Refused.because(messages.NO_EXPIRY)
        return
    if until < actor.on:
        raise Refused.because(messages.EXPIRED, found=f"{until:%d/%m/%Y}")
    if asked.until_end and until < call.last:
        raise Refused.because(messages.ENDS_EARLY, found=f"{until:%d/%m/%Y}", allowed=f"{call.last:%d/%m/%Y}")


def read_paper(*, actor: Actor, proof: Proof) -> tuple[Paper, bytes] | None:
    """A paper of an application that the actor sees; each reading is written down (PD-01)."""
    return papers.unseal(actor=actor, paper=proof.paper, target=proof, verb="application.read")


def share(*, actor: Actor, proof: Proof, shared: bool) -> Proof:
    """The sending office shows a nominated applicant's paper to the host, or no longer."""
    must_lead(actor, proof.application.call)
    with transaction.atomic():
        proof.shared = shared
        proof.save(update_fields=["shared"])
        after = {"paper": proof.asked_id, "shared": shared}
        audit.record(actor=actor, verb="application.share", target=proof.application, after=after)
    return proof


def missing(application: Application) -> list[Asked]:
    """The required papers that were not sent yet."""
    sent = Proof.unscoped.filter(application=application).values("asked")
    return list(Asked.unscoped.filter(call=application.call, required=True).exclude(pk__in=sent))


def send(*, actor: Actor, application: Application, at: datetime | None = None) -> Application:
    """Send it; eligibility is computed at once. `at` is the moment it arrives (now), whatever clock the sender has.

    Raises
    ------
    Refused
        Everything that stands in its way at once: ``application-late``, ``application-missing``,
        ``application-no-consent``, ``application-no-wish``.
    """
    must_be(actor, application.person)
    moment = at or timezone.now()
    _in_time(application.call, moment)
    with transaction.atomic():
        row = _draft(application)
        reasons = list(_lacks(row))
        if reasons:
            raise Refused(reasons)
        row.sent_at = moment
        met = eligibility.eligible(row)
        row.state = ApplicationState.ELIGIBLE if met else ApplicationState.INELIGIBLE
        row.save(update_fields=["sent_at", "state"])
        audit.record(actor=actor, verb="application.send", target=row, after={"state": row.state, "at": moment})
        params = {"call": texts.name_of(row.call)}
        tell(kind=events.RECEIVED, recipients=[oneself(row.person)], params=params, link=address(row))
        tell(kind=events.ARRIVED_AT_OFFICE, recipients=offices(row.call.owner, actor), params=params, link=address(row))
    return row


def withdraw(*, actor: Actor, application: Application) -> Application:
    """The applicant takes it back, until the call is decided."""
    must_be(actor, application.person)
    with transaction.atomic():
        row = locked_application(application)
        if row.state in {ApplicationState.NOMINATED, ApplicationState.NOT_CHOSEN}:
            raise Refused.because(messages.SENT)
        row.state = ApplicationState.WITHDRAWN
        row.save(update_fields=["state"])
        audit.record(actor=actor, verb="application.withdraw", target=row)
    return row


def address(application: Application) -> str:
    """The path of the page of an application."""
    return f"/mobility/applications/{application.uid}/"


def _lacks(row: Application) -> Iterator[Reason]:
    if not Wish.unscoped.filter(application=row).exists():
        yield Reason(messages.NO_WISH)
    if not consents.holds(row.person, row.call.owner, Purpose.SELECTION):
        yield Reason(messages.NO_CONSENT)
    lacking = missing(row)
    if lacking:
        yield Reason(messages.MISSING, {"found": ", ".join(str(one) for one in lacking)})


def _in_time(call: Call, moment: datetime) -> None:
    if not call.takes_at(moment):
        said = {"found": clock(call.deadline, call.zone), "zone": call.zone, "now": clock(moment, call.zone)}
        raise Refused.because(messages.LATE, **said)


def _draft(application: Application) -> Application:
    row = locked_application(application)
    if row.state != ApplicationState.DRAFT:
        raise Refused.because(messages.SENT)
    return row
