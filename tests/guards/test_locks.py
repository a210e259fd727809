"""The lock check holds for the tree and sees each kind of defect."""

from __future__ import annotations

import json

import locks
import pytest
from packaging.requirements import Requirement

HASH = "    --hash=sha256:" + "0" * 64
GOOD = f"django==5.2.19 \\\n{HASH}\nnumpy==2.4.6 \\\n{HASH}\n"


def found(text: str, *wanted: str) -> list[str]:
    return list(locks.python_defects("lock", text, (Requirement(row) for row in wanted)))


def test_the_tree_s_locks_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert locks.check() == 0, capsys.readouterr().out


def test_a_good_lock_has_no_defect() -> None:
    assert found(GOOD, "django>=5.2,<5.3", "numpy") == []


@pytest.mark.parametrize(
    ("text", "wanted", "word"),
    [
        (GOOD + "--index-url https://example.org/simple\n", "numpy", "address"),
        ("numpy==2.4.6\n", "numpy", "no hash"),
        (GOOD, "pydantic", "nothing locked"),
        (GOOD, "django>=6", "5.2.19 locked"),
    ],
)
def test_a_defect_is_seen(text: str, wanted: str, word: str) -> None:
    assert word in " ".join(found(text, wanted))


def test_two_locks_that_disagree_are_seen() -> None:
    other = GOOD.replace("2.4.6", "2.4.5")
    assert list(locks.disagreements({"one": GOOD, "two": other})) == ["two: numpy is 2.4.5, elsewhere 2.4.6"]


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        ({"version": "5.3.9"}, "no hash"),
        ({"version": "5.3.8", "integrity": "sha512-x"}, "wanted exactly"),
        ({"version": "5.3.9", "integrity": "sha512-x", "resolved": "https://example.org/x.tgz"}, "address"),
    ],
)
def test_a_defect_of_the_npm_lock_is_seen(entry: dict[str, str], word: str) -> None:
    manifest = {"dependencies": {"bootstrap": "5.3.9"}}
    lock = {"packages": {"": manifest, "node_modules/bootstrap": entry}}
    assert word in " ".join(locks.npm_defects(manifest, json.dumps(lock)))
