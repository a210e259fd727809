"""Organisations: found again by code or by name, never doubled by a spelling."""

from __future__ import annotations

import re

from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.models import Organisation
from wardbridge.core.text import fold


def find(*, kind: OrganisationKind, said: str) -> Organisation | None:
    """The organisation of this kind with this code, or with this name in any of the three languages (marks or not)."""
    wanted = fold(said)
    for row in Organisation.objects.filter(kind=kind):
        if wanted in {row.code, *(fold(name) for name in (row.name_vi, row.name_en, row.name_fr) if name)}:
            return row
    return None


@transaction.atomic
def find_or_create(
    *, actor: Actor, kind: OrganisationKind, name: str, code: str = "", synthetic: bool = False
) -> Organisation:
    """The organisation that `name` (or `code`) says; a new one, audited, when none does."""
    for said in filter(None, (code, name)):
        if found := find(kind=kind, said=said):
            return found
    return create(actor=actor, kind=kind, code=code or _free_code(name), name_vi=name, synthetic=synthetic)


@transaction.atomic
def create(
    *,
    actor: Actor,
    kind: OrganisationKind,
    code: str,
    name_vi: str,
    name_en: str = "",
    name_fr: str = "",
    parent: Organisation | None = None,
    country: str = "VN",
    synthetic: bool = False,
) -> Organisation:
    """A new organisation; IntegrityError when the code is taken."""
    values = {"kind": kind, "code": code, "name_vi": name_vi, "name_en": name_en, "name_fr": name_fr}
    row = Organisation.objects.create(**values, parent=parent, country=country, synthetic=synthetic)
    audit.record(actor=actor, verb="organisation.create", target=row, after={**values, "synthetic": synthetic})
    return row


def _free_code(name: str) -> str:
    """A code made of the name's words that no organisation has yet."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:50] or "organisation"
    taken = set(Organisation.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(
        code
        for number in range(1, len(taken) + 2)
        if (code := stem if number == 1 else f"{stem}-{number}") not in taken
    )
