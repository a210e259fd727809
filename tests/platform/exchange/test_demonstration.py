"""The sample's exchange: both directions, made once, nobody real."""

from __future__ import annotations

from datetime import date

import pytest

from wardbridge.cli.demonstration import ceremony, exchange
from wardbridge.core.actors import Actor
from wardbridge.exchange.models import Application, Call, Fellowship
from wardbridge.exchange.queries import years


@pytest.mark.django_db
def test_the_sample_sends_and_receives_once() -> None:
    ceremony.hold()
    for _again in range(2):
        exchange.send_and_receive(date(2026, 11, 25))

    assert sorted(Fellowship.unscoped.values_list("state", "synthetic")) == [("arrived", True), ("nominated", True)]
    assert sorted(Application.unscoped.values_list("state", flat=True)) == ["nominated", "not_chosen"]
    assert sorted(Call.unscoped.values_list("state", flat=True)) == ["decided", "open"]
    used = {(one.quota.sender.code, one.nominated) for one in years.lines(Actor.system(), 2026) if one.nominated}
    assert used == {(exchange.HOME, 1), (exchange.ABROAD, 1)}
