from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.base import ContentFile

from tests.platform.personas import Organisations, Persona
from wardbridge.alumni.domain import remembering
from wardbridge.alumni.domain.remembering import Tale
from wardbridge.alumni.models import History

HEADS = ("Mã", "Họ và tên", "Nghề nghiệp", "Chuyên khoa", "Bắt đầu", "Số tháng", "Nguồn")


def workbook(*rows: tuple[object, ...], heads: tuple[str, ...] = HEADS) -> ContentFile[bytes]:
    """A workbook as an office keeps it: a title above the heads, then a row a person."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Danh sách (mô phỏng)"])
    sheet.append(heads)
    for row in rows:
        sheet.append(list(row))
    written = BytesIO()
    book.save(written)
    return ContentFile(written.getvalue(), name="history.xlsx")


@pytest.fixture
def history(hospital_office: Persona, organisations: Organisations) -> History:
    tale = Tale(
        code="LS-1",
        name_vi="Người được đào tạo",
        told="trained",
        since=1991,
        stated=3,
        source="Bài báo",
        synthetic=True,
    )
    return remembering.tell(
        actor=hospital_office.actor, owner=organisations.hospital, partner=organisations.other_hospital, tale=tale
    )
