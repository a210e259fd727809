from __future__ import annotations

import pytest

from tests.platform.personas import Organisations
from wardbridge.core.models import Organisation


@pytest.fixture
def school(organisations: Organisations) -> Organisation:
    return organisations.school_a


@pytest.fixture
def other_school(organisations: Organisations) -> Organisation:
    return organisations.school_b
