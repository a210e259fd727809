"""Papers at rest: encrypted under a key made from the installation's secret, and every reading written down."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Model

from wardbridge.compliance.models import Item, Paper
from wardbridge.core import audit, files
from wardbridge.core.actors import Actor


def _box() -> Fernet:
    made = HKDF(SHA256(), 32, salt=None, info=b"wardbridge compliance papers").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(made))


def keep(file: File[bytes]) -> Paper:
    """Take a scan or photograph (PDF, PNG, JPEG by its first bytes); Refused as `files.read` does."""
    content, media = files.read(file, files.SCANS)
    name = files.name_of(file.name or "", "paper")
    return Paper.unscoped.create(name=name, media=media, size=len(content), sealed=_box().encrypt(content))


def read(*, actor: Actor, item: Item) -> tuple[Paper, bytes] | None:
    """The paper of an item that the actor sees; `None` when it has none."""
    return unseal(actor=actor, paper=item.paper, target=item, verb="compliance.read")


def unseal(*, actor: Actor, paper: Paper | None, target: Model, verb: str) -> tuple[Paper, bytes] | None:
    """A paper of `target`'s with its bytes, for whoever has been let in; writes down that it was read (PD-01)."""
    if paper is None:
        return None
    with transaction.atomic():
        audit.record(actor=actor, verb=verb, target=target)
        return paper, _box().decrypt(bytes(paper.sealed))
