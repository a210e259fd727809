"""What the worker does for the capacity by itself, and what people are told of holds."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.capacity.domain import holds
from wardbridge.capacity.models import Hold
from wardbridge.core import worker
from wardbridge.core.enums import Role
from wardbridge.core.models import Membership, on_day
from wardbridge.notices import texts
from wardbridge.notices.domain.telling import Recipient, tell

EXPIRED = texts.register(
    "capacity.hold.expired",
    subject=_("Places held have been given back: {purpose}"),
    body=_("{people} places from {first} to {last} were held until {until}. They are free again."),
)


def expire() -> None:
    """The worker's sweep: holds whose last day is past end, and their offices are told."""
    today = timezone.localdate()
    with transaction.atomic():
        for row in holds.expire(today):
            _tell(row, today)


def _tell(row: Hold, today: date) -> None:
    officers = Membership.objects.filter(on_day(today), organisation=row.owner_id, role=Role.OFFICE)
    days = {name: texts.day(getattr(row, name)) for name in ("first", "last", "until")}
    tell(
        kind=EXPIRED,
        recipients=[Recipient(user=one.user) for one in officers.select_related("user")],
        params={"people": row.people, "purpose": row.purpose, **days},
        link="/places/holds/",
    )


worker.sweep(expire)
