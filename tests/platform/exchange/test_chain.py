"""One resident from the call to the arrival, with both offices on one record."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tests.platform.exchange.scene import Scene, later, today
from wardbridge.exchange.domain import hosting, language, money, visas
from wardbridge.exchange.domain.money import Grant
from wardbridge.exchange.domain.visas import Granted
from wardbridge.exchange.enums import Answer, ApplicationState, FellowshipState, LanguageEvent
from wardbridge.exchange.models import Application, Fellowship, Move, TransferFile
from wardbridge.notices.models import Notice


def state(row: Fellowship) -> str:
    return Fellowship.unscoped.get(pk=row.pk).state


def test_from_the_call_to_the_arrival(scene: Scene) -> None:
    row = scene.nominated()
    office, host = scene.sender.actor, scene.host.actor

    hosting.answer(actor=host, fellowship=row, answer=Answer.ACCEPTED)
    grant = Grant(source="Học bổng mẫu", amount=Decimal(7200), currency="eur", first=row.first, last=row.last)
    money.fund(actor=office, fellowship=row, grant=grant)
    money.confirm(actor=office, fellowship=row)
    language.enter(actor=office, fellowship=row, kind=LanguageEvent.TEST, name="DELF B2", on=today(), result="B2")
    language.confirm(actor=office, fellowship=row)
    visa = Granted(kind="VLS-TS", first=row.first, last=row.last, granted_on=today())
    visas.grant(actor=office, fellowship=row, visa=visa)
    hosting.arrive(actor=host, fellowship=row, on=today())

    assert state(row) == FellowshipState.ARRIVED
    assert list(Move.unscoped.filter(fellowship=row).values_list("after", flat=True)) == [
        "nominated", "host_accepted", "funded", "language_ready", "visa", "arrived",
    ]  # fmt: skip


def test_a_nomination_tells_candidate_and_host_and_opens_the_transfer_file(scene: Scene) -> None:
    row = scene.nominated()

    application = Application.unscoped.get()
    transfer = TransferFile.unscoped.get()
    assert application.state == ApplicationState.NOMINATED
    assert (row.sender, row.host, row.state) == (scene.home, scene.abroad, FellowshipState.NOMINATED)
    assert (transfer.owner, transfer.recipient, transfer.due) == (scene.home, scene.abroad, later(60))
    assert Notice.unscoped.filter(kind="exchange.chosen", user=application.person.user).count() == 1
    assert Notice.unscoped.filter(kind="exchange.nominated", user=scene.host.user).count() == 1


def test_steps_done_out_of_order_count_when_those_before_are_done(scene: Scene) -> None:
    row = scene.nominated()
    office = scene.sender.actor
    language.enter(actor=office, fellowship=row, kind=LanguageEvent.TEST, name="TCF", on=today(), result="C1")
    language.confirm(actor=office, fellowship=row)
    early = state(row)
    hosting.answer(actor=scene.host.actor, fellowship=row, answer=Answer.ACCEPTED)
    accepted = state(row)
    half = row.first + timedelta(days=100)
    for first, last, currency in ((row.first, half, "EUR"), (half + timedelta(days=1), row.last, "VND")):
        grant = Grant(source="x", amount=Decimal(100), currency=currency, first=first, last=last)
        money.fund(actor=office, fellowship=row, grant=grant)
    money.confirm(actor=office, fellowship=row)

    assert (early, accepted, state(row)) == ("nominated", "host_accepted", "language_ready")
