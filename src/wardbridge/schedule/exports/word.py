"""The admission decision as DOCX, from a template that people edit; its tags are those of `documents.decision_data`."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import override

from wardbridge.core import word
from wardbridge.core.models import Organisation
from wardbridge.core.official import Paper
from wardbridge.schedule.exports.documents import decision_data
from wardbridge.schedule.models import Placement, Version


def decision_docx(
    version: Version, hospital: Organisation, placements: Sequence[Placement], template: bytes | None = None
) -> bytes:
    """The hospital's decision to receive the learners, with the list annexed; always in Vietnamese.

    Raises
    ------
    Refused
        ``document-template``, when the office's own template can't be filled.
    """
    with override("vi"):
        return word.filled(template or shipped_template(), decision_data(version, hospital, placements))


def shipped_template() -> bytes:
    """The template that hospitals may take, edit and upload."""
    paper = Paper()
    paper.letterhead(
        above="{{ authority }}",
        body="{{ hospital|upper }}",
        number="Số: ………/QĐ-BV",
        place="{{ place }}, ngày …… tháng …… năm {{ year }}",
    )
    paper.title("QUYẾT ĐỊNH", "Về việc tiếp nhận người học đến thực tập tại {{ hospital }}")
    paper.centred("GIÁM ĐỐC {{ hospital|upper }}")
    for basis in (
        "Căn cứ Nghị định số 111/2017/NĐ-CP ngày 05 tháng 10 năm 2017 của Chính phủ quy định về tổ chức đào tạo thực "
        "hành trong đào tạo khối ngành sức khỏe;",
        "Căn cứ hợp đồng nguyên tắc và hợp đồng chi tiết về đào tạo thực hành giữa {{ hospital }} và "
        "{{ schools|join('; ') }};",
        "Căn cứ kế hoạch thực tập “{{ round }}”, phiên bản {{ version }};",
        "Theo đề nghị của Trưởng phòng Đào tạo.",
    ):
        paper.text(basis, italic=True)
    paper.centred("QUYẾT ĐỊNH:")
    for article in (
        "Điều 1. Tiếp nhận {{ count }} người học của {{ schools|join('; ') }}, chương trình "
        "{{ programmes|join('; ') }}, đến thực tập tại {{ hospital }} từ ngày {{ first }} đến ngày {{ last }} "
        "(có danh sách kèm theo).",
        "Điều 2. Người học thực tập tại các khoa theo lịch luân khoa trong danh sách kèm theo; chấp hành nội quy của "
        "bệnh viện, quy chế khám bệnh, chữa bệnh và sự hướng dẫn của người giảng dạy thực hành.",
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Trưởng phòng Đào tạo, trưởng các khoa có người học thực "
        "tập, các phòng liên quan và người học có tên trong danh sách chịu trách nhiệm thi hành Quyết định này./.",
    ):
        paper.text(article)
    paper.ending(
        ("- Như Điều 3;", "- {{ schools|join('; ') }};", "- Lưu: VT, ĐT."),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        "(ký, ghi rõ họ tên, đóng dấu)",
    )
    _annex(paper)
    return paper.content()


def _annex(paper: Paper) -> None:
    paper.page_break()
    paper.centred("DANH SÁCH NGƯỜI HỌC ĐẾN THỰC TẬP")
    paper.centred("(Kèm theo Quyết định số ………/QĐ-BV ngày …… tháng …… năm {{ year }} của {{ hospital }})", italic=True)
    paper.table(
        ("TT", "Mã sinh viên", "Họ và tên", "Ngày sinh", "Lớp", "Khoa (thời gian)"),
        "one in learners",
        (
            "{{ loop.index }}",
            "{{ one.code }}",
            "{{ one.name }}",
            "{{ one.born }}",
            "{{ one.class }}",
            "{{ one.blocks|join('; ') }}",
        ),
    )
    paper.text("Danh sách gồm {{ count }} người học./.")
    paper.tag("{%p if synthetic %}")
    paper.centred("Dự thảo – dữ liệu mô phỏng, không có người thật", italic=True)
    paper.tag("{%p endif %}")
