"""From the nomination to the arrival: answers, money by currency, language, visa, papers, and who may do what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.exchange.scene import Scene, later, today
from tests.platform.personas import Persona
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.exchange.domain import hosting, language, money, transfers, visas
from wardbridge.exchange.domain.money import Grant
from wardbridge.exchange.domain.visas import Granted
from wardbridge.exchange.enums import Answer, DeclineReason, FellowshipState, HostPaper, LanguageEvent, Track
from wardbridge.exchange.exports import papers
from wardbridge.exchange.models import Fellowship, Funding, LanguagePlan, Step, TransferFile
from wardbridge.exchange.queries import stays, years

TERMS = hosting.Terms(
    objectives="Siêu âm tim qua thực quản", criteria="Xếp hạng theo điểm", unit="Tim mạch", post="Trưởng khoa"
)


@pytest.fixture
def stay(scene: Scene) -> Fellowship:
    return scene.nominated()


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as found:
        act()
    return found.value


def codes(act: Callable[[], object]) -> list[str]:
    return [reason.code for reason in refused(act).reasons]


def grant(stay: Fellowship, **changes: object) -> Grant:
    values: dict[str, object] = {
        "source": "Học bổng", "amount": Decimal(7200), "currency": "EUR", "first": stay.first, "last": stay.last,
    }  # fmt: skip
    return Grant(**{**values, **changes})  # type: ignore[arg-type]  # fields of Grant by name


def test_a_host_that_declines_says_why_and_the_quota_is_free(scene: Scene, stay: Fellowship) -> None:
    actor = scene.host.actor

    def decline(reason: DeclineReason | None) -> object:
        return hosting.answer(actor=actor, fellowship=stay, answer=Answer.DECLINED, reason=reason)

    assert codes(lambda: decline(None)) == ["fellowship-reason"]
    assert codes(lambda: decline(DeclineReason.OTHER)) == ["exchange-words"]
    decline(DeclineReason.CAPACITY)
    stay.refresh_from_db()
    (line,) = [one for one in years.lines(scene.sender.actor, stay.first.year) if one.quota.pk == stay.quota_id]
    assert (stay.state, line.nominated, line.left) == (FellowshipState.DECLINED, 0, 2)


def test_a_side_takes_only_its_own_steps(scene: Scene, stay: Fellowship, stranger: Persona) -> None:
    def answer(actor: Actor) -> object:
        return hosting.answer(actor=actor, fellowship=stay, answer=Answer.ACCEPTED)

    assert codes(lambda: answer(scene.sender.actor)) == ["fellowship-not-side"]
    with pytest.raises(PermissionDenied):
        answer(stranger.actor)
    assert codes(lambda: money.confirm(actor=scene.host.actor, fellowship=stay)) == ["fellowship-not-side"]


def test_money_never_covers_more_than_the_stay(scene: Scene, stay: Fellowship) -> None:
    outside = grant(stay, last=stay.last + timedelta(days=1))

    assert codes(lambda: money.fund(actor=scene.sender.actor, fellowship=stay, grant=outside)) == ["funding-outside"]


def test_days_without_money_are_named(scene: Scene, stay: Fellowship) -> None:
    actor = scene.sender.actor
    half = stay.first + timedelta(days=99)
    money.fund(actor=actor, fellowship=stay, grant=grant(stay, last=half))

    error = refused(lambda: money.confirm(actor=actor, fellowship=stay))
    assert error.texts == [
        f"No money covers these days of the stay: {half + timedelta(days=1):%d/%m/%Y} – {stay.last:%d/%m/%Y}."
    ]


def test_two_currencies_are_never_one_sum(scene: Scene, stay: Fellowship) -> None:
    actor = scene.sender.actor
    for amount, currency in ((Decimal("7200.50"), "EUR"), (Decimal(30_000_000), "vnd"), (Decimal("99.50"), "EUR")):
        money.fund(actor=actor, fellowship=stay, grant=grant(stay, amount=amount, currency=currency))
    funding = Funding.unscoped.filter(currency="EUR").first()
    assert funding is not None

    assert money.totals(Funding.unscoped.all()) == {"EUR": Decimal("7300.00"), "VND": Decimal(30_000_000)}

    def instal(currency: str, amount: int) -> object:
        return money.instal(actor=actor, funding=funding, amount=Decimal(amount), currency=currency, due=later(10))

    assert codes(lambda: instal("VND", 1)) == ["funding-other-currency"]
    instal("EUR", 7200)
    assert codes(lambda: instal("EUR", 1)) == ["funding-instalments"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": Decimal(0)}, "funding-amount"),
        ({"amount": Decimal("0.001")}, "funding-amount"),
        ({"amount": Decimal("NaN")}, "funding-amount"),
        ({"currency": "€"}, "funding-currency"),
    ],
)
def test_money_is_an_amount_in_a_currency(
    changes: dict[str, object], code: str, scene: Scene, stay: Fellowship
) -> None:
    act = lambda: money.fund(actor=scene.sender.actor, fellowship=stay, grant=grant(stay, **changes))  # noqa: E731

    assert codes(act) == [code]


def test_what_one_office_keeps_the_other_may_not_pay(scene: Scene, stay: Fellowship) -> None:
    row = money.fund(actor=scene.host.actor, fellowship=stay, grant=grant(stay, shared=False))

    assert row.keeper == scene.abroad
    assert not Funding.objects.visible_to(scene.sender.actor).exists()
    with pytest.raises(PermissionDenied):
        money.instal(actor=scene.sender.actor, funding=row, amount=Decimal(1), currency="EUR", due=later(10))


def test_the_language_is_ready_with_a_test_that_reaches_the_level(scene: Scene, stay: Fellowship) -> None:
    actor = scene.sender.actor
    LanguagePlan.unscoped.filter(fellowship=stay).update(now="B1", due=today() - timedelta(days=1))
    plan = LanguagePlan.unscoped.get(fellowship=stay)
    late = stays.ladder(actor, plan)
    language.enter(actor=actor, fellowship=stay, kind=LanguageEvent.TEST, name="DELF B1", on=today(), result="B1")

    assert (late.level, late.ready, late.late) == ("B1", False, True)
    assert codes(lambda: language.confirm(actor=actor, fellowship=stay)) == ["fellowship-language"]
    language.enter(actor=actor, fellowship=stay, kind=LanguageEvent.TEST, name="TCF", on=today(), result="C1")
    language.confirm(actor=actor, fellowship=stay)
    assert stays.ladder(actor, plan).level == "C1"


def test_the_visa_holds_on_every_day(scene: Scene, stay: Fellowship) -> None:
    visa = Granted(kind="VLS-TS", first=stay.first, last=stay.last - timedelta(days=1), granted_on=today())

    assert codes(lambda: visas.grant(actor=scene.sender.actor, fellowship=stay, visa=visa)) == ["fellowship-visa-short"]


def test_nobody_arrives_before_the_other_steps(scene: Scene, stay: Fellowship) -> None:
    error = refused(lambda: hosting.arrive(actor=scene.host.actor, fellowship=stay, on=today()))

    assert error.texts == [
        "Steps before this one are not done: accepted by the host, funded, language ready, visa granted."
    ]


def test_a_step_that_is_due_and_not_done_is_late(scene: Scene, stay: Fellowship) -> None:
    Step.unscoped.filter(fellowship=stay, kind="host_accepted").update(due=today() - timedelta(days=1))
    (row,) = stays.rows(scene.host.actor, stays.listed(scene.host.actor))

    assert (row.late, row.who) == (True, "hosting office")


@pytest.mark.parametrize(
    ("track", "kinds"),
    [
        (Track.STUDENT, (HostPaper.PLACEMENT,)),
        (Track.FFI, (HostPaper.APPOINTMENT, HostPaper.HOSTING)),
        (Track.ASSOCIATE, (HostPaper.APPOINTMENT, HostPaper.HOSTING)),
        (Track.OBSERVER, (HostPaper.LETTER,)),
    ],
)
def test_papers_by_status_in_french_and_vietnamese(
    track: Track, kinds: tuple[HostPaper, ...], scene: Scene, stay: Fellowship
) -> None:
    stay.track = track
    assert papers.papers_of(stay) == kinds
    assert codes(lambda: papers.paper_data(stay, kinds[0])) == ["fellowship-papers"]
    stay.save()
    row = hosting.describe(actor=scene.host.actor, fellowship=stay, terms=TERMS)

    for kind in kinds:
        data = papers.paper_data(row, kind)
        assert data["kind"]["vi"] != data["kind"]["other"]
        assert papers.word(row, kind).startswith(b"PK")
        assert papers.pdf(row, kind).startswith(b"%PDF")


def test_a_convention_states_what_fr_09_asks_for(scene: Scene, stay: Fellowship) -> None:
    assert papers.lacking(stay) == [
        "objectives of the training",
        "how the fellow was selected",
        "accredited unit",
        "post of the responsible practitioner",
    ]
    row = hosting.describe(actor=scene.host.actor, fellowship=stay, terms=TERMS)
    data = papers.paper_data(row, HostPaper.HOSTING)
    said = {one["title"]["other"]: one["text"] for one in data["articles"]}

    assert papers.lacking(row) == []
    assert said["Praticien responsable"] == "Trưởng khoa: (nom non enregistré / không ghi tên)"
    assert len(data["signers"]) == 5
    assert papers.draft_by(row) < row.first - timedelta(days=58)


def test_a_transfer_file_is_opened_once_and_filed(scene: Scene, stay: Fellowship) -> None:
    assert transfers.open_for(actor=scene.sender.actor, fellowship=stay) is None
    row = transfers.file(actor=scene.sender.actor, transfer=TransferFile.unscoped.get(), on=today(), number="01/HS")

    assert (row.filed_on, row.number) == (today(), "01/HS")
    with pytest.raises(PermissionDenied):
        transfers.file(actor=scene.host.actor, transfer=row, on=today(), number="2")


def test_an_exchange_year_in_both_directions(scene: Scene, stay: Fellowship) -> None:
    lines = years.lines(scene.sender.actor, stay.first.year)
    (there,) = [one for one in years.balances(scene.sender.actor, lines) if one.there == scene.abroad]
    (back,) = years.balances(scene.host.actor, years.lines(scene.host.actor, stay.first.year))

    assert (there.out.promised, there.out.people, there.back.people, there.difference) == (2, 1, 0, 1)
    assert (back.here, back.back.people, back.difference) == (scene.abroad, 1, -1)
    assert there.out.months == stay.months == 12
