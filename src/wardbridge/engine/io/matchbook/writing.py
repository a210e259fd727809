"""``match.xlsx``: who goes where and why, the hospitals, and the draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from wardbridge.engine.io.atomic import replacing
from wardbridge.engine.io.matchbook.document import Matched, hospital_data
from wardbridge.engine.matching.draw import lot
from wardbridge.rulekit.messages import text

MOST_REASONS = 3
"""Wishes of a learner for which a reason stands in the sheet; ``match.json`` has all."""

_CREATED = datetime(2025, 1, 1)
"""The same for every file, so that the same matching gives the same bytes."""

Cell = str | int | float | None


def write_matchbook(path: Path, matched: Matched, language: str) -> None:
    """Write the answer in a language; texts stay texts, so nothing in them can become a formula.

    Raises
    ------
    OSError
        The file can't be written.
    """
    with replacing(path) as part:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
        workbook = xlsxwriter.Workbook(str(part), options)
        workbook.set_properties({"title": text("match-title", language), "created": _CREATED})
        pen = _Pen(workbook, language)
        pen.sheet("match-learners", LEARNERS, _learners(matched, language))
        pen.sheet("match-hospitals", HOSPITALS, _hospitals(matched))
        pen.sheet("match-draw", DRAW, _draw(matched))
        workbook.close()


LEARNERS = ("code", "name", "score", "hospital", "hospital-name", "rank", "why")
HOSPITALS = ("code", "name", "region", "minimum", "maximum", "placed", "last-score", "last-rank")
DRAW = ("lot-place", "code", "lot", "lot-text")
WIDTHS = {"name": 26, "hospital-name": 26, "why": 90, "lot": 68, "lot-text": 26}


class _Pen:
    def __init__(self, workbook: Any, language: str) -> None:
        self.workbook, self.language = workbook, language
        self.head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#D7E6E7"})
        self.text = workbook.add_format({"num_format": "@", "valign": "top", "text_wrap": True, "quote_prefix": True})
        self.number = workbook.add_format({"valign": "top"})

    def sheet(self, title: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> None:
        page = self.workbook.add_worksheet(text(title, self.language))
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        for number, column in enumerate(columns):
            page.set_column(number, number, WIDTHS.get(column, 14))
        for number, column in enumerate(columns):
            page.write_string(0, number, text(f"match-column-{column}", self.language), self.head)
        for row, cells in enumerate(rows, start=1):
            for number, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, number, cell, self.text)
                elif cell is not None:
                    page.write_number(row, number, cell, self.number)


def _learners(matched: Matched, language: str) -> Iterator[tuple[Cell, ...]]:
    names = {row.code: row.name for row in matched.book.hospitals}
    for i, row in enumerate(matched.book.learners):
        h = int(matched.matching.hospital[i])
        code = matched.market.hospitals[h] if h >= 0 else ""
        rank = int(matched.explainer.rank[i]) if h >= 0 else None
        score = float(matched.market.score[i]) if row.score else None
        shown = code or text("match-none", language)
        yield (row.code, row.name, score, shown, names.get(code, ""), rank, why(matched, i, language))


def why(matched: Matched, i: int, language: str) -> str:
    """Why a learner's dearest wishes were not met, a sentence each."""
    reasons = matched.explainer.of(i)
    sentences = [text(r.code, language, hospital=r.hospital, **r.params) for r in reasons[:MOST_REASONS]]
    if len(reasons) > MOST_REASONS:
        sentences.append(text("match-reasons-more", language, count=len(reasons) - MOST_REASONS))
    return "\n".join(sentences)


def _hospitals(matched: Matched) -> Iterator[tuple[Cell, ...]]:
    for h, row in enumerate(matched.book.hospitals):
        data = hospital_data(matched, h)
        figures = (data["minimum"], data["maximum"], data["placed"], data["last_score"], data["last_rank"])
        yield (row.code, row.name, row.region, *figures)


def _draw(matched: Matched) -> Iterator[tuple[Cell, ...]]:
    """The lots in their order, with the text whose hash each is."""
    m, seed = matched.market, matched.matching.seed
    for i in matched.matching.place.argsort():
        code = m.learners[i]
        yield int(matched.matching.place[i]) + 1, code, lot(seed, code), f"{seed}:{code}"
