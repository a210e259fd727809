"""Showing a school's learners to another organisation: on a ground, for a record, for as long as it is needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from wardbridge.cohorts.enums import ShareGround
from wardbridge.cohorts.models import Enrolment, EnrolmentShare
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.core.upserts import BATCH


@transaction.atomic
def share(
    *,
    actor: Actor,
    enrolments: Iterable[Enrolment],
    organisation: Organisation,
    ground: ShareGround,
    record: str,
    last: date | None = None,
) -> int:
    """Let `organisation` see these learners because of `record` (a round's uid); returns how many it did not see yet.

    A share holds from the day it is given to `last`; one already given for this record is left as it is.
    """
    rows = list(enrolments)
    given = EnrolmentShare.objects.filter(organisation=organisation, ground=ground, record=record)
    known = set(given.values_list("enrolment", flat=True))
    new = [row for row in rows if row.pk not in known]
    EnrolmentShare.objects.bulk_create(
        (
            EnrolmentShare(enrolment=row, organisation=organisation, ground=ground, record=record, last=last)
            for row in new
        ),
        batch_size=BATCH,
    )
    said = {"organisation": organisation.code, "ground": ground, "record": record, "last": last}
    audit.record_many(actor=actor, verb="enrolment.share", changes=[audit.Change(row, None, said) for row in new])
    return len(new)


@transaction.atomic
def unshare(*, actor: Actor, organisation: Organisation, ground: ShareGround, record: str, last: date) -> int:
    """End after the day `last` what `organisation` sees because of `record`; returns how many shares ended."""
    given = EnrolmentShare.objects.filter(organisation=organisation, ground=ground, record=record).exclude(
        last__lte=last
    )
    said = {"organisation": organisation.code, "ground": ground, "record": record, "last": last}
    changes = [audit.Change(row.enrolment, None, said) for row in given.select_related("enrolment")]
    count = given.update(last=last)
    audit.record_many(actor=actor, verb="enrolment.unshare", changes=changes)
    return count
