"""Formats of ``plan.xlsx``: quiet, printable, a colour a department that follows an edited cell."""

from __future__ import annotations

from typing import Any

from wardbridge.engine.io.sheets import RoundBook

PALETTE = (
    "#D6E9F5", "#FCE3C4", "#D8EFD9", "#F6D5DC", "#E4DBF1", "#FBF3C0",
    "#CFEDEA", "#F3DCC9", "#DDE3B8", "#E8D3E6", "#D9DEE5", "#F9CFC2",
)  # fmt: skip
"""Twelve pale grounds; the department's code stands in the cell, so colour is never alone."""


class Look:
    """The formats of one file."""

    def __init__(self, workbook: Any, book: RoundBook) -> None:
        as_text = {"num_format": "@", "valign": "top"}
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.note = workbook.add_format({"italic": True, "font_color": "#555555"})
        self.head = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#D7E6E7"}
        )
        self.text = workbook.add_format({**as_text, "quote_prefix": True})
        self.day = workbook.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        self.week = workbook.add_format({**as_text, "quote_prefix": True, "border": 1, "border_color": "#DDDDDD"})
        self.absent = workbook.add_format(
            {**as_text, "align": "center", "font_color": "#888888", "bg_color": "#F0F0F0"}
        )
        self.number = workbook.add_format({"num_format": "0", "border": 1, "border_color": "#DDDDDD"})
        self.full = workbook.add_format({"num_format": "0", "bold": True, "bg_color": "#F9CFC2", "border": 1})
        grounds = [workbook.add_format({"bg_color": colour}) for colour in PALETTE]
        self._grounds = [(row.code, grounds[number % len(grounds)]) for number, row in enumerate(book.departments)]

    def colour(self, page: Any, area: tuple[int, int, int, int]) -> None:
        """Give the cells of an area the ground of the department whose code they hold."""
        for code, ground in self._grounds:
            value = f'"{code.replace(chr(34), chr(34) * 2)}"'
            page.conditional_format(*area, {"type": "cell", "criteria": "==", "value": value, "format": ground})
