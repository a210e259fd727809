"""Official papers as Word files in the layout of Decree 30/2020/NĐ-CP, annex I, to be filled by their tags.

A4, margins 20/20/30/15 mm, Times New Roman 13 pt; above, the issuing body with its number on the left, the national
motto with place and day on the right; the page number in the middle of the head from the second page on; below, who
receives it and who signs. Offices take such a file, change it in their word processor and give it back (`core.word`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
CENTRED, BOLD = "centred", "bold"
"""How a line of `of_lines` stands."""

CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


class Paper:
    """A Word file in the making; each method adds the next part."""

    def __init__(self) -> None:
        self.word: Document = docx.Document()
        section = self.word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.different_first_page_header_footer = True
        _page_number(section.header.paragraphs[0])
        style = self.word.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(13)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
        style.paragraph_format.space_after = Pt(0)

    def letterhead(self, *, above: str, body: str, number: str, place: str) -> None:
        """Issuing body (`above` it, the one it belongs to) and number; motto, place and day."""
        left, right = _columns(self.word, (Mm(70), Mm(95)))
        _say(left.paragraphs[0], above, size=12, align=CENTRE)
        _say(left.add_paragraph(), body, size=12.5, bold=True, align=CENTRE)
        _rule(left.add_paragraph(), Mm(23))
        _say(left.add_paragraph(), number, align=CENTRE)
        _say(right.paragraphs[0], NATION, size=12.5, bold=True, align=CENTRE)
        _say(right.add_paragraph(), MOTTO, bold=True, align=CENTRE)
        _rule(right.add_paragraph(), Mm(18))
        _say(right.add_paragraph(), place, italic=True, align=CENTRE)

    def title(self, name: str, subject: str) -> None:
        """The kind of paper and what it is about, with a line below."""
        _spaced(_say(self.word.add_paragraph(), name, size=14, bold=True, align=CENTRE), before=14)
        _say(self.word.add_paragraph(), subject, size=14, bold=True, align=CENTRE)
        _rule(self.word.add_paragraph(), Mm(60))

    def centred(self, text: str, *, italic: bool = False) -> None:
        _spaced(_say(self.word.add_paragraph(), text, bold=not italic, italic=italic, align=CENTRE))

    def text(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """A paragraph of the body: justified, its first line set in by 10 mm."""
        made = _spaced(_say(self.word.add_paragraph(), text, bold=bold, italic=italic, align=JUSTIFY))
        made.paragraph_format.first_line_indent = Mm(10)

    def tag(self, text: str) -> None:
        """A paragraph that only steers the filling (``{%p if … %}``) and is gone afterwards."""
        self.word.add_paragraph(text)

    def beside(self, loop: str, left: str, right: str) -> None:
        """Two languages side by side, a row for each turn of the loop."""
        table = self.word.add_table(rows=1, cols=2)
        _widths(table, (Mm(82.5), Mm(82.5)))
        self._turns(table, loop, (left, right))

    def table(self, heads: Sequence[str], loop: str, cells: Sequence[str]) -> None:
        """A ruled table: a row of heads, repeated on each page, and a row for each turn of the loop."""
        table = self.word.add_table(rows=1, cols=len(heads))
        table.style = "Table Grid"
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            _say(cell.paragraphs[0], head, size=11, bold=True, align=CENTRE)
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        self._turns(table, loop, cells, fresh=True)

    def _turns(self, table: Table, loop: str, cells: Sequence[str], *, fresh: bool = False) -> None:
        first = table.add_row() if fresh else table.rows[0]  # type: ignore[no-untyped-call]  # python-docx types it not
        first.cells[0].text = f"{{%tr for {loop} %}}"
        row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx types it not
        for cell, text in zip(row.cells, cells, strict=True):
            _say(cell.paragraphs[0], text, size=11 if fresh else 13)
        table.add_row().cells[0].text = "{%tr endfor %}"  # type: ignore[no-untyped-call]  # python-docx types it not

    def page_break(self) -> None:
        self.word.add_page_break()  # type: ignore[no-untyped-call]  # python-docx types it not

    def ending(self, receivers: Iterable[str], signs: Sequence[str], last: str) -> None:
        """Who receives it on the left; on the right who signs, with room for signature and stamp."""
        left, right = _columns(self.word, (Mm(80), Mm(85)))
        _say(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
        for one in receivers:
            _say(left.add_paragraph(), one, size=11)
        _say(right.paragraphs[0], signs[0], bold=True, align=CENTRE)
        for one in signs[1:]:
            _say(right.add_paragraph(), one, bold=True, align=CENTRE)
        for _line in range(4):
            right.add_paragraph()
        _say(right.add_paragraph(), last, size=11, italic=True, align=CENTRE)

    def content(self) -> bytes:
        out = io.BytesIO()
        self.word.save(out)
        return out.getvalue()


def of_lines(lines: Iterable[tuple[str, str]]) -> bytes:
    """A paper without a letterhead: its paragraphs, each with how it stands (`CENTRED`, `BOLD`, both, or "")."""
    paper = Paper()
    for text, how in lines:
        align = CENTRE if CENTRED in how else None
        _say(paper.word.add_paragraph(), text, bold=BOLD in how, align=align)
    return paper.content()


def _columns(word: Document, widths: tuple[Mm, Mm]) -> tuple[_Cell, _Cell]:
    table = word.add_table(rows=1, cols=2)
    _widths(table, widths)
    return table.cell(0, 0), table.cell(0, 1)


def _widths(table: Table, widths: Sequence[Mm]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _say(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = 13,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _spaced(paragraph: Paragraph, before: float = 6) -> Paragraph:
    paragraph.paragraph_format.space_before = Pt(before)
    return paragraph


def _rule(paragraph: Paragraph, indent: Mm) -> None:
    """A thin line in the middle of what is above it: the border of a small paragraph, set in on both sides."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    paragraph.paragraph_format.line_spacing = Pt(3)
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph._p.get_or_add_pPr().append(border)


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        made = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            made.set(qn("w:fldCharType"), kind)
        else:
            made.text = text
        run._r.append(made)
