"""Files that belong to an agreement: taken by what they are, not by what they are called."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.core.files.base import File

from wardbridge.agreements import messages
from wardbridge.agreements.models import Agreement, Document
from wardbridge.core.errors import Refused

MOST_BYTES = 10 * 1024 * 1024
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
BEGINNINGS = {PDF: b"%PDF-", PNG: b"\x89PNG\r\n\x1a\n", JPEG: b"\xff\xd8\xff"}
NAMES = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG"}
SCANS = (PDF, PNG, JPEG)


def read(file: File[bytes], kinds: tuple[str, ...]) -> tuple[bytes, str]:
    """The bytes and the kind of file; Refused ``agreement-file-empty``, ``-size``, ``-kind``."""
    size = file.size or 0
    if size > MOST_BYTES:
        raise Refused.because(messages.FILE_SIZE, found=f"{size / 1024 / 1024:.1f}", allowed=MOST_BYTES // 1024 // 1024)
    content = file.read()
    if not content:
        raise Refused.because(messages.FILE_EMPTY)
    for kind in kinds:
        if content.startswith(BEGINNINGS[kind]):
            return content, kind
    raise Refused.because(messages.FILE_KIND, allowed=", ".join(NAMES[kind] for kind in kinds))


def keep(agreement: Agreement, *, name: str, media: str, content: bytes) -> Document:
    """Store the bytes with the agreement."""
    return Document.unscoped.create(
        agreement=agreement,
        name=PurePath(name.replace("\x00", "")).name[:255] or "file",
        media=media,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
    )
