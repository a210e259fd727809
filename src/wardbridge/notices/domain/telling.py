"""Telling people something: a notice on the platform for who signs in, an e-mail for whoever has an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from wardbridge.core.models import User
from wardbridge.core.upserts import BATCH
from wardbridge.notices import texts
from wardbridge.notices.enums import Channel
from wardbridge.notices.models import Delivery, Notice


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom to tell: an account, an address, or both; `params` and `link` are added to what all are told."""

    user: User | None = None
    email: str = ""
    language: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""

    @property
    def address(self) -> str:
        return self.email or (self.user.email if self.user else "")

    @property
    def reads(self) -> str:
        """The language he is written to in."""
        return self.language or (self.user.language if self.user else "") or settings.LANGUAGE_CODE


def tell(*, kind: str, recipients: Iterable[Recipient], params: Mapping[str, Any] | None = None, link: str = "") -> int:
    """Tell every recipient who has an account or an address, in the running transaction; returns how many were told.

    Parameters
    ----------
    kind
        A kind registered with `texts.register`; KeyError for another.
    params
        Parameters of its sentences (primitives, `texts.name_of`, `texts.day`).
    link
        Path of the page to read more, such as ``/learner/``.
    """
    if not texts.known(kind):
        raise KeyError(kind)
    if not connection.in_atomic_block:
        raise RuntimeError("a notice belongs in the transaction of what it tells")
    told = [one for one in recipients if one.user is not None or one.address]
    notices = Notice.unscoped.bulk_create(
        (
            Notice(
                user=one.user,
                kind=kind,
                params={**(params or {}), **one.params},
                link=one.link or link,
                language=one.reads,
            )
            for one in told
        ),
        batch_size=BATCH,
    )
    deliveries = [
        Delivery(notice=notice, channel=Channel.EMAIL, address=one.address)
        for notice, one in zip(notices, told, strict=True)
        if one.address
    ]
    Delivery.objects.bulk_create(deliveries, batch_size=BATCH)
    if deliveries:
        transaction.on_commit(_wake)
    return len(told)


def _wake() -> None:
    """Queue the sending. A kill just before this loses nothing: the worker looks for waiting deliveries by itself."""
    from wardbridge.notices.tasks import send_email

    send_email.enqueue()
