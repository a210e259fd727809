"""Bringing rows to a wanted state: what is new is made, what differs is changed, each audited."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import models, transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor

K = TypeVar("K", bound=Hashable)
M = TypeVar("M", bound=models.Model)
Pair = tuple[int, int]

BATCH = 500


@dataclass(frozen=True)
class Upserted(Generic[K, M]):
    """The rows by key, and which keys were made or changed by this call."""

    rows: dict[K, M] = field(default_factory=dict)
    created: tuple[K, ...] = ()
    changed: tuple[K, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Rows created, changed and left as they were."""
        same = len(self.rows) - len(self.created) - len(self.changed)
        return {"created": len(self.created), "changed": len(self.changed), "same": same}


@transaction.atomic
def upsert(
    *,
    actor: Actor,
    noun: str,
    manager: models.Manager[M],
    existing: Mapping[K, M],
    wanted: Mapping[K, Mapping[str, Any]],
    new: Callable[[K], M],
) -> Upserted[K, M]:
    """Bring the rows of `wanted` (key → column → value) to those values.

    Parameters
    ----------
    noun
        First part of the audit's verb: ``person`` gives ``person.create`` and ``person.change``.
    existing
        The stored rows of these keys; rows of other keys are not touched.
    new
        Gives an unsaved row with its key set. Foreign keys among the values go by column (``discipline_id``).
    """
    created: dict[K, M] = {}
    changes: dict[K, audit.Change] = {}
    for key, values in wanted.items():
        row = existing.get(key)
        if row is None:
            created[key] = _set(new(key), values)
        elif before := {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}:
            changes[key] = audit.Change(_set(row, values), before, {name: values[name] for name in before})
    _write(manager, created.values(), changes.values())
    made = [audit.Change(row, None, wanted[key]) for key, row in created.items()]
    audit.record_many(actor=actor, verb=f"{noun}.create", changes=made)
    audit.record_many(actor=actor, verb=f"{noun}.change", changes=changes.values())
    rows = {key: created.get(key) or existing[key] for key in wanted}
    return Upserted(rows, tuple(created), tuple(changes))


def _set(row: M, values: Mapping[str, Any]) -> M:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _write(manager: models.Manager[M], created: Iterable[M], changes: Iterable[audit.Change]) -> None:
    """Insert and update in bulk; columns that follow from others (`set_derived`) are computed first."""
    made, changed = list(created), [change.target for change in changes]
    names = {name for change in changes for name in change.after or ()}
    for row in (*made, *changed):
        if derive := getattr(row, "set_derived", None):
            derive()
            names |= set(getattr(row, "DERIVED", ()))
    manager.bulk_create(made, batch_size=BATCH)
    if changed:
        manager.bulk_update(changed, sorted(names), batch_size=BATCH)  # type: ignore[arg-type]


def set_links(
    *, actor: Actor, verb: str, through: type[models.Model], columns: tuple[str, str], wanted: Mapping[M, Iterable[int]]
) -> int:
    """Bring the many-to-many rows of `wanted` (owner → keys of the others) to that state; returns owners changed.

    `columns` are the two columns of the `through` table: the owner's, the other's.
    """
    owner, other = columns
    table = through._base_manager
    owners = {row.pk: row for row in wanted}
    stored: dict[int, set[int]] = {key: set() for key in owners}
    for left, right in table.filter(**{f"{owner}__in": owners}).values_list(owner, other):
        stored[left].add(right)
    changes, add = [], []
    for row, keys in wanted.items():
        target = set(keys)
        if target == stored[row.pk]:
            continue
        table.filter(**{owner: row.pk, f"{other}__in": stored[row.pk] - target}).delete()
        add += [through(**{owner: row.pk, other: key}) for key in sorted(target - stored[row.pk])]
        changes.append(audit.Change(row, {other: sorted(stored[row.pk])}, {other: sorted(target)}))
    table.bulk_create(add, batch_size=BATCH)
    audit.record_many(actor=actor, verb=verb, changes=changes)
    return len(changes)
