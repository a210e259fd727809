"""Whose records a book would touch: its hospitals and schools, found or to be made, and who may write them.

An authority writes for the hospitals and schools of its province (those it is the parent of, and those that do not
exist yet); a hospital or a school writes for itself. Anyone may name others' records that stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from wardbridge.core.domain import organisations
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.models import Organisation
from wardbridge.planning.bridge import GroupKind, GroupRow, RoundBook
from wardbridge.planning.domain.rows import organisation_label

Label = tuple[str, str]
"""Kind of organisation, and how the book names it."""


@dataclass(frozen=True)
class Owners:
    """Label → organisation (`None`: it would be made), and who imports."""

    owner: Organisation
    found: Mapping[Label, Organisation | None]

    def hospital(self, said: str) -> Organisation | None:
        return self.found[OrganisationKind.HOSPITAL, said]

    def school(self, said: str) -> Organisation | None:
        return self.found[OrganisationKind.SCHOOL, said]

    def may_write(self, organisation: Organisation | None) -> bool:
        """Whether the owner may make or change records of the organisation (`None`: make the organisation itself)."""
        if self.owner.kind == OrganisationKind.AUTHORITY:
            return organisation is None or organisation.parent_id == self.owner.pk
        return organisation is not None and organisation.pk == self.owner.pk


def owners_of(owner: Organisation, book: RoundBook) -> Owners:
    """Find the organisations that a book names."""
    labels = {(str(OrganisationKind.HOSPITAL), row.organisation) for row in book.sites}
    labels |= {(str(OrganisationKind.SCHOOL), row.school) for row in book.programmes}
    return Owners(
        owner,
        {(kind, said): organisations.find(kind=OrganisationKind(kind), said=said) for kind, said in sorted(labels)},
    )


def settled(book: RoundBook, owners: Owners) -> RoundBook:
    """The book with organisations named as they are stored and every group in a programme (that of its members)."""
    return replace(
        book,
        sites=tuple(
            replace(row, organisation=_label(owners.hospital(row.organisation), row.organisation)) for row in book.sites
        ),
        programmes=tuple(replace(row, school=_label(owners.school(row.school), row.school)) for row in book.programmes),
        groups=tuple(_placed(book)),
    )


def _label(organisation: Organisation | None, said: str) -> str:
    return organisation_label(organisation) if organisation else said


def _placed(book: RoundBook) -> Iterable[GroupRow]:
    """Groups with their programme; one that has no member and names none belongs nowhere and is left out."""
    of_group = {row.group: row.programme for row in reversed(book.learners) if row.group}
    of_class = {row.class_code: row.programme for row in reversed(book.learners) if row.class_code}
    for row in book.groups:
        members = of_class if row.kind is GroupKind.CLASS else of_group
        programme = row.programme or members.get(row.code, "")
        if programme:
            yield replace(row, programme=programme)
