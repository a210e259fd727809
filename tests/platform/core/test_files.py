"""Files that people send: what a PDF would do is seen, written plainly, escaped, or packed."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile

from wardbridge.core import files, pdf
from wardbridge.core.errors import Refused

HEAD = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n"


def packed(objects: bytes, kind: bytes = b"/ObjStm") -> bytes:
    return (
        HEAD
        + b"2 0 obj << /Type "
        + kind
        + b" /Filter /FlateDecode >>\nstream\n"
        + zlib.compress(objects)
        + (b"\nendstream endobj")
    )


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as found:
        act()
    return [reason.code for reason in found.value.reasons]


@pytest.mark.parametrize(
    "content",
    [
        HEAD + b"<< /S /JavaScript /JS (app.alert) >>",
        HEAD + b"<< /S /J#61vaScript >>",
        HEAD + b"<< /S /Launch /F (cmd.exe) >>",
        packed(b"<< /S /JavaScript >>"),
        packed(b"<< /S /JavaScript >>", b"/Obj#53tm"),
    ],
)
def test_what_acts_by_itself_is_refused(content: bytes) -> None:
    assert codes(lambda: files.read(ContentFile(content), files.SCANS)) == ["file-scripts"]


@pytest.mark.parametrize(
    "content",
    [
        HEAD,
        HEAD + b"3 0 obj << /Title (JavaScript for doctors) >> endobj",
        HEAD + b"3 0 obj << /Subtype /Image >>\nstream\n\x00/JavaScript\x00\nendstream endobj",
        HEAD + b"<< /LaunchPad 1 >>",
        packed(b"<< /Type /Page >>"),
    ],
)
def test_what_lies_still_is_taken(content: bytes) -> None:
    assert files.read(ContentFile(content), files.SCANS) == (content, files.PDF)


def test_a_locked_pdf_is_refused() -> None:
    content = HEAD + b"trailer << /Encrypt 9 0 R >>"

    assert pdf.is_locked(content)
    assert codes(lambda: files.read(ContentFile(content), files.SCANS)) == ["file-locked"]
