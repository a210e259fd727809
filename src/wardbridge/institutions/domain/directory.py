"""Bringing the directory of sites, departments and disciplines to what a workbook says.

The caller has checked that the actor may write for these organisations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.core.upserts import Upserted, upsert
from wardbridge.institutions.models import Department, Discipline, Site


@dataclass(frozen=True, slots=True)
class Names:
    """A name in three languages."""

    vi: str = ""
    en: str = ""
    fr: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """The languages given, by column: a blank erases no name that is stored."""
        said = {"name_vi": self.vi, "name_en": self.en, "name_fr": self.fr}
        return {column: name for column, name in said.items() if name}


@dataclass(frozen=True, slots=True)
class SiteData:
    organisation: Organisation
    code: str
    names: Names
    address: str = ""
    housing: int | None = None
    housing_women: int | None = None
    housing_men: int | None = None
    few_schools: bool = False

    @property
    def columns(self) -> dict[str, str | int | bool]:
        """The columns given: a blank figure erases none that is stored."""
        said = {"housing": self.housing, "housing_women": self.housing_women, "housing_men": self.housing_men}
        given = {name: figure for name, figure in said.items() if figure is not None}
        flag = {"few_schools": True} if self.few_schools else {}
        return {**self.names.columns, "address": self.address, **given, **flag}


@dataclass(frozen=True, slots=True)
class DepartmentData:
    site: Site
    code: str
    names: Names
    discipline: Discipline
    short: str = ""
    beds: int | None = None
    chairs: int | None = None
    room: int | None = None
    floor: str = ""


@transaction.atomic
def upsert_disciplines(*, actor: Actor, wanted: dict[str, Names]) -> Upserted[str, Discipline]:
    """Disciplines by code; one that is new starts with the names given (the shipped catalogue has most)."""
    existing = {row.code: row for row in Discipline.objects.filter(code__in=wanted)}
    return upsert(
        actor=actor,
        noun="discipline",
        manager=Discipline.objects,
        existing=existing,
        wanted={code: names.columns for code, names in wanted.items()},
        new=lambda code: Discipline(code=code),
    )


@transaction.atomic
def upsert_sites(*, actor: Actor, rows: Sequence[SiteData]) -> Upserted[tuple[int, str], Site]:
    """Sites by (organisation, code)."""
    wanted = {(row.organisation.pk, row.code): row.columns for row in rows}
    stored = Site.objects.filter(organisation__in={row.organisation.pk for row in rows})
    return upsert(
        actor=actor,
        noun="site",
        manager=Site.objects,
        existing={(row.organisation_id, row.code): row for row in stored},
        wanted=wanted,
        new=lambda key: Site(organisation_id=key[0], code=key[1]),
    )


@transaction.atomic
def upsert_departments(*, actor: Actor, rows: Sequence[DepartmentData]) -> Upserted[tuple[int, str], Department]:
    """Departments by (site, code)."""
    stored = Department.objects.filter(site__in={row.site.pk for row in rows})
    return upsert(
        actor=actor,
        noun="department",
        manager=Department.objects,
        existing={(row.site_id, row.code): row for row in stored},
        wanted={(row.site.pk, row.code): _columns(row) for row in rows},
        new=lambda key: Department(site_id=key[0], code=key[1]),
    )


def _columns(row: DepartmentData) -> dict[str, str | int | None]:
    return {
        **row.names.columns,
        "discipline_id": row.discipline.pk,
        "short": row.short,
        "beds": row.beds,
        "chairs": row.chairs,
        "room": row.room,
        "floor": row.floor,
    }
