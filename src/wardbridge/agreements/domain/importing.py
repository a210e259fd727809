"""Agreements from a workbook: a row a draft, parents before what belongs under them; all rows or none.

Every row is written by the verbs that the pages use, in one transaction; one fault anywhere takes all of it back, and
every fault is told with its row and column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.agreements import messages
from wardbridge.agreements.domain import drafting, parties, terms
from wardbridge.agreements.domain.drafting import Head
from wardbridge.agreements.domain.sheets import Lines, Row, rows_of
from wardbridge.agreements.domain.states import overlaps
from wardbridge.agreements.enums import Direction, Renewal
from wardbridge.agreements.models import Agreement
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation
from wardbridge.core.text import fold


def take(*, actor: Actor, owner: Organisation, lines: Lines) -> int:
    """Begin a draft of `owner`'s for each row of a sheet; returns how many there are.

    Raises
    ------
    PermissionDenied
    Refused
        ``agreement-heads``, ``agreement-no-rows``, ``agreement-many-rows``; else every ``agreement-row-…`` there is,
        in the order of the rows. What a verb refuses is ``agreement-row-refused`` with its code as `cause`.
    """
    if not actor.is_office(owner):
        raise PermissionDenied
    rows = rows_of(lines)
    with transaction.atomic():
        _Import(actor, owner, rows).run()
        if reasons := [reason for row in rows for reason in row.reasons]:
            raise Refused(reasons)
        audit.record(actor=actor, verb="agreement.import", target=owner, after={"rows": len(rows)})
    return len(rows)


@dataclass
class _Import:
    """Writes the rows that can be judged, and leaves in each what is wrong with it."""

    actor: Actor
    owner: Organisation
    rows: list[Row]
    partners: dict[int, Organisation] = field(default_factory=dict)
    written: dict[str, Agreement] = field(default_factory=dict)

    def run(self) -> None:
        by_code = self._numbers()
        self._partners()
        self._expired()
        stored = self._stored(by_code)
        for row in self._in_order(by_code):
            parent = row.text.get("parent", "")
            self._write(row, self.written.get(parent) if parent in by_code else stored.get(parent))

    def _numbers(self) -> dict[str, Row]:
        """Own number → its row, the first one when it stands twice."""
        found: dict[str, Row] = {}
        for row in self.rows:
            first = found.setdefault(row.code, row)
            if row.code and first is not row:
                row.fault(messages.ROW_TWICE, "code", other=first.number)
        found.pop("", None)
        return found

    def _partners(self) -> None:
        """Whom each row means, by code or by a name in any language."""
        known: dict[str, set[Organisation]] = defaultdict(set)
        codes: dict[str, Organisation] = {}
        for one in Organisation.objects.all():
            codes[one.code] = one
            for name in filter(None, (one.name_vi, one.name_en, one.name_fr)):
                known[fold(name)].add(one)
        for row in self.rows:
            said = row.text.get("organisation", "")
            found = {codes[said]} if said in codes else known.get(fold(said), set())
            if len(found) == 1:
                self.partners[row.number] = next(iter(found))
            elif said:
                row.fault(messages.ROW_PARTNERS if found else messages.ROW_PARTNER, "organisation")

    def _expired(self) -> None:
        """What ended already; one that renews itself may hold all the same."""
        for row in self.rows:
            last = row.days.get("last")
            if last and last < self.actor.on and row.words.get("renewal") != Renewal.AUTOMATIC:
                row.fault(messages.ROW_EXPIRED, "last", found=f"{last:%d/%m/%Y}")

    def _stored(self, by_code: dict[str, Row]) -> dict[str, Agreement]:
        """Number → the stored parent that the rows mean: an own one, else the only one that the actor may see."""
        wanted = {row.text["parent"] for row in self.rows if "parent" in row.text} - set(by_code)
        seen = list(Agreement.objects.visible_to(self.actor).filter(code__in=wanted).select_related("owner"))
        found = {one.code: one for one in seen if one.owner_id == self.owner.pk}
        others = Counter(one.code for one in seen if one.code not in found)
        found |= {one.code: one for one in seen if others[one.code] == 1}
        for row in self.rows:
            parent = row.text.get("parent")
            if parent in wanted - set(found):
                row.fault(messages.ROW_PARENTS if others[parent] else messages.ROW_PARENT, "parent")
        return found

    def _in_order(self, by_code: dict[str, Row]) -> list[Row]:
        """Parents before what belongs under them; those in a circle, which is told, and those below them last."""
        children: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            parent = row.text.get("parent", "")
            children[parent if parent in by_code else ""].append(row)
            _circle(row, by_code)
        order = list(children[""])
        for row in order:  # it grows on the way
            order += children[row.code] if by_code.get(row.code) is row else ()
        reached = {row.number for row in order}
        return order + [row for row in self.rows if row.number not in reached]

    def _write(self, row: Row, parent: Agreement | None) -> None:
        """The row's draft; where its partner or parent is not to be had, what is wrong with its head by itself."""
        if not row.is_whole:
            return
        partner, head = self.partners.get(row.number), self._head(row, parent)
        if partner is None or ("parent" in row.text and parent is None):
            _tell(row, drafting.own_faults(Agreement(owner=self.owner), head))
            return
        try:
            with transaction.atomic():
                made = self._draft(row, head, partner)
        except Refused as refused:
            _tell(row, refused.reasons)
            return
        for reason in overlaps(made, [one.pk for one in self.written.values()]):
            row.fault(messages.ROW_OVERLAP, "first", **reason.params)
        self.written[row.code] = made

    def _head(self, row: Row, parent: Agreement | None) -> Head:
        return Head(
            code=row.code,
            name_vi=row.text.get("name_vi", ""),
            name_en=row.text.get("name_en", ""),
            name_fr=row.text.get("name_fr", ""),
            kind=row.words["kind"],
            subject=row.words["subject"],
            first=row.days["first"],
            last=row.days.get("last"),
            parent=parent,
            renewal=row.words.get("renewal", Renewal.NONE),
            notice_days=row.notice_days,
            synthetic=self.owner.synthetic,
        )

    def _draft(self, row: Row, head: Head, partner: Organisation) -> Agreement:
        actor, owner, text = self.actor, self.owner, row.text
        made = drafting.create(actor=actor, owner=owner, head=head, post=text["post"])
        code = text.get("party_code", "")
        parties.add(actor=actor, agreement=made, organisation=partner, post=text["party_post"], code=code)
        if quota := row.quota:
            sender, host = (owner, partner) if quota.direction == Direction.OUT else (partner, owner)
            terms.add_quota(
                actor=actor,
                agreement=made,
                sender=sender,
                host=host,
                year=quota.year,
                people=quota.people,
                level=quota.level,
            )
        return made


def _circle(row: Row, by_code: dict[str, Row]) -> None:
    """A fault when the row belongs under itself, directly or by others of the file."""
    path = {row.code: row}
    above = by_code.get(row.text.get("parent", ""))
    while above is not None and above.code not in path:
        path[above.code] = above
        above = by_code.get(above.text.get("parent", ""))
    if above is row:
        row.fault(messages.ROW_CIRCLE, "parent", found=" → ".join([*path, row.code]))


def _tell(row: Row, reasons: Iterable[Reason]) -> None:
    """What a verb refuses, with the place of the row and of the column that it is about."""
    for reason in reasons:
        column = messages.FIELDS.get(reason.code, "code")
        row.fault(messages.ROW_REFUSED, column, why=reason.text, cause=reason.code)
