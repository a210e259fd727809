"""From the ranking to nominations: within the quota unless waived by name, and with the consent to send the file."""

from __future__ import annotations

from django.db import transaction

from wardbridge.agreements.models import Quota
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.exchange import events, messages
from wardbridge.exchange.domain import consents, path, transfers
from wardbridge.exchange.domain.access import locked_call, must_lead, offices, oneself
from wardbridge.exchange.domain.applying import address
from wardbridge.exchange.domain.calls import used_of
from wardbridge.exchange.enums import ApplicationState, CallState, Purpose
from wardbridge.exchange.models import Application, Call, Fellowship, RankLine
from wardbridge.notices import texts
from wardbridge.notices.domain.telling import tell
from wardbridge.people.models import Person


def nominate(*, actor: Actor, call: Call) -> list[Fellowship]:
    """Nominate everyone whom the ranking gave a place, tell every candidate, and close the call.

    Raises
    ------
    PermissionDenied
    Refused
        ``call-not-open``, ``nomination-consent`` for each who has not agreed that his file goes abroad,
        ``nomination-quota``.
    """
    must_lead(actor, call)
    with transaction.atomic():
        row = locked_call(call)
        if row.state != CallState.RANKED:
            found, allowed = str(CallState(row.state).label), str(CallState.RANKED.label)
            raise Refused.because(messages.NOT_OPEN, found=found, allowed=allowed)
        lines = RankLine.unscoped.filter(ranking__call=row).select_related(
            "application__person", "place__quota__host", "place__department", "place__quota__agreement"
        )
        running = [line for line in lines if line.application.state == ApplicationState.RANKED]
        chosen = [line for line in running if line.place is not None]
        _must_agree(row, chosen)
        made = [_nominated(actor, row, line) for line in chosen]
        for line in running:
            _tell(row, line)
        row.state = CallState.DECIDED
        row.save(update_fields=["state"])
        audit.record(actor=actor, verb="call.nominate", target=row, after={"nominated": len(made)})
    return made


def _must_agree(call: Call, lines: list[RankLine]) -> None:
    """Whose file would leave the country has agreed to it (PD-02, PD-06)."""
    reasons = [
        Reason(messages.NO_TRANSFER_CONSENT, {"found": line.application.person.full_name})
        for line in lines
        if line.place is not None
        and line.place.quota.host.country != call.owner.country
        and not consents.holds(line.application.person, call.owner, Purpose.TRANSFER)
    ]
    if reasons:
        raise Refused(reasons)


def _nominated(actor: Actor, call: Call, line: RankLine) -> Fellowship:
    place = line.place
    assert place is not None  # noqa: S101 - narrowed by the caller
    stay = path.Stay(
        person=line.application.person,
        quota=place.quota,
        first=call.first,
        last=call.last,
        track=call.track,
        application=line.application,
        department=place.department,
        synthetic=call.synthetic,
    )
    Application.unscoped.filter(pk=line.application_id).update(state=ApplicationState.NOMINATED)
    return put_forward(actor=actor, stay=stay)


def put_forward(*, actor: Actor, stay: path.Stay, waived: str = "") -> Fellowship:
    """One nomination under a quota; above it only with a reason by name (invariant 12).

    Two offices that press at once are told apart by the quota's row, which is held.

    Raises
    ------
    Refused
        ``nomination-quota``.
    """
    with transaction.atomic():
        held = Quota.unscoped.select_for_update(of=("self",)).select_related("sender", "host")
        quota = held.get(pk=stay.quota.pk)
        used = used_of(quota)
        if used >= quota.people and not waived.strip():
            raise Refused.because(messages.ABOVE_QUOTA, year=quota.year, allowed=quota.people, found=used)
        row = path.begin(actor=actor, stay=stay, waived=waived.strip()[:300] if used >= quota.people else "")
        transfers.open_for(actor=actor, fellowship=row)
        params = {"person": row.person.full_name, "sender": texts.name_of(row.sender)}
        tell(kind=events.NOMINATED, recipients=offices(row.host, actor), params=params, link=path.address(row))
    return row


def _tell(call: Call, line: RankLine) -> None:
    """The outcome to the candidate; the page says why in words."""
    person: Person = line.application.person
    params = {"call": texts.name_of(call), "position": line.position}
    if line.place is None:
        Application.unscoped.filter(pk=line.application_id).update(state=ApplicationState.NOT_CHOSEN)
    kind = events.NOT_CHOSEN if line.place is None else events.CHOSEN
    tell(kind=kind, recipients=[oneself(person)], params=params, link=address(line.application))
