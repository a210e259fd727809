"""Contracts as DOCX: the shipped template, one of the office's own, and what is refused."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.files.base import ContentFile
from docx.oxml.ns import qn

from tests.platform.agreements.papers import Desk
from wardbridge.agreements.domain import templates
from wardbridge.agreements.exports.word import shipped_template
from wardbridge.core.errors import Refused


def words(content: bytes) -> str:
    """Every paragraph of the body and of its tables, in their order."""
    word = docx.Document(io.BytesIO(content))
    return "\n".join(
        "".join(part.text or "" for part in one.iter(qn("w:t"))) for one in word.element.body.iter(qn("w:p"))
    )


def own(text: str) -> ContentFile[bytes]:
    word = docx.Document()
    word.add_paragraph(text)
    out = io.BytesIO()
    word.save(out)
    return ContentFile(out.getvalue(), name="own.docx")


def test_the_contract_says_parties_clauses_and_term(desk: Desk) -> None:
    row = desk.draft(second_language="fr", name_vi="Hợp đồng <Mẫu> & bạn")
    said = words(templates.docx_of(row, 1))
    for part in ("Hợp đồng <Mẫu> & bạn", "Trường Mẫu A", "Giám đốc", "Điều 9.", "Bên B", "La partie B", row.code):
        assert part in said
    assert "{" not in said


def test_the_pages_give_the_contract_and_the_template(desk: Desk) -> None:
    row = desk.draft()
    client = desk.school.client
    assert "Điều 1." in words(client.get(f"/partners/{row.uid}/contract.docx").content)
    assert words(client.get(f"/partners/{row.uid}/template.docx").content) == words(shipped_template())
    asked = {"file": own("Số {{ number }}")}
    assert client.post(f"/partners/{row.uid}/template/", asked).status_code == 302
    assert words(client.get(f"/partners/{row.uid}/contract.docx").content) == f"Số {row.code}"
    assert desk.hospital.client.get(f"/partners/{row.uid}/contract.docx").status_code == 404


@pytest.mark.parametrize(
    "text",
    ["{{ number", "{% for x %}", "{{ number.__class__.__mro__ }}", "{{ ''.__class__.mro()[1].__subclasses__() }}"],
)
def test_a_template_that_breaks_or_reaches_out_is_refused(text: str, desk: Desk) -> None:
    row = desk.draft()
    with pytest.raises(Refused) as refused:
        templates.keep(actor=desk.school.actor, agreement=row, file=own(text))
    assert [one.code for one in refused.value.reasons] == ["document-template"]


def test_what_is_no_docx_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        templates.keep(actor=desk.school.actor, agreement=desk.draft(), file=ContentFile(b"MZ", name="x.docx"))
    assert [one.code for one in refused.value.reasons] == ["document-template"]
