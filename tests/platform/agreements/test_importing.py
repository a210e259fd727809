"""Agreements from a workbook: drafts in their families, or every fault by row and column, all or none."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils.translation import override

from tests.platform.agreements.papers import Desk, today
from tests.platform.personas import Organisations, Persona
from wardbridge.agreements.domain import importing, sheets
from wardbridge.agreements.models import Agreement, Party, Quota
from wardbridge.core.errors import Refused

pytestmark = pytest.mark.django_db
FIRST, LAST = today() + timedelta(days=10), today() + timedelta(days=300)
NEEDED = {
    "code": "01/HĐ",
    "kind": "Hợp đồng chi tiết",
    "subject": "practice training of learners",
    "name_vi": "Hợp đồng thực hành",
    "organisation": "bv-mau",
    "party_post": "Giám đốc",
    "post": "Hiệu trưởng",
    "first": FIRST,
    "last": f"{LAST:%d/%m/%Y}",
}
Cells = dict[str, object]


def lines(*rows: Cells, language: str = "vi") -> list[tuple[int, list[object]]]:
    """A title, the heads in a language, then the rows, from row 3 on."""
    with override(language):
        heads: list[object] = [str(head) for head in sheets.COLUMNS.values()]
    body = [[(NEEDED | row).get(name) for name in sheets.COLUMNS] for row in rows]
    return [(1, ["Danh sách (mô phỏng)"]), (2, heads), *enumerate(body, start=3)]


def take(who: Persona, *rows: Cells, language: str = "vi") -> int:
    owner = who.actor.organisations[0]
    return importing.take(actor=who.actor, owner=owner, lines=lines(*rows, language=language))


def faults(who: Persona, *rows: Cells) -> list[tuple[object, ...]]:
    """(code, row, letter of the column) of every fault; nothing is written."""
    before = Agreement.unscoped.count()
    with pytest.raises(Refused) as refused, override("en"):
        take(who, *rows)
    assert all(refused.value.texts)
    assert Agreement.unscoped.count() == before
    told = [(one.params.get("cause", one.code), one.params) for one in refused.value.reasons]
    return [(code, params["row"], str(params["column"])[0]) for code, params in told]


FRAMEWORK: Cells = {"code": "NT", "kind": "framework", "name_vi": "Hợp đồng nguyên tắc"}
ANNEX: Cells = {"code": "PL", "kind": "phụ lục", "parent": "01/HĐ", "name_vi": "Phụ lục"}


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_a_family_in_any_order_becomes_drafts(
    school_office: Persona, organisations: Organisations, language: str
) -> None:
    quota: Cells = {"people": 30, "year": FIRST.year, "direction": "to the partner", "level": "university"}
    detailed: Cells = {"parent": "NT", "party_code": "77", "notice_days": 0.0, **quota}
    assert take(school_office, ANNEX, detailed, FRAMEWORK, language=language) == 3
    rows = Agreement.unscoped.values_list("code", "parent__code", "kind", "state", "last", "synthetic").order_by("code")
    assert list(rows) == [
        ("01/HĐ", "NT", "specific", "draft", LAST, True),
        ("NT", None, "framework", "draft", LAST, True),
        ("PL", "01/HĐ", "annex", "draft", LAST, True),
    ]
    made = Agreement.unscoped.get(code="01/HĐ")
    parties = Party.unscoped.filter(agreement=made).values_list("organisation", "post", "code")
    assert list(parties) == [
        (organisations.school_a.pk, "Hiệu trưởng", ""),
        (organisations.hospital.pk, "Giám đốc", "77"),
    ]
    assert made.notice_days == 0
    told = Quota.unscoped.values_list("sender", "host", "people", "year", "level")
    assert list(told) == [(organisations.school_a.pk, organisations.hospital.pk, 30, FIRST.year, "university")]


def test_every_fault_is_told_by_row_and_column(school_office: Persona) -> None:
    assert faults(
        school_office,
        {"kind": "giao kèo", "first": "mùa thu", "notice_days": -3},
        {"code": "02", "organisation": "nobody", "last": FIRST - timedelta(days=1)},
        {"code": "03", "people": -5, "year": FIRST.year},
        {"code": "04", "name_vi": "x" * 201, "post": None},
        {"code": "05", "first": date(2020, 1, 1), "last": "31/12/2020", "party_post": "#"},
        {"code": "06", "organisation": "Trường Mẫu A", "subject": "hosting"},
    ) == [
        ("agreement-row-word", 3, "B"),
        ("agreement-row-date", 3, "K"),
        ("agreement-row-number", 3, "O"),
        ("agreement-row-partner", 4, "G"),
        ("agreement-dates", 4, "L"),
        ("agreement-row-missing", 5, "R"),
        ("agreement-row-number", 5, "P"),
        ("agreement-row-missing", 6, "J"),
        ("agreement-row-long", 6, "D"),
        ("agreement-row-broken", 7, "H"),
        ("agreement-row-expired", 7, "L"),
        ("agreement-party-twice", 8, "G"),
    ]


def test_a_number_stands_once(school_office: Persona, desk: Desk) -> None:
    desk.draft(code="09")
    assert faults(school_office, {}, {"last": "30/12/2098"}, {"code": "09", "subject": "cooperation"}) == [
        ("agreement-row-twice", 4, "A"),
        ("agreement-number-taken", 5, "A"),
    ]


def test_none_belongs_under_itself(school_office: Persona) -> None:
    annexes = [ANNEX | {"code": code, "parent": parent} for code, parent in [("A", "B"), ("B", "A"), ("C", "C")]]
    below = ANNEX | {"code": "D", "parent": "A", "last": FIRST - timedelta(days=1)}
    assert faults(school_office, *annexes, below) == [
        ("agreement-row-circle", 3, "M"),
        ("agreement-row-circle", 4, "M"),
        ("agreement-row-circle", 5, "M"),
        ("agreement-dates", 6, "L"),
    ]


def test_the_family_keeps_its_rules(school_office: Persona) -> None:
    late = LAST + timedelta(days=1)
    assert faults(
        school_office,
        FRAMEWORK,
        {"parent": "NT", "last": late},
        {"code": "02", "kind": "annex"},
        {"code": "03", "kind": "framework", "parent": "NT", "subject": "cooperation"},
    ) == [
        ("agreement-parent-dates", 4, "L"),
        ("agreement-parent-needed", 5, "M"),
        ("agreement-parent-kind", 6, "M"),
    ]


def test_two_alike_at_one_time_are_refused(school_office: Persona, desk: Desk) -> None:
    desk.in_force(code="stored", subject="hosting", second_language="")
    assert faults(
        school_office,
        {},
        {"code": "02", "first": LAST, "last": None},
        {"code": "03", "first": LAST + timedelta(days=1), "last": None, "organisation": "bv-khac"},
        {"code": "04", "subject": "hosting"},
    ) == [("agreement-row-overlap", 4, "K"), ("agreement-row-overlap", 6, "K")]


def test_a_parent_may_be_stored_but_not_a_strangers(
    school_office: Persona, stranger: Persona, organisations: Organisations, desk: Desk
) -> None:
    take(stranger, {"code": "foreign", "organisation": "truong-a"})
    desk.draft(code="ours", first=FIRST, last=LAST)
    assert faults(school_office, ANNEX | {"parent": "foreign"}, ANNEX | {"code": "P2", "parent": "ours"}) == [
        ("agreement-row-parent", 3, "M")
    ]
    assert take(school_office, ANNEX | {"parent": "ours"}) == 1
    with pytest.raises(PermissionDenied):
        importing.take(actor=school_office.actor, owner=organisations.school_b, lines=lines({}))


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        ([], "agreement-heads"),
        ([(1, ["Số hiệu", None])], "agreement-heads"),
        (lines(), "agreement-no-rows"),
        (lines(*[{}] * (sheets.MOST_ROWS + 1)), "agreement-many-rows"),
    ],
)
def test_a_sheet_that_holds_no_agreements(
    school_office: Persona, sheet: list[tuple[int, list[object]]], code: str
) -> None:
    owner = school_office.actor.organisations[0]
    with pytest.raises(Refused, match=code):
        importing.take(actor=school_office.actor, owner=owner, lines=sheet)


def test_no_two_columns_share_a_head() -> None:
    for language in sheets.LANGUAGES:
        with override(language):
            assert len({str(head) for head in sheets.COLUMNS.values()}) == len(sheets.COLUMNS)


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_workbook_to_fill_in_is_read_again(
    school_office: Persona, organisations: Organisations, language: str
) -> None:
    school_office.user.language = language
    school_office.user.save(update_fields=["language"])
    browser = school_office.client
    got = browser.get("/partners/workbook/agreements.xlsx")
    book = openpyxl.load_workbook(BytesIO(got.content))
    page = book.worksheets[0]
    page["G4"] = "Bệnh viện Mẫu"
    held = BytesIO()
    book.save(held)
    sent = {"owner": organisations.school_a.pk, "file": ContentFile(held.getvalue(), name="a.xlsx")}
    assert browser.post("/partners/workbook/", sent).headers["Location"] == "/partners/"
    assert Quota.unscoped.values_list("people", flat=True).get() == 30


def test_the_page_tells_what_is_wrong(school_office: Persona, organisations: Organisations) -> None:
    sent = {"owner": organisations.school_a.pk, "file": ContentFile(b"no workbook", name="a.xlsx")}
    assert "read as a workbook" in school_office.client.post("/partners/workbook/", sent).content.decode()
    sent["owner"] = organisations.school_b.pk
    sent["file"] = ContentFile(b"x", name="a.xlsx")
    assert school_office.client.post("/partners/workbook/", sent).status_code == 200
    assert Agreement.unscoped.count() == 0
