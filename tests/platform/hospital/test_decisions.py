"""The admission decision as DOCX: the official layout, the list annexed, and a template of the hospital's own."""

from __future__ import annotations

import io

import docx
from docx.shared import Mm

from tests.platform.agreements.test_word import own, words
from tests.platform.personas import Persona
from tests.platform.published import Published


def test_the_decision_has_the_official_layout_and_the_list(hospital_office: Persona, published: Published) -> None:
    asked = {"round": str(published.round.uid)}
    content = hospital_office.client.get("/hospital/admission.docx", asked).content
    said = words(content)
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "QUYẾT ĐỊNH:", "Điều 3.",
                 "Nơi nhận:", "Phạm Thị Ánh", "Khoa Tim mạch"):  # fmt: skip
        assert part in said
    assert "{" not in said
    section = docx.Document(io.BytesIO(content)).sections[0]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(one.mm) for one in margins if one] == [20, 20, 30, 15]
    assert section.page_width is not None
    assert abs(section.page_width - Mm(210)) < Mm(1)


def test_a_hospital_sets_it_into_its_own_template(hospital_office: Persona, published: Published) -> None:
    client, asked = hospital_office.client, f"?round={published.round.uid}"
    assert "{{ hospital|upper }}" in words(client.get(f"/hospital/admission/template.docx{asked}").content)
    broken = client.post(f"/hospital/admission/template/{asked}", {"file": own("{{ count")})
    assert 'id="id_file_error"' in broken.content.decode()
    kept = client.post(f"/hospital/admission/template/{asked}", {"file": own("Nhận {{ count }} người")})
    assert kept.status_code == 302
    assert words(client.get(f"/hospital/admission.docx{asked}").content) == "Nhận 5 người"


def test_others_have_no_door_to_it(stranger: Persona, school_office: Persona, published: Published) -> None:
    for persona in (stranger, school_office):
        for path in ("admission.docx", "admission/template/", "admission/template.docx"):
            assert persona.client.get(f"/hospital/{path}?round={published.round.uid}").status_code == 404
