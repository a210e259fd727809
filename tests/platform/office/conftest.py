"""The desk that its tests share."""

from __future__ import annotations

import pytest

from tests.platform.office.rounds import Desk, make_desk
from tests.platform.personas import Organisations, Persona


@pytest.fixture
def desk(coordinator: Persona, organisations: Organisations) -> Desk:
    return make_desk(coordinator, organisations.authority)
