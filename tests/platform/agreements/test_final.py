"""A signed text can't change by any door: not by the model, not in bulk, not by plain SQL."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.platform.agreements.papers import Desk
from wardbridge.agreements.models import Agreement, Change, Document, Signature, TextVersion
from wardbridge.core.models import RowIsFinal

TABLES = [Document, TextVersion, Signature, Change]


@pytest.mark.parametrize("model", TABLES)
def test_the_model_refuses(model: type[Document], desk: Desk) -> None:
    desk.in_force()
    row = model.unscoped.first()
    assert row is not None
    for act in (row.save, row.delete, model.unscoped.all().delete, lambda: model.unscoped.update(agreement=None)):
        with pytest.raises(RowIsFinal):
            act()


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.parametrize("act", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_the_database_refuses(model: type[Document], act: str, desk: Desk) -> None:
    desk.in_force()
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table=model._meta.db_table))


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE agreements_agreement SET last = NULL",
        "UPDATE agreements_agreement SET kind = 'annex'",
        "DELETE FROM agreements_agreement",
    ],
)
def test_the_database_keeps_what_was_agreed(act: str, desk: Desk) -> None:
    desk.in_force()
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)


def test_the_model_keeps_what_was_agreed(desk: Desk) -> None:
    row = desk.in_force()
    row.first -= timedelta(days=1)
    with pytest.raises(RowIsFinal):
        row.save()


def test_a_draft_may_change(desk: Desk) -> None:
    row = Agreement.unscoped.get(pk=desk.draft().pk)
    row.first -= timedelta(days=1)
    row.save()
    assert Agreement.unscoped.filter(first=row.first).exists()
