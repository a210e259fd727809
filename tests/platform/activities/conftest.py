from __future__ import annotations

import pytest

from tests.platform.agreements.papers import Desk
from tests.platform.personas import Persona


@pytest.fixture
def desk(school_office: Persona, hospital_office: Persona) -> Desk:
    return Desk(school_office, hospital_office)
