"""The DOCX template of an office: tried before it is kept, one for each organisation."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from wardbridge.agreements.exports.contracts import contract_data
from wardbridge.agreements.exports.word import contract_docx
from wardbridge.agreements.models import Agreement, ContractTemplate
from wardbridge.core import audit, files
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation


def keep(*, actor: Actor, agreement: Agreement, file: File[bytes]) -> ContractTemplate:
    """Keep a template for the owner's agreements; it is filled with `agreement` first, so that a broken one is refused.

    Raises
    ------
    PermissionDenied
    Refused
        ``file-…``, ``agreement-template``.
    """
    if not actor.is_office(agreement.owner_id):
        raise PermissionDenied
    content = files.whole(file)
    contract_docx(contract_data(agreement, 0), content)
    with transaction.atomic():
        row, _made = ContractTemplate.unscoped.update_or_create(
            organisation=agreement.owner, defaults={"content": content, "name": (file.name or "")[:255]}
        )
        audit.record(actor=actor, verb="agreement.template", target=agreement.owner, after={"name": row.name})
    return row


def of(owner: Organisation) -> bytes | None:
    """The office's own template; `None`: it uses the shipped one."""
    row = ContractTemplate.unscoped.filter(organisation=owner).first()
    return bytes(row.content) if row else None


def docx_of(agreement: Agreement, number: int) -> bytes:
    """The contract as DOCX as its terms stand, in its owner's template."""
    return contract_docx(contract_data(agreement, number), of(agreement.owner))
