"""The figures of a department and a site that a hospital keeps by hand."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.core import audit, outbox
from wardbridge.core.actors import Actor
from wardbridge.institutions.models import Department

CHANGED = "institutions.figures"
KEPT = ("beds", "chairs", "room")


def set_figures(*, actor: Actor, department: Department, figures: Mapping[str, int | None]) -> dict[str, int | None]:
    """Store beds, chairs and room; answer what they were. A figure that falls un-places nobody.

    Raises
    ------
    PermissionDenied
    """
    if not actor.is_office(department.site.organisation_id):
        raise PermissionDenied
    with transaction.atomic():
        row = Department.objects.select_for_update().get(pk=department.pk)
        before = {name: getattr(row, name) for name in KEPT}
        after = {name: figures.get(name) for name in KEPT}
        if after != before:
            for name, figure in after.items():
                setattr(row, name, figure)
            row.save(update_fields=list(KEPT))
            audit.record(actor=actor, verb="department.change", target=row, before=before, after=after)
            outbox.put(topic=CHANGED, payload={"department": row.pk})
    return before
