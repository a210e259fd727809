"""Offers and quotas brought to what a book says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from wardbridge.capacity.models import Offer, SiteQuota
from wardbridge.core import audit
from wardbridge.core.actors import Actor

R = TypeVar("R", Offer, SiteQuota)
Figures = Mapping[str, Any]
"""`department` (or `site`), `programme`, `level`, `first`, `last`, `minimum`, `maximum`."""


def set_offers(*, actor: Actor, stored: Iterable[Offer], wanted: Sequence[Figures]) -> list[Offer]:
    """Make the offers exactly those wanted: same key, new figures; more, made; fewer, withdrawn."""
    return _set(actor, Offer, ("department", "programme", "level", "first", "last"), "slots", stored, wanted)


def set_quotas(*, actor: Actor, stored: Iterable[SiteQuota], wanted: Sequence[Figures]) -> list[SiteQuota]:
    """Make the quotas exactly those wanted."""
    return _set(actor, SiteQuota, ("site", "programme", "level", "first", "last"), "maximum", stored, wanted)


@transaction.atomic
def _set(  # noqa: PLR0917 - one door for the two kinds
    actor: Actor, model: type[R], key: tuple[str, ...], most: str, stored: Iterable[R], wanted: Sequence[Figures]
) -> list[R]:
    known: dict[tuple[Any, ...], list[R]] = defaultdict(list)
    for row in stored:
        known[tuple(_plain(getattr(row, name)) for name in key)].append(row)
    kept, changes = [], []
    for figures in wanted:
        same = known[tuple(_plain(figures[name]) for name in key)]
        after = {"minimum": figures["minimum"], most: figures["maximum"]}
        if same:
            row = same.pop(0)
            before = {name: getattr(row, name) for name in after}
            if before != after:
                for name, value in after.items():
                    setattr(row, name, value)
                row.save(update_fields=list(after))
                changes.append(audit.Change(row, before, after))
        else:
            row = model(**{name: figures[name] for name in key}, **after)
            row.save()
            changes.append(audit.Change(row, None, {**{n: _plain(figures[n]) for n in key}, **after}))
        kept.append(row)
    for rows in known.values():
        for row in rows:
            changes.append(audit.Change(row, {"minimum": row.minimum, most: getattr(row, most)}, None))
    audit.record_many(actor=actor, verb=f"{model.__name__.lower()}.set", changes=changes)
    return kept


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value
