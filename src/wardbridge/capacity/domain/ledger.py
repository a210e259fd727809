"""The one door through which places are taken and given back.

`take` locks the limit rows in id order, compares all of them, and writes all the claims or none. A holder (a round)
has one claim a limit; taking again replaces what it held, so a new version releases and takes in one step. A holder
may have parts (``round:x/y`` is a part of ``round:x``): what the whole takes replaces what its parts held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from wardbridge.capacity.enums import EntryKind
from wardbridge.capacity.keys import COLUMNS, Key
from wardbridge.capacity.models import Claim, Entry, Limit

Names = Mapping[int, frozenset[str]]
"""Limit's row → who counts once there, whoever takes him: schools at a site, persons under a quota."""

K = TypeVar("K")

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


def take(*, holder: str, wants: Mapping[int, int], names: Names | None = None) -> int:
    """Make `holder` hold exactly `wants` (limit id → amount) and `names`; answer the ledger's new number.

    Raises
    ------
    OversoldError
        When others' claims leave too little on any limit; nothing is written then.
    """
    names = {limit: who for limit, who in (names or {}).items() if who}
    wants = {limit: amount for limit, amount in wants.items() if amount > 0} | {k: len(v) for k, v in names.items()}
    with transaction.atomic():
        held = set(Claim.objects.filter(_own(holder)).values_list("limit_id", flat=True))
        limits = list(_locked(sorted(held | set(wants))))
        short = _short(limits, wants, names, _by_others(holder, [limit.pk for limit in limits]))
        if short:
            raise OversoldError(short)
        Claim.objects.filter(_own(holder)).delete()
        Claim.objects.bulk_create(
            [
                Claim(limit=limit, holder=holder, amount=wants[limit.pk], names=sorted(names.get(limit.pk, ())))
                for limit in limits
                if limit.pk in wants
            ],
            batch_size=BATCH // 4,
        )
        return Entry.objects.create(kind=EntryKind.TAKE, holder=holder, rows=len(wants)).pk


@dataclass(frozen=True, slots=True)
class Taken:
    """What others hold of a limit: an amount, and those among it who count once."""

    amount: int = 0
    names: frozenset[str] = frozenset()

    def more(self, wanted: int, who: Iterable[str] = ()) -> int:
        """What the limit would hold with `wanted` beside this; who is there already is not counted again."""
        return len(self.names | set(who)) if self.names or who else self.amount + wanted


NOTHING = Taken()


def claimed(*, first: date, last: date, but: str = "") -> dict[Key, Taken]:
    """Key of each limit that lies between the days → what is claimed of it by all but one holder and its parts."""
    rows = Claim.objects.filter(limit__first__gte=first, limit__last__lte=last).exclude(_own(but))
    columns = [f"limit__{name}" for name in COLUMNS]
    return _joined((Key(*row[:-2]), row[-2], row[-1]) for row in rows.values_list(*columns, "amount", "names"))


def short_of(limit: Limit, wanted: int, who: frozenset[str], others: Taken) -> Conflict | None:
    """The conflict of taking `wanted` of a limit beside others; `None` when there is enough."""
    total = others.more(wanted, who)
    return Conflict(limit, total - others.amount, others.amount) if total > limit.amount else None


def _short(
    limits: Iterable[Limit], wants: Mapping[int, int], names: Names, others: Mapping[int, Taken]
) -> list[Conflict]:
    found = (
        short_of(limit, wants[limit.pk], names.get(limit.pk, frozenset()), others.get(limit.pk, NOTHING))
        for limit in limits
        if limit.pk in wants
    )
    return [one for one in found if one is not None]


def release(*, holder: str, since: date | None = None) -> int:
    """Give back all that `holder` holds, or the limits that begin on `since` or later; answer the ledger's new number.

    Weeks that have begun stay as they were: the ledger keeps who was there.
    """
    mine = Q(holder=holder) if since is None else Q(holder=holder, limit__first__gte=since)
    with transaction.atomic():
        held = sorted(Claim.objects.filter(mine).values_list("limit_id", flat=True))
        for _limit in _locked(held):
            pass
        gone, _ = Claim.objects.filter(mine).delete()
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


def _by_others(holder: str, ids: list[int]) -> dict[int, Taken]:
    found: dict[int, Taken] = {}
    for part in _batches(ids):
        rows = Claim.objects.filter(limit_id__in=part).exclude(_own(holder))
        found |= _joined(rows.values_list("limit_id", "amount", "names"))
    return found


def _joined(rows: Iterable[tuple[K, int, list[str]]]) -> dict[K, Taken]:
    """Claims of one limit put together: amounts add up, names count once."""
    found: dict[K, Taken] = {}
    for key, amount, names in rows:
        before = found.get(key, NOTHING)
        both = before.names | set(names)
        found[key] = Taken(len(both) if both else before.amount + amount, both)
    return found
