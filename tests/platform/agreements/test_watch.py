"""Ahead of an end and of what is due: told once at 90, 60 and 30 days; a term's end is noticed by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.platform.agreements.papers import Desk, today
from tests.platform.personas import Organisations
from wardbridge.agreements.domain import states, terms, watch
from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement, Obligation
from wardbridge.notices.models import Notice


def told(kind: str) -> int:
    return Notice.unscoped.filter(kind=kind).count()


def days_ahead(last: date | None, days: int) -> date:
    assert last is not None
    return last - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "step"), [(120, None), (91, None), (90, 90), (61, 90), (60, 60), (31, 60), (30, 30), (0, 30), (-1, -1)]
)
def test_steps(days: int, step: int | None) -> None:
    assert watch.step_of(days) == step


def test_each_step_is_told_once_to_both_offices(desk: Desk) -> None:
    row = desk.in_force()
    for days, count in ((100, 0), (90, 2), (80, 2), (60, 4), (59, 4), (30, 6), (1, 6)):
        for _again in range(2):
            watch.look(days_ahead(row.last, days))
        assert told(watch.ENDING) == count


def test_what_is_owed_is_told_until_it_is_met(desk: Desk, organisations: Organisations) -> None:
    due = today() + timedelta(days=50)
    row = desk.draft()
    terms.add_obligation(
        actor=desk.school.actor, agreement=row, organisation=organisations.hospital, text="Báo cáo", due=due
    )
    Agreement.unscoped.filter(pk=row.pk).update(state=State.IN_FORCE)
    watch.look(today())
    assert told(watch.DUE) == 2
    owed = Obligation.unscoped.select_related("agreement").get()
    terms.meet(actor=desk.hospital.actor, obligation=owed, on=today(), proof="BC 12")
    watch.look(due)
    assert told(watch.DUE) == 2


def test_a_term_that_ends_expires(desk: Desk) -> None:
    row = desk.in_force()
    watch.look(days_ahead(row.last, 0))
    assert Agreement.unscoped.get(pk=row.pk).state == State.IN_FORCE
    watch.look(days_ahead(row.last, -1))
    assert Agreement.unscoped.get(pk=row.pk).state == State.EXPIRED


def test_one_that_renews_itself_goes_on_unless_notice_was_given(desk: Desk) -> None:
    row = desk.in_force(renewal="automatic", renewal_months=6)
    watch.look(days_ahead(row.last, -1))
    going = Agreement.unscoped.get(pk=row.pk)
    assert row.last is not None
    assert (going.state, going.until) == (State.IN_FORCE, states.months_later(row.last, 6))
    states.give_notice(actor=desk.hospital.actor, agreement=going, reason="Không tiếp tục")
    watch.look(days_ahead(going.until, -1))
    assert Agreement.unscoped.get(pk=row.pk).state == State.EXPIRED
