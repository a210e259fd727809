"""Programmes of a school, their tracks, and what they require of every learner.

The caller has checked that the actor may write for the school.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from wardbridge.cohorts.models import Programme, Requirement, Track
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Level
from wardbridge.core.models import Organisation
from wardbridge.core.upserts import Upserted, set_links, upsert
from wardbridge.institutions.domain.directory import Names
from wardbridge.institutions.models import Discipline, Site

Key = tuple[int, str]
RequirementKey = tuple[int, str, str]
"""Programme, code of the track ("" for all of them), code: two tracks may use one code for what each requires."""


@dataclass(frozen=True, slots=True)
class ProgrammeData:
    school: Organisation
    code: str
    names: Names
    profession: str
    level: Level


@dataclass(frozen=True, slots=True)
class TrackData:
    """A track (code "" for the one of a programme without branches); empty `sites`: it may be done anywhere."""

    programme: Programme
    code: str
    names: Names
    sites: tuple[Site, ...] = ()
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequirementData:
    """`choose` of the `disciplines`, each as one block of `weeks` weeks, after the requirements coded in `after`."""

    programme: Programme
    code: str
    disciplines: tuple[Discipline, ...]
    weeks: int
    track: Track | None = None
    choose: int = 1
    after: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()


@transaction.atomic
def upsert_programmes(*, actor: Actor, rows: Sequence[ProgrammeData]) -> Upserted[Key, Programme]:
    """Programmes by (school, code)."""
    stored = Programme.unscoped.filter(school__in={row.school.pk for row in rows})
    return upsert(
        actor=actor,
        noun="programme",
        manager=Programme.unscoped,
        existing={(row.school_id, row.code): row for row in stored},
        wanted={
            (row.school.pk, row.code): {**row.names.columns, "profession": row.profession, "level": row.level}
            for row in rows
        },
        new=lambda key: Programme(school_id=key[0], code=key[1]),
    )


@transaction.atomic
def upsert_tracks(*, actor: Actor, rows: Sequence[TrackData]) -> Upserted[Key, Track]:
    """Tracks by (programme, code), with the sites where each may be done."""
    stored = Track.unscoped.filter(programme__in={row.programme.pk for row in rows})
    done = upsert(
        actor=actor,
        noun="track",
        manager=Track.unscoped,
        existing={(row.programme_id, row.code): row for row in stored},
        wanted={(row.programme.pk, row.code): {**row.names.columns, "subjects": list(row.subjects)} for row in rows},
        new=lambda key: Track(programme_id=key[0], code=key[1]),
    )
    set_links(
        actor=actor,
        verb="track.sites",
        through=Track.sites.through,
        columns=("track_id", "site_id"),
        wanted={done.rows[row.programme.pk, row.code]: [site.pk for site in row.sites] for row in rows},
    )
    return done


@transaction.atomic
def upsert_requirements(*, actor: Actor, rows: Sequence[RequirementData]) -> Upserted[RequirementKey, Requirement]:
    """Requirements by (programme, track, code), with their disciplines, sites and order.

    An `after` names what a learner of the same track meets; KeyError for a code that the programme has not.
    """
    stored = Requirement.unscoped.filter(programme__in={row.programme.pk for row in rows}).select_related("track")
    by_key = {(row.programme_id, row.track.code if row.track else "", row.code): row for row in stored}
    done = upsert(
        actor=actor,
        noun="requirement",
        manager=Requirement.unscoped,
        existing=by_key,
        wanted={_key(row): _columns(row) for row in rows},
        new=lambda key: Requirement(programme_id=key[0], code=key[2]),
    )
    _link(actor, rows, {**by_key, **done.rows})
    return done


def _key(row: RequirementData) -> RequirementKey:
    return (row.programme.pk, row.track.code if row.track else "", row.code)


def _columns(row: RequirementData) -> dict[str, int | None]:
    return {"track_id": row.track.pk if row.track else None, "choose": row.choose, "weeks": row.weeks}


def _link(actor: Actor, rows: Sequence[RequirementData], known: dict[RequirementKey, Requirement]) -> None:
    """Set the three many-to-many columns of the requirements in `rows`."""
    said = [(known[_key(row)], row) for row in rows]
    set_links(
        actor=actor,
        verb="requirement.disciplines",
        through=Requirement.disciplines.through,
        columns=("requirement_id", "discipline_id"),
        wanted={stored: [one.pk for one in row.disciplines] for stored, row in said},
    )
    set_links(
        actor=actor,
        verb="requirement.sites",
        through=Requirement.sites.through,
        columns=("requirement_id", "site_id"),
        wanted={stored: [one.pk for one in row.sites] for stored, row in said},
    )
    set_links(
        actor=actor,
        verb="requirement.after",
        through=Requirement.after.through,
        columns=("from_requirement_id", "to_requirement_id"),
        wanted={stored: [one for code in row.after for one in _before(row, code, known)] for stored, row in said},
    )


def _before(row: RequirementData, code: str, known: dict[RequirementKey, Requirement]) -> list[int]:
    """What `row` comes after: the requirements of this code that a learner of its track meets."""
    programme, track, _ = _key(row)
    named = {key[1]: one.pk for key, one in known.items() if (key[0], key[2]) == (programme, code)}
    if not named:
        raise KeyError(code)
    return [one for of, one in named.items() if not of or not track or of == track]
