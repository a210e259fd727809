from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.platform.exchange.scene import Scene, make_scene
from tests.platform.personas import Organisations
from tests.platform.planning.fixtures import draft, tiny_round

__all__ = ["draft", "tiny_round"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared as the source has them."""
    with translation.override("en"):
        yield


@pytest.fixture
def scene(organisations: Organisations) -> Scene:
    return make_scene(organisations)
