"""Old history from a workbook: what is not known stays blank, what is wrong is told by row and column, all or none."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from tests.platform.alumni.conftest import workbook
from tests.platform.personas import Persona
from wardbridge.alumni.domain import importing
from wardbridge.alumni.models import History, PastStay
from wardbridge.alumni.queries.answers import answer
from wardbridge.core.errors import Refused
from wardbridge.people.models import Person

pytestmark = pytest.mark.django_db
FULL = ("M1", "Nguyễn Thị Bình An", "Bác sĩ", "Phẫu thuật tim mạch", "9/1991", 12, "Sổ lưu")
BARE = ("M2", None, "điều dưỡng", "Điều dưỡng", None, None, None)
YEAR = ("M3", None, "Doctor", "Phẫu thuật tim mạch", 2004, 24, None)


def test_what_is_not_known_stays_blank(hospital_office: Persona, history: History) -> None:
    assert importing.take(actor=hospital_office.actor, history=history, file=workbook(FULL, BARE, YEAR)) == 3
    stays = PastStay.unscoped.values_list("code", "profession", "began_year", "began_month", "months", "person__given")
    assert sorted(stays) == [
        ("M1", "doctor", 1991, 9, 12, "An"),
        ("M2", "nurse", None, None, None, None),
        ("M3", "doctor", 2004, None, 24, None),
    ]
    assert Person.unscoped.get(given="An").synthetic
    found = answer(hospital_office.actor, history)
    assert (found.entered, found.incomplete, found.undated) == (3, True, 1)
    assert found.by_specialty == [("Phẫu thuật tim mạch", 2), ("Điều dưỡng", 1)]
    assert found.by_length == [((12, 23), 1), ((24, None), 1), (None, 1)]
    assert found.by_decade == [(1990, 1), (2000, 1), (None, 1)]


def test_a_history_is_complete_when_its_keeper_says_so_and_all_are_entered(
    hospital_office: Persona, history: History
) -> None:
    history.complete = True
    history.save()
    importing.take(actor=hospital_office.actor, history=history, file=workbook(FULL, BARE))
    assert answer(hospital_office.actor, history).incomplete
    importing.take(actor=hospital_office.actor, history=history, file=workbook(YEAR))
    assert not answer(hospital_office.actor, history).incomplete


def test_a_corrected_workbook_corrects(hospital_office: Persona, history: History) -> None:
    importing.take(actor=hospital_office.actor, history=history, file=workbook(FULL, BARE))
    importing.take(actor=hospital_office.actor, history=history, file=workbook((*BARE[:4], "1995-03", 6, None)))
    stay = PastStay.unscoped.get(code="M2")
    assert (stay.began_year, stay.began_month, stay.months, PastStay.unscoped.count()) == (1995, 3, 6, 2)


def test_every_fault_is_told_and_nothing_is_written(hospital_office: Persona, history: History) -> None:
    bad = workbook(
        FULL,
        ("M1", None, "Phù thủy", "Tim", "13/1991", -4, None),
        (None, None, "Bác sĩ", None, "mùa thu", 9999, None),
    )
    with pytest.raises(Refused) as refused:
        importing.take(actor=hospital_office.actor, history=history, file=bad)
    assert [(one.code, one.params["row"], one.params.get("column")) for one in refused.value.reasons] == [
        ("alumni-row-date", 4, "Bắt đầu"),
        ("alumni-row-word", 4, "Nghề nghiệp"),
        ("alumni-row-number", 4, "Số tháng"),
        ("alumni-row-twice", 4, None),
        ("alumni-row-missing", 5, "Mã"),
        ("alumni-row-missing", 5, "Chuyên khoa"),
        ("alumni-row-date", 5, "Bắt đầu"),
        ("alumni-row-number", 5, "Số tháng"),
    ]
    assert all(refused.value.texts)
    assert PastStay.unscoped.count() == 0


def test_more_than_the_source_says_is_refused(hospital_office: Persona, history: History) -> None:
    rows = [(f"M{number}", None, "Bác sĩ", "Tim", None, None, None) for number in range(4)]
    with pytest.raises(Refused, match="alumni-too-many"):
        importing.take(actor=hospital_office.actor, history=history, file=workbook(*rows))
    assert PastStay.unscoped.count() == 0


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (ContentFile(b"", name="a.xlsx"), "file-empty"),
        (ContentFile(b"no workbook", name="a.xlsx"), "alumni-unreadable"),
        (workbook(FULL, heads=("A", "B")), "alumni-heads"),
    ],
)
def test_a_bad_file_is_refused(hospital_office: Persona, history: History, file: ContentFile[bytes], code: str) -> None:
    with pytest.raises(Refused, match=code):
        importing.take(actor=hospital_office.actor, history=history, file=file)


def test_only_the_keeper_reads_files_in(stranger: Persona, history: History) -> None:
    with pytest.raises(PermissionDenied):
        importing.take(actor=stranger.actor, history=history, file=workbook(FULL))
