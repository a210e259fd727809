"""The sheet of equity: burdens by school, by class and group, and by learner with what is carried over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wardbridge.engine.equity import Fairness, Share
from wardbridge.engine.io.planbook.look import Look
from wardbridge.rulekit.messages import text

_SHARES = ("plan-department-name", "plan-people", "plan-borne", "plan-carried", "plan-fair", "plan-beyond")
_LEARNERS = ("plan-code", "plan-borne", "plan-carried", "plan-carry-over")


def write_equity(page: Any, fairness: Fairness, look: Look, language: str) -> None:
    """Fill the sheet: one table below the other."""
    page.set_column(0, 0, 28)
    page.set_column(1, 5, 14)
    page.set_landscape()
    top = 0
    for title, shares in (("plan-equity-schools", fairness.schools), ("plan-equity-groups", fairness.groups)):
        if shares:
            top = _table(page, top, text(title, language), _SHARES, [_line(share) for share in shares], look, language)
    lines = [(one.code, one.borne, one.carried, one.carry_over) for one in fairness.learners]
    _table(page, top, text("plan-equity-learners", language), _LEARNERS, lines, look, language)


def _line(share: Share) -> tuple[str | float, ...]:
    return (share.code, share.learners, share.borne, share.carried, round(share.fair, 2), round(share.beyond, 2))


def _table(  # noqa: PLR0917  # a title, a head and lines
    page: Any,
    top: int,
    title: str,
    head: Sequence[str],
    lines: Sequence[Sequence[str | float]],
    look: Look,
    language: str,
) -> int:
    """Write a table and say in which row the next one may begin."""
    page.write_string(top, 0, title, look.title)
    for column, code in enumerate(head):
        page.write_string(top + 1, column, text(code, language), look.head)
    for row, line in enumerate(lines, start=top + 2):
        for column, value in enumerate(line):
            if isinstance(value, str):
                page.write_string(row, column, value, look.text)
            else:
                page.write_number(row, column, value, look.number)
    return top + len(lines) + 3
