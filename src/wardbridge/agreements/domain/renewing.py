"""The agreement that follows another: a draft with the same parties, clauses and prices, from the day after its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from wardbridge.agreements import messages
from wardbridge.agreements.domain.access import in_state, must_write
from wardbridge.agreements.domain.drafting import Head, create
from wardbridge.agreements.domain.states import HOLDS
from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement, Clause, Fee, Party
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Following:
    """Number and last day of the agreement that follows."""

    code: str
    last: date


def renew(*, actor: Actor, agreement: Agreement, following: Following) -> Agreement:
    """A draft that follows `agreement`; refused when one does already, or when it has no end."""
    must_write(actor, agreement)
    with transaction.atomic():
        row = in_state(agreement, *HOLDS, State.EXPIRED)
        if row.until is None:
            raise Refused.because(messages.NO_END)
        if successor := Agreement.unscoped.filter(follows=row).first():
            raise Refused.because(messages.SUCCESSOR, found=successor.name)
        made = create(actor=actor, owner=row.owner, head=_head(row, following), post="–")
        made.follows = row
        made.save(update_fields=["follows"])
        _copy(row, made)
    return made


def _head(row: Agreement, following: Following) -> Head:
    assert row.until is not None  # noqa: S101 - asked just before
    same = ("name_vi", "name_en", "name_fr", "kind", "subject", "renewal", "renewal_months", "notice_days")
    values = {name: getattr(row, name) for name in (*same, "second_language", "synthetic")}
    return Head(
        code=following.code, first=row.until + timedelta(days=1), last=following.last, parent=row.parent, **values
    )


def _copy(row: Agreement, made: Agreement) -> None:
    kinds: tuple[Any, ...] = (Party, Clause, Fee)
    for kind in kinds:
        kind.unscoped.filter(agreement=made).delete()
        rows = list(kind.unscoped.filter(agreement=row))
        for one in rows:
            one.pk, one.agreement = None, made
            if kind is Party:
                one.uid = uuid4()
        kind.unscoped.bulk_create(rows)
