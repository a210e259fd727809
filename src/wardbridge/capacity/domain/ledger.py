"""The one door through which places are taken and given back.

`take` locks the limit rows in id order, compares all of them, and writes all the claims or none. A holder (a round)
has one claim a limit; taking again replaces what it held, so a new version releases and takes in one step. A holder
may have parts (``round:x/y`` is a part of ``round:x``): what the whole takes replaces what its parts held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, Sum

from wardbridge.capacity.enums import EntryKind
from wardbridge.capacity.models import Claim, Entry, Limit

Key = tuple[str, int | None, int | None, str, date, date]
"""Kind, department, site, scope, first and last day: what names a limit."""

BATCH = 900
"""Most parameters in one query: SQLite's oldest limit is 999."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A limit that can't give what is wanted: the limit's row, what others hold, what was wanted, in its own unit."""

    limit: Limit
    wanted: int
    taken: int

    @property
    def missing(self) -> int:
        return self.taken + self.wanted - self.limit.amount


class OversoldError(Exception):
    """Some limits have not enough left; nothing was written."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(f"{len(self.conflicts)} limits")


def take(*, holder: str, wants: Mapping[int, int]) -> int:
    """Make `holder` hold exactly `wants` (limit id → amount); answer the ledger's new number.

    Raises
    ------
    OversoldError
        When others' claims leave too little on any limit; nothing is written then.
    """
    wants = {limit: amount for limit, amount in wants.items() if amount > 0}
    with transaction.atomic():
        held = set(Claim.objects.filter(_own(holder)).values_list("limit_id", flat=True))
        limits = list(_locked(sorted(held | set(wants))))
        others = _claimed_by_others(holder, [limit.pk for limit in limits])
        short = _short(limits, wants, others)
        if short:
            raise OversoldError(short)
        Claim.objects.filter(_own(holder)).delete()
        Claim.objects.bulk_create(
            [Claim(limit_id=limit.pk, holder=holder, amount=wants[limit.pk]) for limit in limits if limit.pk in wants],
            batch_size=BATCH,
        )
        return Entry.objects.create(kind=EntryKind.TAKE, holder=holder, rows=len(wants)).pk


def claimed(*, first: date, last: date, but: str = "") -> dict[Key, int]:
    """Key of each limit that lies between the days → what is claimed of it by all but one holder and its parts."""
    rows = Claim.objects.filter(limit__first__gte=first, limit__last__lte=last).exclude(_own(but)).order_by()
    columns = ("kind", "department_id", "site_id", "scope", "first", "last")
    found = rows.values_list(*(f"limit__{name}" for name in columns)).annotate(total=Sum("amount"))
    return {row[:-1]: row[-1] for row in found}


def _short(limits: Iterable[Limit], wants: Mapping[int, int], others: Mapping[int, int]) -> list[Conflict]:
    return [
        Conflict(limit, wants[limit.pk], others.get(limit.pk, 0))
        for limit in limits
        if limit.pk in wants and others.get(limit.pk, 0) + wants[limit.pk] > limit.amount
    ]


def release(*, holder: str) -> int:
    """Give back all that `holder` holds; answer the ledger's new number."""
    with transaction.atomic():
        held = sorted(Claim.objects.filter(holder=holder).values_list("limit_id", flat=True))
        for _limit in _locked(held):
            pass
        gone, _ = Claim.objects.filter(holder=holder).delete()
        return Entry.objects.create(kind=EntryKind.RELEASE, holder=holder, rows=gone).pk


def number() -> int:
    """Number of the ledger's last entry: the snapshot on which a run plans; 0 for an empty ledger."""
    return Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def _own(holder: str) -> Q:
    """The claims of a holder and of its parts."""
    return Q(holder=holder) | Q(holder__startswith=f"{holder}/")


def _locked(ids: list[int]) -> Iterator[Limit]:
    for part in _batches(ids):
        yield from Limit.objects.select_for_update().filter(pk__in=part).order_by("pk")


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _claimed_by_others(holder: str, ids: list[int]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for part in _batches(ids):
        rows = Claim.objects.filter(limit_id__in=part).exclude(_own(holder))
        sums.update(rows.order_by().values_list("limit_id").annotate(total=Sum("amount")))
    return sums
