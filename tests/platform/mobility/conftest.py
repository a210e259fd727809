from __future__ import annotations

import pytest

from tests.platform.exchange.scene import Scene, make_scene
from tests.platform.personas import Organisations


@pytest.fixture
def scene(organisations: Organisations) -> Scene:
    return make_scene(organisations)
