"""The record of every change, chained so that a later alteration shows.

`record` writes an entry in the transaction of the change. When that commits, `seal` gives the entry its place in the
chain: a digest over the entry and the digest before it. Sealing is a short transaction of its own, so two offices that
work at once never wait for each other's changes; an entry that a kill leaves unsealed is sealed by the next one.
Personal data lies only in the detail, which `erase` may empty: the chain holds its salted digest.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from wardbridge.core.actors import Actor
from wardbridge.core.models import AuditDetail, AuditEntry, AuditHead, AuditSeal

BATCH = 500
WINDOW = 20_000
Values = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One changed row: the row, and its values before (None: it is new) and after (None: it is gone)."""

    target: models.Model
    before: Values = None
    after: Values = None


def record(*, actor: Actor, verb: str, target: models.Model, before: Values = None, after: Values = None) -> None:
    """Write one entry in the running transaction; RuntimeError outside of one."""
    record_many(actor=actor, verb=verb, changes=[Change(target, before, after)])


def record_many(*, actor: Actor, verb: str, changes: Iterable[Change]) -> None:
    """Write an entry for each change in the running transaction, in a fixed number of queries a batch."""
    if not connection.in_atomic_block:
        raise RuntimeError("an audit entry belongs in the transaction of its change")
    details = [_detail(actor, verb, change) for change in changes]
    AuditEntry.objects.bulk_create((detail.entry for detail in details), batch_size=BATCH)
    AuditDetail.objects.bulk_create(details, batch_size=BATCH)
    if details:
        transaction.on_commit(seal, robust=True)


def _detail(actor: Actor, verb: str, change: Change) -> AuditDetail:
    salt = secrets.token_hex(16)
    before, after = _plain(change.before), _plain(change.after)
    entry = AuditEntry(
        actor_id=actor.user_id,
        system=actor.is_system,
        verb=verb,
        object_type=change.target._meta.label_lower,
        object_id=str(getattr(change.target, "uid", change.target.pk)),
        detail_digest=detail_digest(salt, before, after),
    )
    return AuditDetail(entry=entry, salt=salt, before=before, after=after)


def _plain(values: Values) -> Any:
    """The values as JSON gives them back, so that a digest made now equals one made of the stored row."""
    return json.loads(_canonical(values))


def _canonical(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def detail_digest(salt: str, before: Any, after: Any) -> str:
    """SHA-256 of salt, before and after."""
    return _digest(salt, _canonical(before), _canonical(after))


def entry_digest(entry: AuditEntry, sequence: int, previous: str) -> str:
    """SHA-256 over the digest before, the place in the chain, and all that the entry says."""
    said = [
        entry.pk,
        entry.at.isoformat(),
        entry.actor_id,
        entry.system,
        entry.verb,
        entry.object_type,
        entry.object_id,
        entry.detail_digest,
    ]
    return _digest(previous, str(sequence), _canonical(said))


def seal(window: int | None = WINDOW) -> int:
    """Chain the entries that have no seal yet, in the order of their numbers; returns how many.

    Looks back over the last `window` entries (all with `None`, as a worker does when it starts): an entry can commit
    after others with higher numbers, but not after thousands.
    """
    with transaction.atomic():
        AuditHead.objects.get_or_create(pk=1)
        head = AuditHead.objects.select_for_update().get(pk=1)
        waiting = AuditEntry.objects.filter(seal=None).order_by("pk")
        if window is not None:
            newest = AuditEntry.objects.aggregate(newest=models.Max("pk"))["newest"] or 0
            waiting = waiting.filter(pk__gt=newest - window)
        seals = []
        for entry in waiting:
            head.sequence += 1
            head.digest = entry_digest(entry, head.sequence, head.digest)
            seals.append(AuditSeal(sequence=head.sequence, entry=entry, digest=head.digest))
        AuditSeal.objects.bulk_create(seals, batch_size=BATCH)
        head.save()
    return len(seals)


def erase(*, actor: Actor, target: models.Model) -> int:
    """Empty the details of every entry about `target`, with their salts; the chain stays whole. Returns how many."""
    about = AuditDetail.objects.filter(
        entry__object_type=target._meta.label_lower,
        entry__object_id=str(getattr(target, "uid", target.pk)),
        erased_at=None,
    )
    with transaction.atomic():
        count = about.update(salt="", before=None, after=None, erased_at=timezone.now())
        record(actor=actor, verb="audit.erase", target=target, after={"details": count})
    return count


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold: the place in it, and a code (`link`, `detail`, `missing`, `cut`)."""

    sequence: int
    code: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify_chain` found: entries in the chain, entries not sealed yet, and every break."""

    sealed: int
    unsealed: int
    breaks: tuple[Break, ...]

    @property
    def whole(self) -> bool:
        return not self.breaks


def verify_chain() -> Verdict:
    """Compute the whole chain again and compare: altered, removed, and cut-off entries show as breaks."""
    breaks: list[Break] = []
    previous, expected = "", 0
    seals = AuditSeal.objects.select_related("entry__detail").order_by("sequence")
    for row in seals.iterator(chunk_size=2000):
        expected += 1
        if row.sequence != expected:
            breaks.append(Break(expected, "missing"))
            expected = row.sequence
        elif row.digest != entry_digest(row.entry, row.sequence, previous):
            breaks.append(Break(row.sequence, "link"))
        if not _detail_holds(row.entry):
            breaks.append(Break(row.sequence, "detail"))
        previous = row.digest
    head = AuditHead.objects.filter(pk=1).first() or AuditHead()
    if (head.sequence, head.digest) != (expected, previous):
        breaks.append(Break(head.sequence, "cut"))
    unsealed = AuditEntry.objects.filter(seal=None).count()
    return Verdict(sealed=expected, unsealed=unsealed, breaks=tuple(breaks))


def _detail_holds(entry: AuditEntry) -> bool:
    detail = getattr(entry, "detail", None)
    if detail is None:
        return False
    if detail.erased_at is not None:
        return detail.before is None and detail.after is None
    return detail_digest(detail.salt, detail.before, detail.after) == entry.detail_digest
