"""House rules that the syntax tree shows; each has been seen to find its defect."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import houserules
from tests.support.source import ROOT, files, name, text, tree

PYTHON = [path for path in files(".py") if "migrations" not in path.parts]
SOURCE = [path for path in PYTHON if ROOT / "src" in path.parents]
TESTS = [path for path in PYTHON if ROOT / "tests" in path.parents]
LONGEST_FILE = 400

BYPASS_PLACES = {
    "domain", "queries", "models", "permissions", "bridge", "tasks", "management", "exports", "demonstration",
}  # fmt: skip
BYPASS_FILES = {
    "src/wardbridge/core/scoping.py",
    "src/wardbridge/core/jobs.py",
    "src/wardbridge/core/outbox.py",
    "src/wardbridge/core/upserts.py",
}
"""Code below the pages, that has checked permission already (or is what checks it); the demonstration is the system's
own act. A page that must go around says why on the line: ``# unscoped: why``."""


def lines_of(found: list[houserules.Defect], path: Path) -> list[str]:
    return [f"{name(path)}:{line}: {defect}" for line, defect in found]


@pytest.mark.parametrize("suffix", [".py", ".html", ".js", ".css", ".sh"])
def test_no_file_over_400_lines(suffix: str) -> None:
    long = {name(path): text(path).count("\n") for path in files(suffix) if text(path).count("\n") > LONGEST_FILE}
    assert long == {}


def test_no_function_over_50_lines_without_a_reason() -> None:
    assert [d for path in PYTHON for d in lines_of([*houserules.long_functions(tree(path), text(path))], path)] == []


def test_texts_are_translated_as_written() -> None:
    assert [d for path in SOURCE for d in lines_of([*houserules.formatted_texts(tree(path))], path)] == []


def test_no_test_sleeps() -> None:
    assert [d for path in TESTS for d in lines_of(reasoned(path, houserules.sleeps, "# waits:"), path)] == []


def test_only_code_below_the_pages_goes_around_visibility() -> None:
    pages = [path for path in SOURCE if name(path) not in BYPASS_FILES and not BYPASS_PLACES & {*path.parts, path.stem}]
    assert [d for path in pages for d in lines_of(reasoned(path, houserules.unscoped_uses, "# unscoped:"), path)] == []


def reasoned(
    path: Path, rule: Callable[[ast.Module], Iterator[houserules.Defect]], mark: str
) -> list[houserules.Defect]:
    """Defects of the file that give no reason."""
    return list(houserules.without_reason(rule(tree(path)), text(path), mark))


def test_only_the_ledger_writes_claims() -> None:
    others = [path for path in SOURCE if "capacity/domain/ledger" not in name(path)]
    assert [d for path in others for d in lines_of([*houserules.claims_made(tree(path))], path)] == []


@pytest.mark.parametrize(
    ("rule", "source", "count"),
    [
        ("formatted_texts", "_(f'Week {n}')", 1),
        ("formatted_texts", "gettext_lazy('Week %d' % n)", 1),
        ("formatted_texts", "_('Week {n}'.format(n=n))", 1),
        ("formatted_texts", "_('Week {n}').format(n=n)", 0),
        ("sleeps", "time.sleep(1)", 1),
        ("sleeps", "page.wait_for_timeout(500)", 1),
        ("sleeps", "page.wait_for_selector('#x')", 0),
        ("unscoped_uses", "Round.unscoped.all()", 1),
        ("unscoped_uses", "Round.objects.visible_to(actor)", 0),
        ("claims_made", "Claim.unscoped.create(limit=limit)", 1),
        ("claims_made", "Claim(limit=limit).save()", 1),
        ("claims_made", "Claim.unscoped.filter(limit=limit)", 0),
    ],
)
def test_rule_sees_its_defect(rule: str, source: str, count: int) -> None:
    assert len(list(getattr(houserules, rule)(ast.parse(source)))) == count


def test_long_function_is_seen_unless_it_gives_a_reason() -> None:
    body = "\n".join("    x = 1" for _ in range(60))
    bare, reasoned = f"def f():\n{body}\n", f"def f():  # long: one table\n{body}\n"
    assert len(list(houserules.long_functions(ast.parse(bare), bare))) == 1
    assert list(houserules.long_functions(ast.parse(reasoned), reasoned)) == []


def test_a_reason_on_the_line_excuses() -> None:
    source = "time.sleep(1)  # waits: a job that must be killed\ntime.sleep(2)\n"
    left = houserules.without_reason(houserules.sleeps(ast.parse(source)), source, "# waits:")
    assert [line for line, _defect in left] == [2]
