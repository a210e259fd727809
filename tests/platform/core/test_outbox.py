from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tests.platform.races import at_once
from wardbridge.core import outbox
from wardbridge.core.domain import outbox_delivery
from wardbridge.core.enums import MessageState, OrganisationKind
from wardbridge.core.models import Organisation, OutboxMessage

pytestmark = pytest.mark.django_db(transaction=True)
TOPIC = "test.topic"


@pytest.fixture
def arrived() -> Iterator[list[Mapping[str, Any]]]:
    """Payloads that the handler of `TOPIC` was given; each also makes an organisation, as handlers write rows."""
    got: list[Mapping[str, Any]] = []

    def take(payload: Mapping[str, Any]) -> None:
        Organisation.objects.create(code=payload["code"], kind=OrganisationKind.SCHOOL)
        got.append(payload)
        if payload.get("fail"):
            raise ValueError("on purpose")

    outbox._handlers[TOPIC] = [take]
    yield got
    del outbox._handlers[TOPIC]


def put(*codes: str, **more: Any) -> None:
    with transaction.atomic():
        outbox.put_many(topic=TOPIC, payloads=[{"code": code, **more} for code in codes])


def test_a_message_is_delivered_by_the_worker_after_the_commit(
    arrived: list[Mapping[str, Any]], run_tasks: Callable[[], None]
) -> None:
    put("a", "b")
    assert arrived == []

    run_tasks()

    assert [payload["code"] for payload in arrived] == ["a", "b"]
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {MessageState.SENT}


def test_a_message_of_a_change_rolled_back_is_never_delivered(
    arrived: list[Mapping[str, Any]], run_tasks: Callable[[], None]
) -> None:
    with transaction.atomic():
        outbox.put(topic=TOPIC, payload={"code": "a"})
        transaction.set_rollback(True)

    run_tasks()

    assert arrived == []


def test_a_message_outside_of_a_transaction_is_refused(db: None) -> None:
    with pytest.raises(RuntimeError):
        outbox.put(topic=TOPIC, payload={})


def test_what_a_failed_handler_wrote_is_undone_and_the_message_comes_again(arrived: list[Mapping[str, Any]]) -> None:
    put("a", fail=True)

    assert outbox_delivery.dispatch() == 0

    message = OutboxMessage.objects.get()
    assert Organisation.objects.count() == 0
    assert (message.state, message.tries) == (MessageState.PENDING, 1)
    assert message.due > timezone.now()
    assert "on purpose" in message.error


def test_a_message_that_keeps_failing_is_given_up_and_kept(arrived: list[Mapping[str, Any]]) -> None:
    put("a", fail=True)
    for _ in range(outbox_delivery.MAX_TRIES):
        OutboxMessage.objects.update(due=timezone.now() - timedelta(seconds=1))
        outbox_delivery.dispatch()

    assert OutboxMessage.objects.get().state == MessageState.FAILED
    assert not outbox_delivery.waiting()


def test_one_bad_message_does_not_hold_up_the_next(arrived: list[Mapping[str, Any]]) -> None:
    put("a", fail=True)
    put("b")

    assert outbox_delivery.dispatch() == 1
    assert Organisation.objects.get().code == "b"


def test_two_workers_at_once_deliver_each_message_once(arrived: list[Mapping[str, Any]]) -> None:
    put(*(f"m{number}" for number in range(12)))

    at_once(lambda _: outbox_delivery.dispatch(), 3)

    assert Organisation.objects.count() == 12
    assert sorted(payload["code"] for payload in arrived) == sorted(f"m{number}" for number in range(12))


def test_a_message_without_a_handler_is_settled(db: None) -> None:
    with transaction.atomic():
        outbox.put(topic="test.nobody-listens", payload={})

    assert outbox_delivery.dispatch() == 1
