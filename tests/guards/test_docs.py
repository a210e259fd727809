"""What the documentation says is so: commands exist, links lead somewhere, the glossary is the table's."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from pathlib import Path

import changelog
import glossary
import pytest
from catalogue.extraction import collect
from catalogue.units import SOURCE, owned_files

from tests.support.source import ROOT, files, name, text

PAGES = [path for path in files(".md") if "decisions" not in path.parts]
MAKE_TARGETS = set(re.findall(r"^([a-z][a-z-]*):", text(ROOT / "Makefile"), re.MULTILINE))
MAKE_USED = re.compile(r"`make ([a-z-]+(?: [a-z-]+)*)|^make ([a-z-]+)", re.MULTILINE)
COMMAND_USED = re.compile(r"(?:^|[ `/])wardbridge ((?:bench )?[a-z]+)((?: +[^\n`]*)?)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def test_the_glossary_page_is_the_table_s() -> None:
    assert text(ROOT / "docs/glossary.md") == glossary.page(glossary.rows())


def test_a_word_of_the_glossary_means_one_thing() -> None:
    english = [row["en"] for row in glossary.rows()]
    assert len(english) == len(set(english))
    assert [row for row in glossary.rows() if not all(row.values())] == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    assert [link for link in LINK.findall(text(path)) if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_make_targets_exist(path: Path) -> None:
    used = {word for pair in MAKE_USED.findall(text(path)) for part in pair for word in part.split()}
    assert used - MAKE_TARGETS == set()


@pytest.fixture(scope="module")
def help_of() -> dict[str, str]:
    """Command → its help page, as the program prints it."""
    program = Path(sys.executable).parent / "wardbridge"
    used = {match[0] for path in PAGES for match in COMMAND_USED.findall(blocks(path))}
    pages = {}
    for command in sorted(used):
        done = subprocess.run([program, *command.split(), "--help"], capture_output=True, text=True, check=False)
        pages[command] = done.stdout if done.returncode == 0 else ""
    return pages


def blocks(path: Path) -> str:
    """Code of the page: fenced blocks and inline code, where commands are quoted."""
    content = text(path)
    fenced = re.findall(r"^```(?:console|sh|bash|text)?\n(.*?)^```", content, re.MULTILINE | re.DOTALL)
    return "\n".join([*fenced, *re.findall(r"`([^`\n]+)`", content)])


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_commands_and_their_options_exist(path: Path, help_of: dict[str, str]) -> None:
    missing = []
    for command, rest in COMMAND_USED.findall(blocks(path)):
        wanted = [command] if not help_of[command] else []
        wanted += [option for option in re.findall(r"--[a-z-]+", rest) if option not in help_of[command]]
        missing += [f"{command}: {word}" for word in wanted]
    assert missing == []


def test_what_the_tutorial_tells_to_press_stands_on_a_page() -> None:
    texts = {found.singular for paths in owned_files().values() for found in collect(paths, SOURCE)}
    bold = re.findall(r"\*\*(.+?)\*\*", text(ROOT / "docs/tutorial.md"), re.DOTALL)
    named = {" ".join(label.split()) for label in bold}
    assert named
    assert {label for label in named if not {label, label.rstrip(".")} & texts} == set()


def test_changelog_fragments_are_named_by_kind() -> None:
    assert all(text(path).strip() for path in changelog.fragments(ROOT / "changelog.d"))


def test_changelog_section(tmp_path: Path) -> None:
    for fragment, words in {"a.added.md": "New\nboard.\n", "b.fixed.md": "Right dates.\n"}.items():
        (tmp_path / fragment).write_text(words, encoding="utf-8")
    made = changelog.section("1.0", datetime.date(2026, 11, 22), changelog.fragments(tmp_path))
    assert made == "## 1.0 (2026-11-22)\n\n### Added\n- New board.\n\n### Fixed\n- Right dates.\n"
    (tmp_path / "odd.md").write_text("?", encoding="utf-8")
    with pytest.raises(ValueError, match=r"odd\.md"):
        changelog.fragments(tmp_path)
