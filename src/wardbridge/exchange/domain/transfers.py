"""The file on personal data that go abroad (PD-06): opened by the first nomination to a host, filed by a day."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.exchange import messages
from wardbridge.exchange.models import Fellowship, TransferFile
from wardbridge.rulebook.domain.books import book
from wardbridge.rulekit.law import RuleUnknown

PERSONAL_DATA = "vietnam-personal-data"
RULE, DAYS = "PD-06", 60
"""The rule, and its figure where no edition in force has one."""


def open_for(*, actor: Actor, fellowship: Fellowship) -> TransferFile | None:
    """Open the file when this is the first nomination from here to a host in another country; `None` otherwise."""
    if fellowship.sender.country != "VN" or fellowship.host.country == "VN":
        return None
    row, made = TransferFile.unscoped.get_or_create(
        owner=fellowship.sender,
        recipient=fellowship.host,
        defaults={"because": fellowship, "opened_on": actor.on, "due": actor.on + timedelta(days=_days(actor.on))},
    )
    if made:
        audit.record(actor=actor, verb="transfer.open", target=row, after={"due": row.due})
    return row if made else None


def file(*, actor: Actor, transfer: TransferFile, on: date, number: str) -> TransferFile:
    """The office has filed it with the authority under a number."""
    if not actor.is_office(transfer.owner_id):
        raise PermissionDenied
    if on > actor.on:
        raise Refused.because(messages.FUTURE, found=f"{on:%d/%m/%Y}")
    with transaction.atomic():
        row = TransferFile.unscoped.select_for_update().get(pk=transfer.pk)
        row.filed_on, row.number = on, number.strip()[:60]
        row.save(update_fields=["filed_on", "number"])
        audit.record(actor=actor, verb="transfer.file", target=row, after={"on": on, "number": row.number})
    return row


def _days(on: date) -> int:
    try:
        return book(PERSONAL_DATA).pack.at(RULE, on).figures["most"]
    except RuleUnknown:
        return DAYS
