"""A technique goes live only with approval and a first case (invariant 12), and no step is skipped or dated back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from tests.platform.personas import Organisations, Persona
from wardbridge.core.errors import Refused
from wardbridge.research.domain import techniques
from wardbridge.research.enums import Step
from wardbridge.research.models import MonthOfCases, Technique, TechniqueStep

pytestmark = pytest.mark.django_db
DAYS = {
    "plan": date(2025, 2, 1),
    "trained": date(2025, 5, 1),
    "proctored": date(2025, 6, 1),
    "approved": date(2025, 9, 1),
}


def reach(who: Persona, row: Technique, step: str, **said: object) -> Technique:
    values = {"on": DAYS.get(step, date(2025, 10, 1)), "proof": "QĐ 1"} | said
    return techniques.reach(actor=who.actor, technique=row, step=step, **values)  # type: ignore[arg-type]


def approved(who: Persona, row: Technique, organisations: Organisations) -> Technique:
    reach(who, row, "plan")
    techniques.train(
        actor=who.actor, technique=row, post="Bác sĩ", people=2, where=organisations.other_hospital, on=date(2025, 4, 1)
    )
    for step in ("trained", "proctored", "approved"):
        row = reach(who, row, step)
    return row


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.reasons]


def test_from_need_to_independence(
    hospital_office: Persona, organisations: Organisations, technique: Technique
) -> None:
    row = approved(hospital_office, technique, organisations)
    with pytest.raises(Refused) as bare:
        reach(hospital_office, row, "live")
    assert codes(bare) == ["research-no-case"]
    with pytest.raises(Refused) as early:
        reach(hospital_office, row, "live", first_case=date(2025, 8, 31))
    assert codes(early) == ["research-case-early"]
    row = reach(hospital_office, row, "live", first_case=date(2025, 9, 20))
    techniques.count_cases(actor=hospital_office.actor, technique=row, month=date(2025, 10, 5), cases=6, guided=2)
    with pytest.raises(Refused) as guided:
        reach(hospital_office, row, "independent", outcome="Tốt")
    assert codes(guided) == ["research-guided"]
    techniques.count_cases(
        actor=hospital_office.actor, technique=row, month=date(2025, 11, 5), cases=9, complications=1
    )
    with pytest.raises(Refused) as silent:
        reach(hospital_office, row, "independent")
    assert codes(silent) == ["research-outcome"]
    row = reach(hospital_office, row, "independent", outcome="Làm chủ kỹ thuật")
    assert (row.step, row.first_case) == (Step.INDEPENDENT, date(2025, 9, 20))
    assert list(TechniqueStep.unscoped.values_list("step", flat=True)) == [
        "need", "plan", "trained", "proctored", "approved", "live", "independent",
    ]  # fmt: skip


def test_no_step_is_skipped_unproved_or_dated_back(hospital_office: Persona, technique: Technique) -> None:
    with pytest.raises(Refused, match="research-state"):
        reach(hospital_office, technique, "live", first_case=date(2025, 9, 20))
    with pytest.raises(Refused) as bad:
        reach(hospital_office, technique, "plan", on=date(2024, 1, 1), proof=" ")
    assert codes(bad) == ["research-proof", "research-backwards"]
    with pytest.raises(Refused, match="research-future"):
        reach(hospital_office, technique, "plan", on=date(2999, 1, 1))
    reach(hospital_office, technique, "plan")
    with pytest.raises(Refused, match="research-nobody-trained"):
        reach(hospital_office, technique, "trained")


def test_the_database_refuses_a_live_technique_without_a_case_and_a_step_rewritten(technique: Technique) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Technique.unscoped.filter(pk=technique.pk).update(step="live")
    with pytest.raises(DatabaseError), transaction.atomic():
        TechniqueStep._base_manager.filter(technique=technique).update(proof="khác")


def test_cases_are_numbers_of_months_in_use(
    hospital_office: Persona, organisations: Organisations, technique: Technique
) -> None:
    def count(month: date, cases: int, **parts: int) -> MonthOfCases:
        return techniques.count_cases(actor=hospital_office.actor, technique=row, month=month, cases=cases, **parts)

    row = technique
    with pytest.raises(Refused, match="research-not-live"):
        count(date(2025, 10, 1), 1)
    row = approved(hospital_office, technique, organisations)
    for month in (date(2025, 5, 31), date(2999, 1, 1)):
        with pytest.raises(Refused, match="research-month"):
            count(month, 1)
    with pytest.raises(Refused, match="research-cases"):
        count(date(2025, 10, 1), 2, guided=3)
    count(date(2025, 10, 9), 4)
    count(date(2025, 10, 1), 5, guided=1)
    assert list(MonthOfCases.unscoped.values_list("month", "cases", "guided")) == [(date(2025, 10, 1), 5, 1)]


def test_the_giver_reads_and_a_stranger_meets_nothing(
    stranger: Persona, school_office: Persona, technique: Technique
) -> None:
    assert Technique.objects.visible_to(stranger.actor).get() == technique  # the hospital it comes from
    assert not Technique.objects.visible_to(school_office.actor).exists()
    with pytest.raises(PermissionDenied):
        reach(stranger, technique, "plan")
