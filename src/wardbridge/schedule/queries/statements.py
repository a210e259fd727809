"""What a school owes a hospital for an intake under an agreement's prices (VN-13), from the schedule in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from wardbridge.agreements.enums import FeeUnit
from wardbridge.agreements.models import Agreement, Fee
from wardbridge.core.actors import Actor
from wardbridge.planning.models import Round
from wardbridge.schedule.models import Placement

DAYS_OF_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One price applied: how many people, in how many weeks, how many units of it, and what they come to."""

    fee: Fee
    level: str
    people: int
    weeks: int
    units: int

    @property
    def total(self) -> Decimal:
        return self.fee.amount * self.units


def statement(actor: Actor, agreement: Agreement, round_: Round) -> list[Line]:
    """A line for each price and level met in the round, by what the actor may see: learners of the payer at the payee.

    A price for one level goes before the price for all levels. A month counts as 30 days, each month begun as one.
    """
    fees = list(Fee.objects.visible_to(actor).filter(agreement=agreement).select_related("payer", "payee"))
    pairs = sorted({(fee.payer_id, fee.payee_id) for fee in fees})
    return [line for payer, payee in pairs for line in _pair(actor, round_, fees, payer, payee)]


def rounds_of(actor: Actor, agreement: Agreement) -> list[Round]:
    """Published rounds that place learners of a payer at a payee during the agreement, the newest first."""
    fees = Fee.objects.visible_to(actor).filter(agreement=agreement)
    rows = Round.objects.visible_to(actor).filter(
        current__isnull=False,
        programmes__school__in=fees.values("payer"),
        departments__site__organisation__in=fees.values("payee"),
    )
    found = rows.distinct().order_by("-first_day")
    return [one for one in found if agreement.first <= one.last_day and _ends_after(agreement, one)]


def _ends_after(agreement: Agreement, round_: Round) -> bool:
    return agreement.until is None or round_.first_day <= agreement.until


def _pair(actor: Actor, round_: Round, fees: Iterable[Fee], payer: int, payee: int) -> list[Line]:
    by_level = {fee.level: fee for fee in fees if (fee.payer_id, fee.payee_id) == (payer, payee)}
    rows = Placement.objects.visible_to(actor).filter(
        version__round=round_,
        version__current_for__isnull=False,
        enrolment__programme__school=payer,
        department__site__organisation=payee,
    )
    weeks: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for level, learner, periods in rows.values_list("enrolment__programme__level", "enrolment", "periods"):
        weeks[level][learner] += len(periods)
    return [
        Line(fee, level, len(found), sum(found.values()), _units(fee, found.values()))
        for level, found in sorted(weeks.items())
        if (fee := by_level.get(level) or by_level.get("")) is not None
    ]


def _units(fee: Fee, weeks: Iterable[int]) -> int:
    """How often the price is due for learners of so many weeks each."""
    if fee.unit == FeeUnit.LEARNER:
        return len(list(weeks))
    if fee.unit == FeeUnit.LEARNER_WEEK:
        return sum(weeks)
    return sum(-(-one * 7 // DAYS_OF_A_MONTH) for one in weeks)
