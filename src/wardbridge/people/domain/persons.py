"""Persons by the code an organisation gave them: found again, corrected, never merged by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wardbridge.core import audit, errors
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation, User
from wardbridge.core.upserts import BATCH, Upserted, upsert
from wardbridge.people.models import Identifier, Person

IDENTITY_CONFLICT = errors.text(
    "identity-conflict",
    _("Code {code} belongs to a person born on {allowed}; this row says {found}. Correct the code or the birth date."),
)


@dataclass(frozen=True, slots=True)
class PersonData:
    """A person as a list names him; `born` is None when the list doesn't say (teachers)."""

    code: str
    family: str
    middle: str
    given: str
    born: date | None = None
    email: str = ""
    phone: str = ""
    synthetic: bool = False

    @property
    def columns(self) -> dict[str, str | date | bool]:
        """What is to be stored: a birth date, e-mail or telephone left blank erases none that is known."""
        known = {"born": self.born, "email": self.email, "phone": self.phone}
        return {
            "family": self.family,
            "middle": self.middle,
            "given": self.given,
            "synthetic": self.synthetic,
            **{column: value for column, value in known.items() if value},
        }


def by_code(*, issuer: Organisation, codes: Sequence[str]) -> dict[str, Person]:
    """The persons known to `issuer` under these codes."""
    found: dict[str, Person] = {}
    for start in range(0, len(codes), BATCH):
        rows = Identifier.objects.filter(issuer=issuer, code__in=codes[start : start + BATCH]).select_related("person")
        found |= {row.code: row.person for row in rows}
    return found


@transaction.atomic
def upsert_persons(*, actor: Actor, issuer: Organisation, rows: Sequence[PersonData]) -> Upserted[str, Person]:
    """Make or correct the persons of `rows`, by the issuer's code.

    Raises
    ------
    Refused
        ``identity-conflict`` for every code that is known with another birth date; then nothing is written.
    """
    Organisation.objects.select_for_update().get(pk=issuer.pk)  # two lists of one issuer go one after the other
    existing = by_code(issuer=issuer, codes=[row.code for row in rows])
    conflicts = [
        Reason(IDENTITY_CONFLICT, {"code": row.code, "found": row.born.isoformat(), "allowed": known.born.isoformat()})
        for row in rows
        if (known := existing.get(row.code)) and known.born and row.born and known.born != row.born
    ]
    if conflicts:
        raise Refused(conflicts)
    done = upsert(
        actor=actor,
        noun="person",
        manager=Person.unscoped,
        existing=existing,
        wanted={row.code: row.columns for row in rows},
        new=lambda code: Person(),
    )
    Identifier.objects.bulk_create(
        (Identifier(person=done.rows[code], issuer=issuer, code=code) for code in done.created), batch_size=BATCH
    )
    return done


@transaction.atomic
def link_account(*, actor: Actor, person: Person, user: User) -> None:
    """Say that `user` is this person; IntegrityError when the user is another person already."""
    before = {"user": person.user_id}
    person.user = user
    person.save(update_fields=["user"])
    audit.record(actor=actor, verb="person.link", target=person, before=before, after={"user": user.pk})
