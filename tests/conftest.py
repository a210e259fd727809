"""What holds for every test: how hypothesis draws its examples, and what this machine lets the run try."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

from tests.support import flushing, postgres
from tests.support.browser import chromium

# A shared machine may be slow at any moment: no example fails by the clock. In continuous integration the examples
# are the same each time, so that a red run means the change and not the draw.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def language_of_the_settings() -> Iterator[None]:
    """Every test begins in the default language: a page walked before leaves its reader's language in the thread."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def flush_that_passes_triggers() -> Iterator[None]:
    """Tests with a server of their own empty the database, final rows included."""
    with pytest.MonkeyPatch.context() as patch:
        flushing.around_triggers(patch)
        yield


def pytest_report_header() -> list[str]:
    return [
        f"browser: {chromium() or 'none, pages will not be walked'}",
        f"PostgreSQL programs: {postgres.programs() or 'none, the platform is tried on SQLite only'}",
    ]
