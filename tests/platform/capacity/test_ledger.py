"""The ledger: all or nothing, and never oversold, whatever two offices press at the same moment."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, connections

from wardbridge.capacity.domain import ledger
from wardbridge.capacity.domain.ledger import OversoldError
from wardbridge.capacity.enums import LimitKind
from wardbridge.capacity.models import Claim, Limit
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Site

ROUNDS = 12


def limits(*amounts: int) -> list[int]:
    """Limit rows with these amounts."""
    hospital = Organisation.objects.create(code="bv-so", kind="hospital", name_vi="Bệnh viện Sổ", synthetic=True)
    site = Site.objects.create(organisation=hospital, code="S1", name_vi="Cơ sở")
    days = {"first": date(2027, 3, 1), "last": date(2027, 3, 7)}
    rows = [
        Limit.objects.create(kind=LimitKind.QUOTA, site=site, scope=f"quota:{number}", amount=amount, **days)
        for number, amount in enumerate(amounts)
    ]
    return [row.pk for row in rows]


@pytest.mark.django_db
def test_all_or_nothing() -> None:
    one, two = limits(5, 1)
    with pytest.raises(OversoldError) as oversold:
        ledger.take(holder="round:a", wants={one: 2, two: 2})
    assert [(conflict.limit.pk, conflict.missing) for conflict in oversold.value.conflicts] == [(two, 1)]
    assert not Claim.objects.exists()


@pytest.mark.django_db
def test_taking_again_replaces_what_was_held() -> None:
    one, two = limits(5, 5)
    first = ledger.take(holder="round:a", wants={one: 5})
    second = ledger.take(holder="round:a", wants={one: 1, two: 4})
    assert list(Claim.objects.values_list("limit", "amount")) == [(one, 1), (two, 4)]
    assert second > first
    assert ledger.number() == second


@pytest.mark.django_db
def test_release_gives_all_back() -> None:
    one, _two = limits(5, 5)
    ledger.take(holder="round:a", wants={one: 5})
    ledger.release(holder="round:a")
    ledger.take(holder="round:b", wants={one: 5})
    assert list(Claim.objects.values_list("holder", "amount")) == [("round:b", 5)]


@pytest.mark.django_db(transaction=True)
def test_two_connections_never_oversell() -> None:
    """Two holders press at once, again and again, for the last places: at most one gets them."""
    one, two = limits(3, 3)
    won: list[str] = []
    for number in range(ROUNDS):
        gate = threading.Barrier(2)

        def press(holder: str, order: tuple[int, int], gate: threading.Barrier = gate) -> None:
            try:
                gate.wait(10)
                ledger.take(holder=holder, wants=dict.fromkeys(order, 2))
                won.append(holder)
            except OversoldError:
                pass
            finally:
                connections["default"].close()

        threads = [
            threading.Thread(target=press, args=(f"a{number}", (one, two))),
            threading.Thread(target=press, args=(f"b{number}", (two, one))),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        for limit in Limit.objects.all():
            assert sum(limit.claims.values_list("amount", flat=True)) <= limit.amount
        for holder in (f"a{number}", f"b{number}"):
            ledger.release(holder=holder)
    assert len(won) == ROUNDS
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.mark.django_db
def test_the_whole_replaces_what_its_parts_held() -> None:
    (one,) = limits(5)
    ledger.take(holder="round:a/x", wants={one: 3})
    ledger.take(holder="round:a/y", wants={one: 2})
    with pytest.raises(OversoldError):
        ledger.take(holder="round:ab", wants={one: 1})
    ledger.take(holder="round:a", wants={one: 5})
    assert list(Claim.objects.values_list("holder", "amount")) == [("round:a", 5)]
