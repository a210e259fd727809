"""The identifiers of institutions, and their factsheets."""

from __future__ import annotations

import re

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import Membership, Organisation
from wardbridge.interop import messages
from wardbridge.interop.ewp import factsheets
from wardbridge.interop.ewp.factsheets import Factsheet
from wardbridge.interop.ewp.parsing import MOST_BYTES
from wardbridge.interop.models import FactsheetRow, Hei

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def hei_of(organisation: Organisation) -> str:
    """The identifier, or nothing."""
    return Hei.objects.filter(organisation=organisation).values_list("hei_id", flat=True).first() or ""


def set_hei(*, actor: Actor, organisation: Organisation, hei_id: str) -> Hei:
    """Say the identifier of an institution: its own office, or any office while nobody acts for it here.

    Raises
    ------
    PermissionDenied
    Refused
        ``ewp-hei-form``, ``ewp-hei-taken``.
    """
    _must_speak_for(actor, organisation)
    wanted = hei_id.strip().lower()
    if not DOMAIN.fullmatch(wanted):
        raise Refused.because(messages.HEI_FORM, found=hei_id)
    with transaction.atomic():
        taken = (
            Hei.objects.filter(hei_id=wanted).exclude(organisation=organisation).select_related("organisation").first()
        )
        if taken is not None:
            raise Refused.because(messages.HEI_TAKEN, found=wanted, owner=taken.organisation.name)
        before = hei_of(organisation)
        row, _made = Hei.objects.update_or_create(organisation=organisation, defaults={"hei_id": wanted})
        audit.record(actor=actor, verb="ewp.hei", target=organisation, before={"hei": before}, after={"hei": wanted})
    return row


def sheet_of(organisation: Organisation) -> Factsheet | None:
    """The factsheet as stored."""
    row = FactsheetRow.objects.filter(organisation=organisation).first()
    return factsheets.read(row.content.encode())[0] if row else None


def keep_sheet(*, actor: Actor, organisation: Organisation, sheet: Factsheet) -> FactsheetRow:
    """Write the factsheet of one's own institution."""
    if not actor.is_office(organisation):
        raise PermissionDenied
    return _keep(actor, organisation, sheet, own=True)


def read_sheets(*, actor: Actor, file: File[bytes]) -> list[FactsheetRow]:
    """Take partners' factsheets from a file, all or none; one that its institution keeps here itself is not replaced.

    Raises
    ------
    PermissionDenied
    Refused
        ``ewp-unknown-partner``, ``ewp-owned``, and what `factsheets.read` refuses.
    """
    if not actor.office_ids:
        raise PermissionDenied
    found = factsheets.read(content_of(file))
    with transaction.atomic():
        return [_keep(actor, _partner(actor, sheet.hei), sheet, own=False) for sheet in found]


def content_of(file: File[bytes]) -> bytes:
    """The bytes of an uploaded file; not read when it is larger than any such file is."""
    if (file.size or 0) > MOST_BYTES:
        raise Refused.because(messages.TOO_LARGE, found=(file.size or 0) // 1024, allowed=MOST_BYTES // 1024)
    content: bytes = file.read()
    return content


def _partner(actor: Actor, hei: str) -> Organisation:
    known = Hei.objects.filter(hei_id=hei.lower()).select_related("organisation").first()
    if known is None:
        raise Refused.because(messages.UNKNOWN, line=0, found=hei)
    owned = FactsheetRow.objects.filter(organisation=known.organisation, own=True).exists()
    if owned and not actor.is_office(known.organisation):
        raise Refused.because(messages.OWNED, found=known.organisation.name)
    return known.organisation


def _keep(actor: Actor, organisation: Organisation, sheet: Factsheet, *, own: bool) -> FactsheetRow:
    content = factsheets.write([sheet]).decode()
    with transaction.atomic():
        row, _made = FactsheetRow.objects.update_or_create(
            organisation=organisation, defaults={"content": content, "own": own}
        )
        audit.record(actor=actor, verb="ewp.factsheet", target=organisation, after={"own": own})
    return row


def _must_speak_for(actor: Actor, organisation: Organisation) -> None:
    if actor.is_system or actor.is_office(organisation):
        return
    claimed = Membership.objects.filter(organisation=organisation).exists()
    if claimed or not actor.office_ids:
        raise PermissionDenied
