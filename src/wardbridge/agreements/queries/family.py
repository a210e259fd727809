"""The family of an agreement: what it stands under and what stands under it."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.agreements.models import Agreement
from wardbridge.core.actors import Actor

DEEPEST = 20


def ancestors(agreement: Agreement) -> Iterator[Agreement]:
    """Parent, its parent and so on, the nearest first; a circle (which no verb makes) ends the walk."""
    seen = {agreement.pk}
    parent = agreement.parent_id
    while parent is not None and parent not in seen and len(seen) < DEEPEST:
        row = Agreement.unscoped.get(pk=parent)
        seen.add(row.pk)
        yield row
        parent = row.parent_id


def tree(actor: Actor, agreement: Agreement) -> list[tuple[int, Agreement]]:
    """The whole family that the actor may see, as (depth, agreement), from the eldest down."""
    seen = {row.pk: row for row in Agreement.objects.visible_to(actor).select_related("owner")}
    eldest = agreement
    for one in ancestors(agreement):
        if one.pk in seen:
            eldest = one
    children: dict[int | None, list[Agreement]] = {}
    for row in sorted(seen.values(), key=lambda one: (one.first, one.pk)):
        children.setdefault(row.parent_id, []).append(row)
    return list(_walk(seen.get(eldest.pk, agreement), children, 0))


def _walk(row: Agreement, children: dict[int | None, list[Agreement]], depth: int) -> Iterator[tuple[int, Agreement]]:
    yield depth, row
    if depth < DEEPEST:
        for child in children.get(row.pk, ()):
            yield from _walk(child, children, depth + 1)
