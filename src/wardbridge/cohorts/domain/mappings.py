"""What a school's own list means: columns that its header row stands for, remembered for the next list like it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.db import transaction

from wardbridge.cohorts.models import ListMapping
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.core.text import fold


def signature(headers: Sequence[str]) -> str:
    """Digest of a header row; spelling of marks, capitals and spaces does not matter, the order of columns does."""
    return hashlib.sha256("\n".join(fold(header) for header in headers).encode()).hexdigest()


def remembered(*, school: Organisation, headers: Sequence[str]) -> dict[str, str]:
    """The columns stored for this header row of the school (field → header), empty when none is."""
    row = ListMapping.objects.filter(school=school, signature=signature(headers)).first()
    return dict(row.columns) if row else {}


@transaction.atomic
def remember(*, actor: Actor, school: Organisation, headers: Sequence[str], columns: Mapping[str, str]) -> ListMapping:
    """Store the columns (field → header) for this header row of the school, in place of earlier ones."""
    before = remembered(school=school, headers=headers)
    row, _ = ListMapping.objects.update_or_create(
        school=school, signature=signature(headers), defaults={"columns": dict(columns)}
    )
    audit.record(actor=actor, verb="mapping.remember", target=row, before=before, after=columns)
    return row
