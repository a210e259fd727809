"""Exchange years: what the agreements promise in each direction, what is used of it, and whether it is in balance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from wardbridge.agreements.enums import SIGNED
from wardbridge.agreements.models import Quota
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.exchange.enums import LOST, PREPARING
from wardbridge.exchange.models import Fellowship


@dataclass(slots=True)
class Line:
    """One quota of a year: people promised, people nominated, people who have arrived; `months` is theirs together."""

    quota: Quota
    nominated: int = 0
    arrived: int = 0
    months: int = 0

    @property
    def left(self) -> int:
        return max(0, self.quota.people - self.nominated)

    @property
    def over(self) -> bool:
        return self.nominated > self.quota.people


@dataclass(slots=True)
class Flow:
    """One direction between two organisations: people promised and people nominated, months of the latter."""

    promised: int = 0
    people: int = 0
    months: int = 0


@dataclass(slots=True)
class Balance:
    """Exchange of one of the reader's organisations with one partner in a year."""

    here: Organisation
    there: Organisation
    out: Flow = field(default_factory=Flow)
    back: Flow = field(default_factory=Flow)

    @property
    def difference(self) -> int:
        """People sent less people received."""
        return self.out.people - self.back.people


def years(actor: Actor) -> list[int]:
    """Years for which the actor sees a quota in force once, the latest first."""
    rows = Quota.objects.visible_to(actor).filter(agreement__state__in=SIGNED)
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)


def lines(actor: Actor, year: int) -> list[Line]:
    """The quotas of a year that the actor sees, with their use: two queries."""
    quotas = Quota.objects.visible_to(actor).filter(agreement__state__in=SIGNED, year=year)
    rows = quotas.select_related("sender", "host", "discipline").order_by("sender__code", "host__code", "who", "pk")
    found = {row.pk: Line(row) for row in rows}
    stays = Fellowship.unscoped.filter(quota__in=found).exclude(state__in=LOST)
    for stay in stays.only("quota", "state", "first", "last"):
        line = found[stay.quota_id or 0]
        line.nominated += 1
        line.arrived += stay.state not in PREPARING
        line.months += stay.months
    return list(found.values())


def balances(actor: Actor, rows: Iterable[Line]) -> list[Balance]:
    """Both directions beside each other, for each of the actor's organisations and each of its partners."""
    found: dict[tuple[int, int], Balance] = {}
    for line in rows:
        sender, host = line.quota.sender, line.quota.host
        for here, there, out in ((sender, host, True), (host, sender, False)):
            if not actor.is_member(here):
                continue
            balance = found.setdefault((here.pk, there.pk), Balance(here, there))
            flow = balance.out if out else balance.back
            flow.promised += line.quota.people
            flow.people += line.nominated
            flow.months += line.months
    return list(found.values())
