"""The lawful stay: a visa that holds on every day of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.core.files.base import File
from django.db import transaction

from wardbridge.compliance.domain import papers
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.exchange import messages
from wardbridge.exchange.domain import path
from wardbridge.exchange.domain.access import locked
from wardbridge.exchange.enums import PREPARING, FellowshipState
from wardbridge.exchange.models import Fellowship, Visa


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A visa: its kind, its days (both inside) and the day on which it was granted."""

    kind: str
    first: date
    last: date
    granted_on: date


def grant(*, actor: Actor, fellowship: Fellowship, visa: Granted, scan: File[bytes] | None = None) -> Visa:
    """The fellow, or his sending office, enters the visa; the step is done.

    Raises
    ------
    Refused
        ``fellowship-visa-short``, ``fellowship-future``, ``fellowship-not-side``, ``fellowship-step-done``.
    """
    with transaction.atomic():
        row = locked(fellowship, *PREPARING)
        step = path.step_of(row, FellowshipState.VISA, actor=actor)
        if visa.first > row.first or visa.last < row.last:
            days = {"first": visa.first, "last": visa.last, "from": row.first, "to": row.last}
            raise Refused.because(messages.VISA_SHORT, **{name: f"{day:%d/%m/%Y}" for name, day in days.items()})
        made = Visa.unscoped.create(fellowship=row, **asdict(visa))
        paper = papers.keep(scan) if scan is not None else None
        path.complete(actor=actor, row=row, step=step, on=visa.granted_on, paper=paper)
    return made
