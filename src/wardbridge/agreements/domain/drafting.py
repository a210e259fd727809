"""Beginning an agreement and writing what stands at its head: number, name, kind, family, dates, renewal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.agreements import messages
from wardbridge.agreements.checklists import checklist
from wardbridge.agreements.domain.access import must_write, open_
from wardbridge.agreements.enums import Kind, Renewal, State, Subject
from wardbridge.agreements.models import Agreement, Change, Clause, Party
from wardbridge.agreements.queries.family import ancestors
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation

PARENTS: dict[str, set[str]] = {
    Kind.FRAMEWORK: set(),
    Kind.SPECIFIC: {Kind.FRAMEWORK},
    Kind.ANNEX: {Kind.FRAMEWORK, Kind.SPECIFIC},
    Kind.AMENDMENT: {Kind.FRAMEWORK, Kind.SPECIFIC, Kind.ANNEX},
}
"""Kind → kinds that it may belong under. A detailed contract may stand alone, annexes and amendments never do."""
ALONE = {Kind.FRAMEWORK, Kind.SPECIFIC}
MOST_MONTHS, MOST_NOTICE = 120, 730


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the head of an agreement; dates are both inside, `last` open when `None`."""

    code: str
    name_vi: str
    kind: str
    subject: str
    first: date
    last: date | None = None
    name_en: str = ""
    name_fr: str = ""
    parent: Agreement | None = None
    renewal: str = Renewal.NONE
    renewal_months: int = 12
    notice_days: int = 30
    second_language: str = ""
    approval: str = ""
    approved_on: date | None = None
    synthetic: bool = False

    def said(self) -> dict[str, object]:
        """For the audit: the parent by its public id."""
        return {**asdict(self), "parent": str(self.parent.uid) if self.parent else None}


def create(*, actor: Actor, owner: Organisation, head: Head, post: str, signatory: str = "") -> Agreement:
    """A new draft of `owner`'s, with `owner` as its first party (which signs by `post`) and the checklist's clauses.

    Raises
    ------
    PermissionDenied
    Refused
        All that is wrong at once: ``agreement-dates``, ``agreement-number-taken``, ``agreement-parent-…``, ….
    """
    if not actor.is_office(owner):
        raise PermissionDenied
    with transaction.atomic():
        row = Agreement(owner=owner)
        _check(actor, row, head)
        if not post.strip():
            raise Refused.because(messages.PARTY_POST, found=owner.name)
        _write(row, head)
        Party.unscoped.create(agreement=row, organisation=owner, post=post.strip(), signatory=signatory.strip())
        _begin_clauses(row)
        Change.unscoped.create(agreement=row, actor=actor.user, after=State.DRAFT, on=actor.on)
        audit.record(actor=actor, verb="agreement.create", target=row, after=head.said())
    return row


def change(*, actor: Actor, agreement: Agreement, head: Head) -> Agreement:
    """Write the head anew, while the terms are open; refuses as `create` does, and ``agreement-not-open``."""
    must_write(actor, agreement)
    with transaction.atomic():
        row = open_(agreement)
        before = {name: getattr(row, name) for name in Head.__slots__ if name != "parent"}
        _check(actor, row, head)
        _write(row, head)
        audit.record(actor=actor, verb="agreement.change", target=row, before=before, after=head.said())
    return row


def _begin_clauses(row: Agreement) -> None:
    """Texts to begin from, for a contract of its own; an annex or amendment says only what it adds."""
    if row.kind not in ALONE:
        return
    other = row.second_language
    Clause.unscoped.bulk_create(
        Clause(
            agreement=row,
            code=item.code,
            order=order,
            text_vi=item.texts["vi"],
            text_other=item.texts.get(other, "") if other else "",
        )
        for order, item in enumerate(checklist(row.subject).items)
    )


def _write(row: Agreement, head: Head) -> None:
    for name in Head.__slots__:
        setattr(row, name, getattr(head, name))
    row.save()


def _check(actor: Actor, row: Agreement, head: Head) -> None:
    reasons = [*own_faults(row, head), *_family(actor, row, head)]
    if reasons:
        raise Refused(reasons)


def own_faults(row: Agreement, head: Head) -> Iterator[Reason]:
    """What is wrong with the head by itself."""
    if not head.name_vi.strip():
        yield Reason(messages.NAME_NEEDED)
    if head.last is not None and head.last < head.first:
        yield Reason(messages.DATES, {"first": _day(head.first), "last": _day(head.last)})
    taken = Agreement.unscoped.filter(owner=row.owner, code=head.code).exclude(pk=row.pk)
    if taken.exists():
        yield Reason(messages.NUMBER_TAKEN, {"found": head.code})
    for found, least, most in ((head.renewal_months, 1, MOST_MONTHS), (head.notice_days, 0, MOST_NOTICE)):
        if found < least:
            yield Reason(messages.NEGATIVE, {"found": found, "allowed": least})
        if found > most:
            yield Reason(messages.TOO_MUCH, {"found": found, "allowed": most})
    if head.subject not in Subject.values or head.kind not in Kind.values:
        raise ValueError(head)


def _family(actor: Actor, row: Agreement, head: Head) -> Iterator[Reason]:
    """Whether it may belong where it says: kind, no circle, within the parent's dates; a foreign parent is a 403."""
    parent = head.parent
    if parent is None:
        if head.kind not in ALONE:
            yield Reason(messages.PARENT_NEEDED)
        return
    if not Agreement.objects.visible_to(actor).filter(pk=parent.pk).exists():
        raise PermissionDenied
    if row.pk is not None and (parent.pk == row.pk or row.pk in {one.pk for one in ancestors(parent)}):
        yield Reason(messages.CIRCULAR, {"found": parent.name})
    elif parent.kind not in PARENTS[head.kind]:
        yield Reason(messages.PARENT_KIND, {"found": str(Kind(parent.kind).label)})
    yield from outside(parent, head.first, head.last)


def outside(parent: Agreement, first: date, last: date | None) -> Iterator[Reason]:
    """A reason when the days do not lie within the parent's (invariant 11)."""
    end = parent.until
    if first < parent.first or (end is not None and (last is None or last > end)):
        said = {"first": _day(first), "last": _day(last), "found": parent.name}
        yield Reason(messages.PARENT_DATES, {**said, "from": _day(parent.first), "to": _day(end)})


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else "…"
