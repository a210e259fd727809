"""What must never be committed, and what the history must not carry."""

from __future__ import annotations

import re

import pytest

from tests.support.source import ROOT, git, name, text, tracked

BINARY = {".png", ".xlsx", ".xls", ".ods", ".pdf", ".woff2", ".ico", ".ttf", ".gz"}
TEXTS = [path for path in tracked() if path.suffix not in BINARY]
LOCKS = [path for path in TEXTS if path.parent == ROOT / "requirements" or path.name == "package-lock.json"]

REGISTRIES = re.compile(
    "|".join(
        ("pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs", "registry" + r"\.yarnpkg", r"://proxy\.")
    )
)
"""Hosts of package registries, written so that this file does not hold them."""

PERSONAL_FOLDERS = re.compile("|".join((f"/{'home'}/[a-z]", f"/{'root'}/", f"/{'Users'}/[A-Za-z]", f"/{'work'}/[a-z]")))
MADE_BY = re.compile(r"co-authored-by|generated (?:with|by)|\bassistant\b", re.IGNORECASE)


def holding(pattern: re.Pattern[str]) -> list[str]:
    """Tracked texts with a line that matches, as ``path:line``."""
    return [
        f"{name(path)}:{number}"
        for path in TEXTS
        for number, line in enumerate(text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_the_tree_is_read() -> None:
    assert len(TEXTS) > 50
    assert len(LOCKS) >= 3


def test_no_registry_is_named() -> None:
    assert holding(REGISTRIES) == []


def test_no_path_of_a_machine() -> None:
    assert holding(PERSONAL_FOLDERS) == []


def test_no_address_in_a_lock() -> None:
    assert [name(path) for path in LOCKS if "://" in text(path)] == []


def test_no_personal_data_folder_is_tracked() -> None:
    assert [name(path) for path in tracked() if path.suffix in {".sqlite3", ".mo"} or "var" in path.parts[:-1]] == []


def test_history_names_no_tool() -> None:
    log = git("log", "--format=%h %B")
    if log is None:
        pytest.skip("no git history here")
    assert [line for line in log.splitlines() if MADE_BY.search(line)] == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRIES, "--index-url " + "https://" + "pypi" + ".org/simple"),
        (PERSONAL_FOLDERS, "see " + "/home" + "/anna/notes"),
        (MADE_BY, "Co-authored" + "-by: someone"),
    ],
)
def test_pattern_sees_its_defect(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)
