"""Write the tables of ``docs/workbook.md`` from the declaration of the columns; ``check`` fails when they differ."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from wardbridge.engine.io.workbook.columns import SHEETS, Column, Kind, Sheet
from wardbridge.rulekit.messages import text

PAGE = Path(__file__).resolve().parent.parent / "docs" / "workbook.md"
START, END = "<!-- tables: written by scripts/workbook_docs.py -->", "<!-- end of tables -->"
KINDS = {
    Kind.TEXT: "text",
    Kind.CODE: "code",
    Kind.CODES: "codes",
    Kind.WHOLE: "whole number",
    Kind.DATE: "date",
    Kind.DATES: "dates",
    Kind.SPANS: "spans of days",
    Kind.YES_NO: "yes or no",
    Kind.CHOICE: "one word",
    Kind.CHOICES: "words",
    Kind.NAME_PART: "name",
    Kind.FULL_NAME: "name",
    Kind.WAYS: "lengths",
    Kind.SKILLS: "languages with a level",
}


def tables() -> str:
    """A section a sheet: what it is for, and a table of its columns."""
    return "\n".join(line for sheet in SHEETS for line in _section(sheet))


def _section(sheet: Sheet) -> Iterator[str]:
    yield f"### {sheet.key}"
    yield ""
    need = "Required." if sheet.required else "May be empty or missing."
    yield f"{text(sheet.about, 'en')} {need} Also: {', '.join((sheet.label.vi, sheet.label.fr, *sheet.label.others))}."
    yield ""
    yield "| column | tiếng Việt | français | holds | what |"
    yield "|---|---|---|---|---|"
    for column in sheet.columns:
        name = f"**{column.label.en}**" if column.required else column.label.en
        cells = (name, column.label.vi, column.label.fr, _holds(column), text(sheet.note(column), "en"))
        yield f"| {' | '.join(cells)} |"
    yield ""


def _holds(column: Column) -> str:
    if column.kind is Kind.WHOLE:
        return f"{KINDS[column.kind]}, {column.minimum}–{column.maximum}"
    if column.words:
        return f"{KINDS[column.kind]}: {', '.join(word.label.en for word in column.words)}"
    return KINDS[column.kind]


def page(old: str) -> str:
    """The page with its tables as they should be.

    Raises
    ------
    ValueError
        The page has lost one of the marks between which the tables stand.
    """
    before, start, rest = old.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"{PAGE.name} has no marks for the tables")
    return f"{before}{START}\n\n{tables()}\n{END}{after}"


def main() -> int:
    old = PAGE.read_text(encoding="utf-8")
    new = page(old)
    if sys.argv[1:] == ["check"]:
        return int(old != new)
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
