"""What an import would do, without doing it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.people.domain import persons
from wardbridge.planning.bridge import Fault, Place, RoundBook, canonical, faults_of
from wardbridge.planning.domain.access import must_own
from wardbridge.planning.domain.imports.existing import existing
from wardbridge.planning.domain.imports.owners import Owners, owners_of, settled
from wardbridge.planning.domain.imports.places import Places, located
from wardbridge.planning.domain.imports.rowdiff import CHANGED, CREATED, REMOVED, RowChange, differences, rows_of
from wardbridge.planning.domain.imports.unkept import unkept
from wardbridge.planning.domain.quality import doubts
from wardbridge.planning.domain.rows import organisation_label
from wardbridge.planning.models import Round

OF_HOSPITAL = ("sites", "departments", "teachers", "places")
OF_SCHOOL = ("programmes", "requirements", "learners", "groups")


@dataclass(frozen=True)
class Preview:
    """Faults forbid the import; warnings are doubts about the data; changes are what it would do."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    changes: tuple[RowChange, ...]
    counts: dict[str, dict[str, int]]
    """Sheet → created, changed, removed and unchanged rows."""

    @property
    def changes_nothing(self) -> bool:
        return not self.changes

    def as_json(self, most: int = 500) -> dict[str, Any]:
        """Plain data to keep with an upload; at most `most` rows are listed, all are counted."""
        return {"counts": self.counts, "changes": [asdict(one) for one in self.changes[:most]]}


def preview(*, actor: Actor, owner: Organisation, book: RoundBook) -> Preview:
    """What importing the book for `owner` would change, and what forbids it.

    Raises
    ------
    PermissionDenied
        When the actor's office does not act for `owner`.
    """
    must_own(actor, owner)
    return ready(owner, book)[0]


def ready(owner: Organisation, book: RoundBook, places: Places | None = None) -> tuple[Preview, RoundBook, Owners]:
    """The preview with the settled book and its organisations; asks no permission.

    `places` says where the rows stand in the file they came from: faults and warnings are named by them.
    """
    owners = owners_of(owner, book)
    book = canonical(settled(book, owners))
    round_ = Round.unscoped.filter(owner=owner, code=book.round.code).first()
    stored = existing(book, owners, round_)
    changes = tuple(differences(stored, book, new_round=round_ is None))
    faults = [
        *faults_of(book),
        *unkept(book),
        *_not_yours(changes, book, stored, owners),
        *_other_identity(book, owners),
    ]
    where = places or {}
    found = Preview(
        tuple(located(faults, book, where)),
        tuple(located(doubts(book), book, where)),
        changes,
        _counts(book, changes),
    )
    return found, book, owners


def _counts(book: RoundBook, changes: tuple[RowChange, ...]) -> dict[str, dict[str, int]]:
    by_sheet: dict[str, Counter[str]] = defaultdict(Counter)
    for change in changes:
        by_sheet[change.sheet][change.kind] += 1
    sheets = ("round", *OF_HOSPITAL[:3], *OF_SCHOOL, "places", "wishes", "locks")
    return {
        sheet: {
            "created": by_sheet[sheet][CREATED],
            "changed": by_sheet[sheet][CHANGED],
            "removed": by_sheet[sheet][REMOVED],
            "unchanged": len(rows_of(book, sheet)) - by_sheet[sheet][CREATED] - by_sheet[sheet][CHANGED],
        }
        for sheet in sheets
    }


def _not_yours(changes: tuple[RowChange, ...], book: RoundBook, stored: RoundBook, owners: Owners) -> Iterator[Fault]:
    """Rows of an organisation for which the owner may not write, when they would be made or changed."""
    hospital_of = {row.code: row.organisation for row in (*stored.sites, *book.sites)}
    site_of = {row.code: row.site for row in (*stored.departments, *book.departments)}
    school_of = {row.code: row.school for row in (*stored.programmes, *book.programmes)}
    programme_of = {row.code: row.programme for row in (*stored.groups, *book.groups)}
    learner_of = {row.code: row.programme for row in (*stored.learners, *book.learners)}
    for change in changes:
        if change.kind == REMOVED and change.sheet != "requirements":
            continue  # it leaves the round; the record stays
        code = change.key[0]
        if change.sheet in OF_HOSPITAL:
            site = {"sites": code, "departments": site_of.get(code, ""), "places": code}.get(
                change.sheet, site_of.get(change.key[-1], "")
            )
            said, kind = hospital_of.get(site, ""), "hospital"
        elif change.sheet in OF_SCHOOL:
            programme = {"learners": learner_of.get(code, ""), "groups": programme_of.get(code, "")}.get(
                change.sheet, code
            )
            said, kind = school_of.get(programme, ""), "school"
        else:
            continue
        if not owners.may_write(_found(owners, kind, said)):
            yield Fault("not-yours", Place(change.sheet, change.index, "code"), said, owners.owner.name)


def _found(owners: Owners, kind: str, said: str) -> Organisation | None:
    for (of_kind, label), organisation in owners.found.items():
        names = {label, organisation_label(organisation)} if organisation else {label}
        if of_kind == kind and said in names:
            return organisation
    return None


def _other_identity(book: RoundBook, owners: Owners) -> Iterator[Fault]:
    """A student code that the school gave to a person born on another day."""
    school_of = {row.code: row.school for row in book.programmes}
    for said in sorted(set(school_of.values())):
        school = _found(owners, "school", said)
        if school is None:
            continue
        mine = [(i, row) for i, row in enumerate(book.learners) if school_of.get(row.programme) == said]
        known = persons.by_code(issuer=school, codes=[row.code for _, row in mine])
        for i, row in mine:
            person = known.get(row.code)
            if person and person.born and person.born != row.born:
                yield Fault(
                    "identity-conflict",
                    Place("learners", i, "born"),
                    row.born.isoformat(),
                    person.born.isoformat(),
                    {"code": row.code},
                )
