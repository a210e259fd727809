"""The DOCX templates of an office: tried before one is kept, one for each organisation and kind of paper."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from wardbridge.agreements.enums import PaperKind
from wardbridge.agreements.exports.contracts import contract_data
from wardbridge.agreements.exports.word import contract_docx
from wardbridge.agreements.models import Agreement, WordTemplate
from wardbridge.core import audit, files
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation


def keep(*, actor: Actor, agreement: Agreement, file: File[bytes]) -> WordTemplate:
    """Keep a template for the owner's contracts; it is filled with `agreement` first (see `store`)."""

    def trial(content: bytes) -> None:
        contract_docx(contract_data(agreement, 0), content)

    return store(actor=actor, owner=agreement.owner, kind=PaperKind.CONTRACT, file=file, trial=trial)


def store(
    *, actor: Actor, owner: Organisation, kind: PaperKind, file: File[bytes], trial: Callable[[bytes], object]
) -> WordTemplate:
    """Keep a template of an office; `trial` fills it first, so that a broken one is refused.

    Raises
    ------
    PermissionDenied
    Refused
        ``file-…``, ``document-template``.
    """
    if not actor.is_office(owner):
        raise PermissionDenied
    content = files.whole(file)
    trial(content)
    with transaction.atomic():
        row, _made = WordTemplate.unscoped.update_or_create(
            organisation=owner, kind=kind, defaults={"content": content, "name": files.name_of(file.name or "", "docx")}
        )
        audit.record(actor=actor, verb="organisation.template", target=owner, after={"kind": kind, "name": row.name})
    return row


def of(owner: Organisation, kind: PaperKind = PaperKind.CONTRACT) -> bytes | None:
    """The office's own template; `None`: it uses the shipped one."""
    row = WordTemplate.unscoped.filter(organisation=owner, kind=kind).first()
    return bytes(row.content) if row else None


def docx_of(agreement: Agreement, number: int) -> bytes:
    """The contract as DOCX as its terms stand, in its owner's template."""
    return contract_docx(contract_data(agreement, number), of(agreement.owner))
