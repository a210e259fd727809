"""Files that belong to an agreement."""

from __future__ import annotations

import hashlib

from wardbridge.agreements.models import Agreement, Document
from wardbridge.core.files import name_of


def keep(agreement: Agreement, *, name: str, media: str, content: bytes) -> Document:
    """Store the bytes with the agreement."""
    return Document.unscoped.create(
        agreement=agreement,
        name=name_of(name, "file"),
        media=media,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
    )
