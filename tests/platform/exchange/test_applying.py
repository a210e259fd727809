"""Applying: in time to the second, complete, of one's own; and what bad input is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.platform.exchange.scene import PDF, Scene, later, scan
from wardbridge.compliance.models import Paper
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import AuditEntry
from wardbridge.exchange.domain import applying, consents, eligibility
from wardbridge.exchange.enums import PaperKind, Purpose
from wardbridge.exchange.models import Application, Asked, Call, Consent, Proof, Waiver


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as found:
        act()
    return found.value


def codes(act: Callable[[], object]) -> list[str]:
    return [reason.code for reason in refused(act).reasons]


def passport(scene: Scene) -> Asked:
    return Asked.unscoped.get(call=scene.call, kind=PaperKind.PASSPORT)


def test_one_second_late_in_another_time_zone_is_late_and_says_so(scene: Scene) -> None:
    hanoi = datetime(2027, 1, 15, 17, 0, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    Call.unscoped.filter(pk=scene.call.pk).update(deadline=hanoi)
    scene.call.refresh_from_db()
    who = scene.applicant("Ước")
    row = scene.draft(who)
    scene.complete(who, row)
    row.refresh_from_db()
    paris = datetime(2027, 1, 15, 11, 0, 1, tzinfo=ZoneInfo("Europe/Paris"))

    error = refused(lambda: applying.send(actor=who[0].actor, application=row, at=paris))
    assert error.texts == [
        "The call closed on 15/01/2027 17:00:00 (Asia/Ho_Chi_Minh); it is now 15/01/2027 17:00:01 there. "
        "An application sent after that can't be taken."
    ]
    sent = applying.send(actor=who[0].actor, application=row, at=datetime(2027, 1, 15, 10, 0, 0, tzinfo=UTC))
    assert sent.state == "eligible"


def test_everything_that_is_missing_is_said_at_once(scene: Scene) -> None:
    who = scene.applicant("Ước")
    row = scene.draft(who)

    assert codes(lambda: applying.send(actor=who[0].actor, application=row)) == [
        "application-no-consent",
        "application-missing",
    ]


def test_a_scan_of_80_mb_is_refused_by_its_size(scene: Scene) -> None:
    who = scene.applicant("Ước")
    row = scene.draft(who)
    file = scan()
    file.size = 80 * 1024 * 1024

    act = lambda: applying.attach(  # noqa: E731
        actor=who[0].actor, application=row, asked=passport(scene), file=file, valid_until=later(900)
    )
    assert refused(act).texts == ["The file has 80.0 MB; at most 10 MB are taken."]
    assert not Paper.unscoped.exists()


@pytest.mark.parametrize("script", [b"/JavaScript", b"/J#61vaScript", b"/Launch"])
def test_a_pdf_with_scripts_is_refused(script: bytes, scene: Scene) -> None:
    who = scene.applicant("Ước")
    row = scene.draft(who)
    file = scan(PDF + b"\n1 0 obj << /OpenAction << /S " + script + b" >> >> endobj")

    act = lambda: applying.attach(  # noqa: E731
        actor=who[0].actor, application=row, asked=passport(scene), file=file, valid_until=later(900)
    )
    assert codes(act) == ["file-scripts"]
    assert not Proof.unscoped.exists()


@pytest.mark.parametrize(
    ("days", "code"),
    [(-1, "application-expired"), (300, "application-ends-early"), (None, "application-no-expiry")],
)
def test_a_passport_holds_until_the_stay_ends(days: int | None, code: str, scene: Scene) -> None:
    who = scene.applicant("Ước")
    row = scene.draft(who)
    until = None if days is None else later(days)

    act = lambda: applying.attach(  # noqa: E731
        actor=who[0].actor, application=row, asked=passport(scene), file=scan(), valid_until=until
    )
    assert codes(act) == [code]


def test_a_paper_lies_encrypted_and_each_reading_is_written_down(scene: Scene) -> None:
    row = scene.sent("Ước")
    proof = Proof.unscoped.filter(application=row).select_related("paper").first()
    assert proof is not None
    assert proof.paper is not None
    found = applying.read_paper(actor=scene.sender.actor, proof=proof)

    assert PDF not in bytes(proof.paper.sealed)
    assert found is not None
    assert found[1] == PDF
    assert AuditEntry.objects.filter(verb="application.read", actor_id=scene.sender.user.pk).count() == 1


def test_nobody_applies_for_another_and_what_was_sent_stays(scene: Scene) -> None:
    who, other = scene.applicant("Ước"), scene.applicant("Ánh")
    row = scene.sent("Đào")

    assert codes(lambda: scene.draft((other[0], who[1]))) == ["application-not-yours"]
    owner = row.person
    act = lambda: applying.withdraw(actor=other[0].actor, application=row)  # noqa: E731
    assert codes(act) == ["application-not-yours"]
    assert owner != other[1]


def test_an_application_below_the_level_waits_for_a_waiver_by_name(scene: Scene) -> None:
    row = scene.sent("Ước", cefr="B1")
    assert row.state == "ineligible"

    def waive(words: str) -> object:
        return eligibility.waive(actor=scene.sender.actor, application=row, code="eligible-language", words=words)

    assert codes(lambda: waive(" ")) == ["exchange-words"]
    waive("Đã ghi danh lớp B2")
    row.refresh_from_db()
    assert row.state == "eligible"
    assert Waiver.unscoped.get().by == scene.sender.user
    assert codes(lambda: waive("lần nữa")) == ["application-nothing-to-waive"]


def test_each_purpose_is_agreed_to_by_itself_and_taken_back(scene: Scene) -> None:
    row = scene.sent("Ước")
    person, home = row.person, scene.home
    actor = person.user
    assert actor is not None
    consent = Consent.unscoped.filter(person=person)

    assert set(consent.values_list("purpose", flat=True)) == {Purpose.SELECTION, Purpose.TRANSFER}
    assert not consents.holds(person, home, Purpose.ALUMNI)

    consents.withdraw(actor=Actor.of(actor), person=person, organisation=home, purpose=Purpose.TRANSFER)
    assert not consents.holds(person, home, Purpose.TRANSFER)
    assert consent.count() == 2


def test_an_office_does_not_see_a_draft(scene: Scene) -> None:
    scene.draft(scene.applicant("Ước"))

    assert not Application.objects.visible_to(scene.sender.actor).exists()


def test_the_deadline_itself_is_in_time(scene: Scene) -> None:
    assert scene.call.takes_at(scene.call.deadline)
    assert not scene.call.takes_at(scene.call.deadline + timedelta(microseconds=1))
