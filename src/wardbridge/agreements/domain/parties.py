"""Who is a party, and with whom else the agreement is shared."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from wardbridge.agreements import messages
from wardbridge.agreements.domain.access import must_write, open_, parties_of
from wardbridge.agreements.models import Agreement, Fee, Obligation, Party, Quota, Share, Signature
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import Organisation


def add(
    *,
    actor: Actor,
    agreement: Agreement,
    organisation: Organisation,
    post: str,
    signatory: str = "",
    code: str = "",
    coordinator: str = "",
    email: str = "",
) -> Party:
    """A further party; Refused ``agreement-party-twice``, ``agreement-party-post``, ``agreement-not-open``."""
    must_write(actor, agreement)
    with transaction.atomic():
        row = open_(agreement)
        stored = list(parties_of(row))
        if organisation.pk in {one.organisation_id for one in stored}:
            raise Refused.because(messages.PARTY_TWICE, found=organisation.name)
        values = _values(organisation, post, signatory=signatory, code=code, coordinator=coordinator, email=email)
        party = Party.unscoped.create(agreement=row, organisation=organisation, order=len(stored), **values)
        said = {"organisation": organisation.code, **values}
        audit.record(actor=actor, verb="agreement.party.add", target=row, after=said)
    return party


def change(
    *,
    actor: Actor,
    party: Party,
    post: str,
    signatory: str = "",
    code: str = "",
    coordinator: str = "",
    email: str = "",
) -> Party:
    """Write who signs for a party, by which post, and its own number."""
    must_write(actor, party.agreement)
    with transaction.atomic():
        open_(party.agreement)
        values = _values(party.organisation, post, signatory=signatory, code=code, coordinator=coordinator, email=email)
        before = {name: getattr(party, name) for name in values}
        for name, value in values.items():
            setattr(party, name, value)
        party.save(update_fields=list(values))
        audit.record(actor=actor, verb="agreement.party.change", target=party.agreement, before=before, after=values)
    return party


def remove(*, actor: Actor, party: Party) -> None:
    """Take a party out; the owner stays, and so does one that owes, pays or sends something."""
    must_write(actor, party.agreement)
    with transaction.atomic():
        row = open_(party.agreement)
        if party.organisation_id == row.owner_id:
            raise Refused.because(messages.PARTY_LAST)
        mine = party.organisation
        used = (
            Obligation.unscoped.filter(agreement=row, organisation=mine).exists()
            or Quota.unscoped.filter(Q(sender=mine) | Q(host=mine), agreement=row).exists()
            or Fee.unscoped.filter(Q(payer=mine) | Q(payee=mine), agreement=row).exists()
            or Signature.unscoped.filter(party=party).exists()
        )
        if used:
            raise Refused.because(messages.PARTY_USED, found=mine.name)
        party.delete()
        audit.record(actor=actor, verb="agreement.party.remove", target=row, before={"organisation": mine.code})


def share(*, actor: Actor, agreement: Agreement, organisation: Organisation) -> Share:
    """Let an organisation that is no party read the agreement; sharing twice changes nothing."""
    must_write(actor, agreement)
    with transaction.atomic():
        row, made = Share.unscoped.get_or_create(agreement=agreement, organisation=organisation)
        if made:
            audit.record(
                actor=actor, verb="agreement.share", target=agreement, after={"organisation": organisation.code}
            )
    return row


def unshare(*, actor: Actor, agreement: Agreement, organisation: Organisation) -> None:
    """Take the sharing back."""
    must_write(actor, agreement)
    with transaction.atomic():
        gone, _rows = Share.unscoped.filter(agreement=agreement, organisation=organisation).delete()
        if gone:
            audit.record(
                actor=actor, verb="agreement.unshare", target=agreement, before={"organisation": organisation.code}
            )


def must_be_of(agreement: Agreement, *organisations: Organisation) -> None:
    """Refused ``agreement-party-unknown`` when one of them is no party."""
    known = set(parties_of(agreement).values_list("organisation", flat=True))
    for one in organisations:
        if one.pk not in known:
            raise Refused.because(messages.PARTY_UNKNOWN, found=one.name)


def _values(
    organisation: Organisation, post: str, *, signatory: str, code: str, coordinator: str, email: str
) -> dict[str, str]:
    if not post.strip():
        raise Refused.because(messages.PARTY_POST, found=organisation.name)
    return {
        "post": post.strip(),
        "signatory": signatory.strip(),
        "code": code.strip(),
        "coordinator": coordinator.strip(),
        "email": email.strip(),
    }
