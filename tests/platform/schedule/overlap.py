"""A second round on the wards of the tiny round, of another school and with learners of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.platform.agreements.papers import cover
from tests.platform.personas import Organisations, Persona
from tests.platform.planning import tiny
from wardbridge.planning.bridge import (
    Assignment,
    LearnerRow,
    Level,
    Name,
    PersonName,
    PlaceRow,
    Plan,
    ProgrammeRow,
    RequirementRow,
    RoundBook,
)
from wardbridge.planning.domain import imports
from wardbridge.planning.models import Round

ROOM = 3
"""Places in cardiology's teaching room: the limit at which the two rounds meet."""


def narrow_book() -> RoundBook:
    """The tiny round, where the room of cardiology holds three."""
    book = tiny.book()
    departments = tuple(replace(row, room=ROOM if row.code == "TM" else row.room) for row in book.departments)
    return replace(book, departments=departments)


def second_book(code: str = "TINY-2", learner: str = "B1", school: str = "Trường Khác") -> RoundBook:
    """One learner of another school on the same wards in the same weeks."""
    book = narrow_book()
    return replace(
        book,
        round=replace(book.round, code=code),
        programmes=(ProgrammeRow("RHM", school, Name("Răng hàm mặt"), "Bác sĩ", Level.UNIVERSITY),),
        requirements=(
            RequirementRow("tim", "RHM", ("cardiology",), 2),
            RequirementRow("ngoai", "RHM", ("surgery",), 1),
        ),
        learners=(LearnerRow(learner, PersonName("Trần", "Thị", "Lan"), date(2003, 1, 2), "RHM"),),
        groups=(),
        places=(PlaceRow("M1", "TM", maximum=5), PlaceRow("M1", "NG", maximum=5)),
        wishes=(),
        locks=(),
    )


def plan(*periods: int, ngoai: int, learner: str = "B1") -> Plan:
    """The second round's learner in cardiology in these weeks and in surgery in that one."""
    return Plan(
        (
            Assignment(learner, "tim", "cardiology", "TM", periods),
            Assignment(learner, "ngoai", "surgery", "NG", (ngoai,)),
        )
    )


def import_round(book: RoundBook, organisations: Organisations, coordinator: Persona) -> Round:
    """A round of the authority, in whose province the hospital is, covered by agreements."""
    organisations.hospital.parent = organisations.authority
    organisations.hospital.save()
    round_ = imports.apply(actor=coordinator.actor, owner=organisations.authority, book=book)
    cover(round_)
    return round_
