"""The conversation: between the two sides, said once, kept; an e-mail only tells that there is something."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from tests.platform.agreements.papers import scan
from tests.platform.demand.conftest import Side
from tests.platform.personas import Persona
from wardbridge.core.errors import Refused
from wardbridge.core.models import RowIsFinal
from wardbridge.demand.domain import talking
from wardbridge.demand.models import Attachment, Message, Step
from wardbridge.notices.models import Notice

SECRET = "Trưởng khoa nghỉ đến tháng Năm"


def test_said_twice_is_said_once_and_the_notice_tells_nothing(
    side_a: Side, side_b: Side, hospital_office: Persona, stranger: Persona
) -> None:
    row, uid = side_a.ask(), uuid4()
    for _press in range(2):
        talking.say(actor=hospital_office.actor, request=row, text=SECRET, uid=uid, file=scan())

    message = Message.objects.visible_to(side_a.office.actor).get()
    notice = Notice.unscoped.get(kind="demand.said")
    assert (message.text, message.organisation) == (SECRET, side_a.world.organisations.hospital)
    assert notice.user == side_a.office.user
    assert SECRET not in notice.text.subject + notice.text.body
    assert Attachment.objects.visible_to(side_a.office.actor).get().media == "image/png"
    for persona in (side_b.office, stranger):
        assert not Message.objects.visible_to(persona.actor).exists()
        assert not Attachment.objects.visible_to(persona.actor).exists()
        with pytest.raises(PermissionDenied):
            talking.say(actor=persona.actor, request=row, text="?", uid=uuid4())


@pytest.mark.parametrize(("text", "code"), [("  ", "request-words"), ("a" * 4001, "request-long")])
def test_nothing_and_too_much_are_refused(side_a: Side, text: str, code: str) -> None:
    row = side_a.ask()
    with pytest.raises(Refused) as refused:
        talking.say(actor=side_a.office.actor, request=row, text=text, uid=uuid4())

    assert [one.code for one in refused.value.reasons] == [code]


@pytest.mark.parametrize("model", [Message, Attachment, Step])
def test_what_was_said_and_done_stays(model: type[Message], side_a: Side) -> None:
    talking.say(actor=side_a.office.actor, request=side_a.ask(), text="Xin chào", uid=uuid4(), file=scan())
    row = model.unscoped.first()
    assert row is not None
    for act in (row.save, row.delete, model.unscoped.all().delete):
        with pytest.raises(RowIsFinal):
            act()
    for statement in ("UPDATE {table} SET id = id", "DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(table=model._meta.db_table))
