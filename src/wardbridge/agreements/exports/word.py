"""The contract as DOCX, from a template that people edit in their word processor.

The template's tags are Jinja (``{{ number }}``, ``{%p for clause in clauses %}``); what they may say is what
`contracts.contract_data` says. It is filled in a sandbox, because offices upload templates of their own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from wardbridge.agreements import messages
from wardbridge.core.errors import Refused

CENTRED, BOLD = "centred", "bold"
MOST_UNPACKED = 50 * 1024 * 1024

LINES: tuple[tuple[str, str], ...] = (
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", f"{CENTRED} {BOLD}"),
    ("Độc lập - Tự do - Hạnh phúc", f"{CENTRED} {BOLD}"),
    ("", ""),
    ("{{ kind.vi|upper }}{% if language %} / {{ kind.other|upper }}{% endif %}", f"{CENTRED} {BOLD}"),
    ("{{ title.vi }}{% if title.other %} / {{ title.other }}{% endif %}", f"{CENTRED} {BOLD}"),
    ("{{ words.number.vi }}: {{ number }}", CENTRED),
    ("{%p if law %}", ""),
    ("{{ words.basis.vi }}: {{ law }};", ""),
    ("{%p endif %}", ""),
    ("{%p if parent %}", ""),
    ("{{ words.under.vi }}: {{ parent.vi }}, {{ words.number.vi }} {{ parent.number }};", ""),
    ("{%p endif %}", ""),
    ("{%p for party in parties %}", ""),
    ("{{ words.party.vi }} {{ party.letter }}: {{ party.name.vi }}{% if party.name.other %} / {{ party.name.other }}"
     "{% endif %}", BOLD),
    ("{{ words.represented.vi }}: {{ party.signatory or words.unnamed.vi }} · "
     "{{ words.post.vi }}: {{ party.post }}", ""),
    ("{%p endfor %}", ""),
    ("{%p for clause in clauses %}", ""),
    ("{{ words.article.vi }} {{ loop.index }}. {{ clause.title.vi }}{% if clause.title.other %} / "
     "{{ clause.title.other }}{% endif %}", BOLD),
    ("{{ clause.vi }}", ""),
    ("{%p if clause.other %}", ""),
    ("{{ clause.other }}", ""),
    ("{%p endif %}", ""),
    ("{%p endfor %}", ""),
    ("{{ words.term.vi }}: {{ first }} – {{ last or words.open.vi }}. {{ words.renewal.vi }}: {{ renewal.vi }}. "
     "{{ words.notice.vi }}: {{ notice }}.", ""),
    ("{%p for one in quotas %}", ""),
    ("{{ words.quotas.vi }} {{ one.year }}: {{ one.sender.vi }} → {{ one.host.vi }}, "
     "{{ one.who.vi }}: {{ one.people }}", ""),
    ("{%p endfor %}", ""),
    ("{%p for one in fees %}", ""),
    ("{{ words.fees.vi }}: {{ one.amount }} {{ one.unit.vi }}, {{ one.payer.vi }} → {{ one.payee.vi }}", ""),
    ("{%p endfor %}", ""),
    ("{%p for one in obligations %}", ""),
    ("{{ words.obligations.vi }}: {{ one.who.vi }}: {{ one.text }} ({{ one.due }})", ""),
    ("{%p endfor %}", ""),
    ("", ""),
    ("{%p for party in parties %}", ""),
    ("{{ words.party.vi|upper }} {{ party.letter }} – {{ party.post|upper }}", f"{CENTRED} {BOLD}"),
    ("({{ words.sign.vi }})", CENTRED),
    ("", ""),
    ("{%p endfor %}", ""),
    ("{%p if synthetic %}", ""),
    ("{{ words.synthetic.vi }}", CENTRED),
    ("{%p endif %}", ""),
)  # fmt: skip
"""The shipped template in the layout of Decree 30/2020: its paragraphs, each with how it stands."""


def shipped_template() -> bytes:
    """The template that offices may take, edit and upload."""
    return template_of(LINES)


def template_of(lines: Iterable[tuple[str, str]]) -> bytes:
    """A template of these paragraphs (text, how it stands): A4, margins 20/20/30/15 mm, Times New Roman 13 pt."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    font = word.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(13)
    for text, how in lines:
        _paragraph(word, text, how)
    return _bytes(word)


def contract_docx(data: dict[str, Any], template: bytes | None = None) -> bytes:
    """The contract of these data, in the office's template or the shipped one.

    Raises
    ------
    Refused
        ``agreement-template``: it is no DOCX, or its tags can't be filled.
    """
    content = template or shipped_template()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise Refused.because(messages.TEMPLATE, found="zip")
        filled = DocxTemplate(io.BytesIO(content))
        filled.render(data, jinja_env=SandboxedEnvironment(autoescape=True), autoescape=True)
        out = io.BytesIO()
        filled.save(out)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, TemplateError) as error:
        raise Refused.because(messages.TEMPLATE, found=str(error)[:120] or type(error).__name__) from error
    return out.getvalue()


def _paragraph(word: Document, text: str, how: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.add_run(text).bold = BOLD in how
    if CENTRED in how:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _bytes(word: Document) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()
