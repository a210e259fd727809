"""Files that people send: taken by what they are, not by what they are called."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors, pdf
from wardbridge.core.errors import Refused

MOST_BYTES = 10 * 1024 * 1024
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
BEGINNINGS = {PDF: b"%PDF-", PNG: b"\x89PNG\r\n\x1a\n", JPEG: b"\xff\xd8\xff"}
NAMES = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG"}
SCANS = (PDF, PNG, JPEG)

WRONG_KIND = errors.text("file-kind", _("This file is none of these kinds: {allowed}."))
TOO_LARGE = errors.text("file-size", _("The file has {found} MB; at most {allowed} MB are taken."))
EMPTY = errors.text("file-empty", _("The file is empty."))
SCRIPTS = errors.text(
    "file-scripts",
    _("The PDF holds a script or starts a program; print it to a new PDF, or send a scan of the paper."),
)
LOCKED = errors.text("file-locked", _("The PDF is locked by a password; save it without one, then send it."))
CODES = (WRONG_KIND, TOO_LARGE, EMPTY, SCRIPTS, LOCKED)


def read(file: File[bytes], kinds: tuple[str, ...]) -> tuple[bytes, str]:
    """The bytes and the kind of file; Refused ``file-empty``, ``-size``, ``-kind``, ``-scripts``, ``-locked``."""
    content = whole(file)
    for kind in kinds:
        if content.startswith(BEGINNINGS[kind]):
            if kind == PDF:
                _must_be_still(content)
            return content, kind
    raise Refused.because(WRONG_KIND, allowed=", ".join(NAMES[kind] for kind in kinds))


def _must_be_still(content: bytes) -> None:
    """Refused unless the PDF does nothing by itself and can be read by whoever gets it."""
    if pdf.is_locked(content):
        raise Refused.because(LOCKED)
    if pdf.acts_by_itself(content):
        raise Refused.because(SCRIPTS)


def whole(file: File[bytes]) -> bytes:
    """The bytes of a file of any kind; Refused ``file-empty``, ``file-size``."""
    size = file.size or 0
    if size > MOST_BYTES:
        raise Refused.because(TOO_LARGE, found=f"{size / 1024 / 1024:.1f}", allowed=MOST_BYTES // 1024 // 1024)
    content: bytes = file.read()
    if not content:
        raise Refused.because(EMPTY)
    return content


def name_of(said: str, otherwise: str) -> str:
    """A file's name without folders and zero bytes, as long as a name may be."""
    return PurePath(said.replace("\x00", "")).name[:255] or otherwise
