"""A round with a draft at the coordinator's desk: three learners, two departments, four weeks. Nobody in it exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.platform.agreements.papers import cover
from tests.platform.personas import Persona
from wardbridge.core.models import Organisation
from wardbridge.planning.bridge import (
    Assignment,
    DepartmentRow,
    GroupKind,
    GroupRow,
    LearnerRow,
    Level,
    Name,
    PersonName,
    PlaceRow,
    Plan,
    ProgrammeRow,
    RequirementRow,
    RoundBook,
    RoundRow,
    SiteRow,
    TeacherRow,
    WishRow,
)
from wardbridge.planning.domain import imports
from wardbridge.planning.domain.drafts.opening import open_from_plan
from wardbridge.planning.enums import RunState, RunStatus
from wardbridge.planning.models import Draft, Round, Run

MONDAY = date(2025, 3, 3)
LEARNERS = ("M1", "M2", "M3")


def book(*, learners: tuple[str, ...] = LEARNERS) -> RoundBook:
    """Two weeks of medicine and two of surgery for each; two places in each department."""
    return RoundBook(
        round=RoundRow("MINI", Name("Đợt nhỏ", "Mini round", "Mini campagne"), MONDAY, 4, synthetic=True),
        sites=(SiteRow("BV", Name("Bệnh viện Nhỏ"), "Bệnh viện Nhỏ"),),
        departments=(
            DepartmentRow("NOI", "BV", Name("Nội", "Medicine", "Médecine"), "internal", "NOI", beds=20),
            DepartmentRow("NGO", "BV", Name("Ngoại", "Surgery", "Chirurgie"), "surgery", "NGO", beds=20),
        ),
        teachers=tuple(
            TeacherRow(f"T{n}", PersonName("Mẫu", "", f"Thầy {n}"), place, Level.POSTGRADUATE, date(2010, 1, 1), "L")
            for n, place in enumerate(("NOI", "NGO"))
        ),
        programmes=(ProgrammeRow("Y6", "Trường Nhỏ", Name("Y khoa"), "medicine", Level.UNIVERSITY),),
        requirements=(
            RequirementRow("R-NOI", "Y6", ("internal",), 2),
            RequirementRow("R-NGO", "Y6", ("surgery",), 2),
        ),
        learners=tuple(
            LearnerRow(code, PersonName("Nguyễn", "Văn", f"Số {code}"), date(2001, 1, n + 1), "Y6", group="N1")
            for n, code in enumerate(learners)
        ),
        groups=(GroupRow("N1", GroupKind.GROUP, "Nhóm 1", "Y6", learners[0]),),
        places=(PlaceRow("BV", "NOI", maximum=2), PlaceRow("BV", "NGO", maximum=2)),
        wishes=(WishRow("M1", 1, discipline="internal"),),
    )


PLAN = Plan(
    tuple(
        Assignment(code, requirement, discipline, department, periods)
        for code, first in (("M1", "NOI"), ("M2", "NOI"), ("M3", "NGO"))
        for requirement, discipline, department, periods in (
            ("R-NOI", "internal", "NOI", (0, 1) if first == "NOI" else (2, 3)),
            ("R-NGO", "surgery", "NGO", (2, 3) if first == "NOI" else (0, 1)),
        )
    )
)
"""M1 and M2 begin with medicine, M3 with surgery."""


@dataclass
class Desk:
    """The round, its run and its open draft, and who runs it."""

    coordinator: Persona
    owner: Organisation
    round: Round
    run: Run
    draft: Draft

    def address(self, rest: str = "") -> str:
        return f"/office/rounds/{self.round.uid}/{rest}"

    @property
    def draft_address(self) -> str:
        return self.address(f"drafts/{self.draft.number}/")

    def block(self, code: str, requirement: str = "R-NOI", discipline: str = "internal") -> str:
        """The key by which the board names a block."""
        participant = self.round.participants.select_related("enrolment").get(enrolment__code=code)
        return f"{participant.enrolment.uid}/{requirement}/{discipline}/0"


def make_desk(coordinator: Persona, owner: Organisation, *, of: RoundBook | None = None) -> Desk:
    """Import the book for `owner` and open a draft with `PLAN`."""
    round_ = imports.apply(actor=coordinator.actor, owner=owner, book=of or book())
    cover(round_)
    run = Run.unscoped.create(
        round=round_,
        number=1,
        state=RunState.DONE,
        status=RunStatus.OPTIMAL,
        objective=10.0,
        bound=10.0,
        gap=0.0,
        unplaced=0,
        seconds=0.5,
        curve=[{"seconds": 0.1, "objective": 10.0, "bound": 10.0, "unplaced": 0, "phase": "done"}],
        points={"wishes": 10.0},
    )
    draft = open_from_plan(actor=coordinator.actor, round=round_, plan=PLAN, run=run)
    return Desk(coordinator, owner, round_, run, draft)
