from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone, translation
from pytest_django import Settings

from tests.platform.notices.conftest import Mailbox
from tests.platform.personas import Persona, World, make_persona
from tests.platform.races import at_once
from wardbridge.notices import texts
from wardbridge.notices.domain import delivering, inbox, telling
from wardbridge.notices.domain.telling import Recipient
from wardbridge.notices.enums import DeliveryState
from wardbridge.notices.models import Delivery, Notice
from wardbridge.notices.queries import inbox as questions

pytestmark = pytest.mark.django_db(transaction=True)
CARDIOLOGY = {"vi": "Tim mạch", "en": "Cardiology", "fr": ""}
FIRST = date(2025, 3, 13)


def tell(kind: str, *recipients: Recipient) -> int:
    with transaction.atomic():
        return telling.tell(
            kind=kind,
            recipients=recipients,
            params={"name": "Ân", "department": CARDIOLOGY, "first": texts.day(FIRST), "weeks": 3},
            link="/learner/",
        )


def make_due() -> None:
    Delivery.objects.update(due=timezone.now() - timedelta(seconds=1))


def test_a_notice_reaches_the_mailbox_through_the_worker(
    kind: str, mailbox: Mailbox, run_tasks: Callable[[], None], settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://wardbridge.example"
    tell(kind, Recipient(email="an@example.org", language="vi"))

    run_tasks()

    ((address, mail),) = mailbox.taken
    assert (address, mail["To"], mail["From"]) == (
        "an@example.org",
        "an@example.org",
        "Wardbridge <office@wardbridge.example>",
    )
    assert mail["Subject"] == "Ân: Tim mạch"
    assert "Ân goes to Tim mạch on 13" in mail.get_content()
    assert "https://wardbridge.example/learner/" in mail.get_content()
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_each_reader_is_written_to_in_his_language(kind: str, mailbox: Mailbox, run_tasks: Callable[[], None]) -> None:
    english = make_persona("english").user  # reads English
    tell(
        kind,
        Recipient(user=english),
        Recipient(email="fr@example.org", language="fr"),
        Recipient(email="x@example.org"),
    )

    run_tasks()

    subjects = {address: mail["Subject"] for address, mail in mailbox.taken}
    assert subjects == {
        "english@example.org": "Ân: Cardiology",
        "fr@example.org": "Ân: Tim mạch",  # no French name: the Vietnamese one
        "x@example.org": "Ân: Tim mạch",
    }


def test_who_has_neither_account_nor_address_is_not_told(kind: str) -> None:
    assert tell(kind, Recipient(), Recipient(user=make_persona("someone").user)) == 1
    assert Notice.unscoped.count() == 1


def test_what_is_rolled_back_is_not_told(kind: str, mailbox: Mailbox, run_tasks: Callable[[], None]) -> None:
    with transaction.atomic():
        tell(kind, Recipient(email="an@example.org"))
        transaction.set_rollback(True)

    run_tasks()

    assert mailbox.taken == []


def test_an_unknown_kind_and_a_notice_outside_of_a_transaction_are_refused(kind: str) -> None:
    with pytest.raises(KeyError), transaction.atomic():
        telling.tell(kind="test.unknown", recipients=[])
    with pytest.raises(RuntimeError):
        telling.tell(kind=kind, recipients=[])


def test_a_server_that_is_busy_is_tried_again_under_the_same_message_id(kind: str, mailbox: Mailbox) -> None:
    mailbox.replies = ["451 try later"]
    tell(kind, Recipient(email="an@example.org"))

    assert delivering.send_due() == 0
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == (DeliveryState.QUEUED, 1)
    assert delivery.due > timezone.now()

    make_due()
    assert delivering.send_overdue() == 1
    assert mailbox.taken[0][1]["Message-ID"] == f"<{delivery.uid}@wardbridge.example>"


def test_a_mailbox_that_does_not_exist_is_given_up_and_holds_nobody_up(kind: str, mailbox: Mailbox) -> None:
    mailbox.refused = {"gone@example.org"}
    tell(kind, Recipient(email="gone@example.org"), Recipient(email="an@example.org"))

    assert delivering.send_due() == 1

    states = dict(Delivery.objects.values_list("address", "state"))
    assert states == {"gone@example.org": DeliveryState.FAILED, "an@example.org": DeliveryState.SENT}


def test_a_server_that_never_answers_is_given_up_in_the_end(kind: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell(kind, Recipient(email="an@example.org"))

    for _ in range(delivering.MAX_TRIES):
        make_due()
        delivering.send_due()

    assert Delivery.objects.get().state == DeliveryState.FAILED
    assert "refused" in Delivery.objects.get().error.lower()


def test_what_a_killed_worker_was_sending_is_sent_when_its_claim_runs_out(kind: str, mailbox: Mailbox) -> None:
    tell(kind, Recipient(email="an@example.org"))
    assert delivering._claim() is not None  # and then the worker is killed
    assert delivering.send_due() == 0

    make_due()

    assert delivering.send_due() == 1
    assert delivering.send_due() == 0


def test_workers_at_once_send_each_mail_once(kind: str, mailbox: Mailbox) -> None:
    tell(kind, *(Recipient(email=f"sv{number}@example.org") for number in range(12)))

    at_once(lambda _: delivering.send_due(), 3)

    assert sorted(address for address, _ in mailbox.taken) == sorted(f"sv{number}@example.org" for number in range(12))


def test_a_reader_finds_his_notices_and_only_his(
    kind: str, world: World, learner: Persona, hospital_office: Persona
) -> None:
    tell(kind, Recipient(user=learner.user, params={"name": "An"}, link="/learner/weeks/"))

    (notice,) = questions.inbox(learner.actor)
    with translation.override("en"):
        assert notice.text.subject == "An: Cardiology"
    assert notice.link == "/learner/weeks/"
    assert questions.unread(learner.actor) == 1
    assert questions.unread(hospital_office.actor) == 0
    assert inbox.mark_read(actor=hospital_office.actor) == 0
    assert inbox.mark_read(actor=learner.actor, uids=[notice.uid]) == 1
    assert questions.unread(learner.actor) == 0
