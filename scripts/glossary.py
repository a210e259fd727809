"""Write ``docs/glossary.md`` from ``docs/glossary.csv``, sorted by the English word; nobody edits the page by hand."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
HEAD = """# Glossary

One word for one thing, in the three languages of the interface. Made from `glossary.csv` by `scripts/glossary.py`.

| English | Tiếng Việt | Français |
|---|---|---|
"""


def page(rows: list[dict[str, str]]) -> str:
    """The page for rows with the columns en, vi and fr."""
    ordered = sorted(rows, key=lambda row: row["en"].casefold())
    return HEAD + "".join(f"| {row['en']} | {row['vi']} | {row['fr']} |\n" for row in ordered)


def rows() -> list[dict[str, str]]:
    with (DOCS / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    (DOCS / "glossary.md").write_text(page(rows()), encoding="utf-8")
    sys.stdout.write("docs/glossary.md written\n")
