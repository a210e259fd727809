"""Every test here walks real pages in the machine's Chromium; without one the tests are skipped and say so.

Fixtures of pytest-playwright (`page`, `context`) and of pytest-django (`live_server`) work together; a narrow
page is ``page.set_viewport_size({"width": 360, "height": 740})``.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.support.browser import ARGUMENTS, chromium

# Playwright's event loop runs in this thread, and Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all as browser tests; skip them when no Chromium starts."""
    here = [item for item in items if "tests/browser/" in item.path.as_posix()]
    for item in here:
        item.add_marker(pytest.mark.browser)
        if chromium() is None:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine: pages were not walked"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": chromium(), "args": ARGUMENTS, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1280, "height": 800},
        "reduced_motion": "reduce",
    }
