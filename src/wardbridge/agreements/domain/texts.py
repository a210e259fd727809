"""Freezing the text that is to be signed: set from the terms, or a PDF that the parties wrote elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.base import File
from django.db import transaction

from wardbridge.agreements import messages
from wardbridge.agreements.checklists import checklist
from wardbridge.agreements.domain import files
from wardbridge.agreements.domain.access import in_state, must_write, parties_of
from wardbridge.agreements.domain.changing import move
from wardbridge.agreements.domain.drafting import ALONE, outside
from wardbridge.agreements.enums import State
from wardbridge.agreements.exports.contracts import contract_data, contract_pdf
from wardbridge.agreements.models import Agreement, Clause, Signature, TextVersion
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.files import PDF, read


def freeze(*, actor: Actor, agreement: Agreement, file: File[bytes] | None = None) -> TextVersion:
    """Freeze the text and bring the agreement to review: set from its clauses, or `file`, a PDF.

    Raises
    ------
    PermissionDenied
    Refused
        ``agreement-state``, ``agreement-parties``, ``agreement-clauses``, ``agreement-clauses-other``,
        ``agreement-parent-dates``, ``agreement-expired``; for a file ``file-…``.
    """
    must_write(actor, agreement)
    with transaction.atomic():
        row = in_state(agreement, State.NEGOTIATION)
        if reasons := list(lacking(row, written=file is None)) + list(_dates(actor, row)):
            raise Refused(reasons)
        number = TextVersion.unscoped.filter(agreement=row).count() + 1
        data: dict[str, Any] = {}
        if file is None:
            data = contract_data(row, number)
            content, name = contract_pdf(data), f"{row.code.replace('/', '-')}-{number}.pdf"
        else:
            (content, _kind), name = read(file, (PDF,)), file.name or "text.pdf"
        document = files.keep(row, name=name, media=PDF, content=content)
        text = TextVersion.unscoped.create(
            agreement=row, number=number, digest=document.digest, document=document, content=data, actor=actor.user
        )
        audit.record(actor=actor, verb="agreement.text", target=row, after={"number": number, "digest": text.digest})
        move(actor, row, State.REVIEW)
    return text


def current(agreement: Agreement) -> TextVersion | None:
    """The newest text; the one that is signed."""
    rows = TextVersion.unscoped.filter(agreement=agreement).select_related("document").defer("document__content")
    return rows.order_by("-number").first()


def missing_signatures(text: TextVersion) -> list[str]:
    """Names of the parties that have not signed this text."""
    signed = Signature.unscoped.filter(text=text, digest=text.digest).values("party")
    return [one.organisation.name for one in parties_of(text.agreement).exclude(pk__in=signed)]


def lacking(agreement: Agreement, *, written: bool = True) -> Iterator[Reason]:
    """What the text still lacks: parties, and (where we set it) the clauses that its checklist wants."""
    count = parties_of(agreement).count()
    if count < 2:
        yield Reason(messages.PARTIES_NEEDED, {"found": count, "allowed": 2})
    if not written or agreement.kind not in ALONE:
        return
    stored = {one.code: one for one in Clause.unscoped.filter(agreement=agreement)}
    items = checklist(agreement.subject).items
    no_text = [one.title for one in items if one.code not in stored or not stored[one.code].text_vi]
    if no_text:
        yield Reason(messages.CLAUSES_MISSING, {"found": ", ".join(no_text)})
    if agreement.second_language:
        other = [one.title for one in items if one.code not in stored or not stored[one.code].text_other]
        if other:
            yield Reason(messages.CLAUSES_OTHER, {"found": ", ".join(other)})


def _dates(actor: Actor, row: Agreement) -> Iterator[Reason]:
    if row.parent is not None:
        yield from outside(row.parent, row.first, row.last)
