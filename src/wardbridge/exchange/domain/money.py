"""Funding: several sources, each in its own currency, for days within the stay; currencies are never added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.exchange import messages
from wardbridge.exchange.domain import path
from wardbridge.exchange.domain.access import locked, must_act_for, sides_of
from wardbridge.exchange.enums import PREPARING, FellowshipState, Side
from wardbridge.exchange.models import Fellowship, Funding, Instalment

Span = tuple[date, date]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Money of one source; both days inside."""

    source: str
    amount: Decimal
    currency: str
    first: date
    last: date
    shared: bool = True


def fund(*, actor: Actor, fellowship: Fellowship, grant: Grant) -> Funding:
    """Write down a source of money; an office's line is its own, and the other sees it when it is shared.

    Raises
    ------
    PermissionDenied
    Refused
        ``funding-amount``, ``funding-currency``, ``funding-outside`` (never more months than the stay).
    """
    must_act_for(actor, fellowship, (Side.SENDER, Side.HOST))
    must_be_money(grant.amount)
    currency = _currency(grant.currency)
    with transaction.atomic():
        row = locked(fellowship, *PREPARING)
        if not row.first <= grant.first <= grant.last <= row.last:
            days = {"first": grant.first, "last": grant.last, "from": row.first, "to": row.last}
            raise Refused.because(messages.OUTSIDE, **{name: f"{day:%d/%m/%Y}" for name, day in days.items()})
        keeper = row.host if sides_of(actor, row) == {Side.HOST} else row.sender
        values = {**asdict(grant), "currency": currency, "source": grant.source.strip()[:160]}
        made = Funding.unscoped.create(fellowship=row, keeper=keeper, **values)
        audit.record(actor=actor, verb="fellowship.fund", target=row, after=values)
    return made


def instal(*, actor: Actor, funding: Funding, amount: Decimal, currency: str, due: date) -> Instalment:
    """A part of a source, due on a day; together never more than the source, and in its currency."""
    _must_keep(actor, funding)
    must_be_money(amount)
    if _currency(currency) != funding.currency:
        raise Refused.because(messages.OTHER_CURRENCY, found=_currency(currency), allowed=funding.currency)
    with transaction.atomic():
        row = Funding.unscoped.select_for_update(of=("self",)).get(pk=funding.pk)
        planned = Instalment.unscoped.filter(funding=row).aggregate(total=models.Sum("amount"))["total"] or Decimal(0)
        if planned + amount > row.amount:
            allowed = f"{row.amount} {row.currency}"
            raise Refused.because(messages.INSTALMENTS, found=f"{planned + amount} {row.currency}", allowed=allowed)
        made = Instalment.unscoped.create(funding=row, amount=amount, due=due)
        audit.record(actor=actor, verb="funding.instal", target=row, after={"amount": amount, "due": due})
    return made


def pay(*, actor: Actor, instalment: Instalment, on: date) -> Instalment:
    """The keeper of the line says that an instalment was paid."""
    _must_keep(actor, instalment.funding)
    if on > actor.on:
        raise Refused.because(messages.FUTURE, found=f"{on:%d/%m/%Y}")
    with transaction.atomic():
        row = Instalment.unscoped.select_for_update(of=("self",)).get(pk=instalment.pk)
        row.paid_on = on
        row.save(update_fields=["paid_on"])
        audit.record(actor=actor, verb="funding.pay", target=instalment.funding, after={"on": on})
    return row


def confirm(*, actor: Actor, fellowship: Fellowship) -> Fellowship:
    """The sending office says that the stay is funded; every day of it is covered by some source.

    Raises
    ------
    Refused
        ``fellowship-unfunded`` with the days that no money covers.
    """
    with transaction.atomic():
        row = locked(fellowship, *PREPARING)
        step = path.step_of(row, FellowshipState.FUNDED, actor=actor)
        gaps = uncovered(row)
        if gaps:
            found = ", ".join(f"{first:%d/%m/%Y} – {last:%d/%m/%Y}" for first, last in gaps)
            raise Refused.because(messages.UNFUNDED, found=found)
        path.complete(actor=actor, row=row, step=step, on=actor.on)
    return row


def uncovered(row: Fellowship) -> list[Span]:
    """The days of the stay that no source covers, as spans with both ends inside."""
    gaps, day = [], row.first
    for first, last in sorted(Funding.unscoped.filter(fellowship=row).values_list("first", "last")):
        if first > day:
            gaps.append((day, first - DAY))
        day = max(day, last + DAY)
    return [*gaps, (day, row.last)] if day <= row.last else gaps


def totals(fundings: Iterable[Funding]) -> dict[str, Decimal]:
    """Currency → sum of the lines in it, in the order of the currencies. There is no sum over currencies."""
    found: dict[str, Decimal] = {}
    for one in fundings:
        found[one.currency] = found.get(one.currency, Decimal(0)) + one.amount
    return dict(sorted(found.items()))


def must_be_money(amount: Decimal) -> None:
    """Refused ``funding-amount`` unless above 0 with at most two decimals."""
    exponent = amount.as_tuple().exponent
    if not amount.is_finite() or amount <= 0 or not isinstance(exponent, int) or exponent < -2:
        raise Refused.because(messages.MONEY, found=str(amount))


def _currency(said: str) -> str:
    code = said.strip().upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise Refused.because(messages.CURRENCY, found=said, allowed="VND, EUR")
    return code


def _must_keep(actor: Actor, funding: Funding) -> None:
    if not actor.is_office(funding.keeper_id):
        raise PermissionDenied
