"""Every fault that the reader can find has a sentence, and no sentence waits for a fault that nobody finds."""

from __future__ import annotations

import ast
from pathlib import Path

from wardbridge.engine.io import changes, crosscheck, workbook
from wardbridge.rulekit.messages import catalogue, input

FOLDER = Path(workbook.__file__).parent
CHANGES = Path(changes.__file__).parent
SOURCES = [
    *sorted(FOLDER.rglob("*.py")),
    *sorted(CHANGES.rglob("*.py")),
    *sorted(Path(crosscheck.__file__).parent.glob("cross*.py")),
]
CALLS = {"Fault", "Refusal", "Unreadable", "_fault", "_gathered"}


def texts(path: Path) -> set[str]:
    return {
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def codes(path: Path) -> set[str]:
    """First arguments, written out, of what makes a fault."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in CALLS and call.args]
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}  # type: ignore[misc]


def test_every_code_is_in_the_catalogue() -> None:
    found = set().union(*map(codes, SOURCES))
    assert len(found) > 50
    assert found - catalogue().keys() == set()


def test_every_sentence_about_input_is_used() -> None:
    written = set().union(*map(texts, SOURCES))
    assert input.MESSAGES.keys() - written == set()
