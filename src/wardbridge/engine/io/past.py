"""What rows of ``imposed`` and ``history`` mean for the problem."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.io import sheets
from wardbridge.engine.io.codes import Codes
from wardbridge.engine.problem import Closed, Credit, Familiar, Imposed


def imposed_of(book: sheets.RoundBook, codes: Codes) -> tuple[Imposed, ...]:
    """Places of requirements, each as the departments that do."""
    return tuple(
        Imposed(codes.learner[row.learner], r, _departments(book, codes, row.site, row.department), row.reason)
        for row in book.imposed
        for r in _requirements(book, codes, row.learner, row.requirement)
    )


def credits_of(book: sheets.RoundBook, codes: Codes) -> tuple[Credit, ...]:
    """What is done: the discipline of a requirement, or all of it."""
    return tuple(
        Credit(codes.learner[row.learner], r, codes.discipline[row.discipline] if row.discipline else None)
        for row in book.history
        if row.effect is sheets.Past.DONE
        for r in _requirements(book, codes, row.learner, row.requirement)
    )


def closed_of(book: sheets.RoundBook, codes: Codes) -> tuple[Closed, ...]:
    """Departments where a learner is not to be again."""
    return tuple(
        Closed(
            codes.learner[row.learner], _departments(book, codes, row.site, row.department, discipline=row.discipline)
        )
        for row in book.history
        if row.effect is sheets.Past.NOT_AGAIN
    )


def familiar_of(book: sheets.RoundBook, codes: Codes) -> tuple[Familiar, ...]:
    """Sites where a learner would best stay."""
    site_of = {row.code: row.site for row in book.departments}
    rows = [row for row in book.history if row.effect is sheets.Past.STAY]
    return tuple(Familiar(codes.learner[row.learner], codes.site[row.site or site_of[row.department]]) for row in rows)


def _departments(
    book: sheets.RoundBook, codes: Codes, site: str, department: str, *, discipline: str = ""
) -> frozenset[int]:
    """All departments that fit what is given."""
    return frozenset(
        codes.department[row.code]
        for row in book.departments
        if site in {"", row.site} and department in {"", row.code} and discipline in {"", row.discipline}
    )


def _requirements(book: sheets.RoundBook, codes: Codes, learner: str, requirement: str) -> Iterator[int]:
    """Requirements of the learner's programme with this code, one for each track that has it."""
    programme = book.learners[codes.learner[learner]].programme
    for r, row in enumerate(book.requirements):
        if (row.programme, row.code) == (programme, requirement):
            yield r
