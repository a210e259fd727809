"""One order for the rows of a round: equal rounds compare equal and are planned alike, however they are written."""

from __future__ import annotations

from dataclasses import astuple, replace

from wardbridge.engine.io.sheets import PlaceRow, RoundBook, Skill


def place_key(row: PlaceRow) -> tuple[str | int, ...]:
    """Order of the places: quotas of a site, then its departments by code and dates."""
    level = row.level.value if row.level else ""
    days = (row.first.isoformat() if row.first else "", row.last.isoformat() if row.last else "")
    kept = (row.reserved, row.released.isoformat() if row.released else "", row.year or 0, row.used)
    return (row.site, row.department, row.programme, level, *days, row.minimum, row.maximum, row.school, *kept)


def _skills(skills: tuple[Skill, ...]) -> tuple[Skill, ...]:
    return tuple(sorted(set(skills), key=lambda skill: (skill.language, skill.level)))


def canonical(book: RoundBook) -> RoundBook:
    """The same book with its rows, and the sets inside them, in one fixed order: equal rounds compare equal."""
    return replace(
        book,
        round=replace(book.round, holidays=tuple(sorted(set(book.round.holidays)))),
        sites=tuple(sorted(book.sites, key=lambda row: row.code)),
        departments=tuple(
            replace(row, languages=_skills(row.languages)) for row in sorted(book.departments, key=lambda row: row.code)
        ),
        teachers=tuple(
            replace(row, leave=tuple(sorted(row.leave, key=lambda s: (s.first, s.last))))
            for row in sorted(book.teachers, key=lambda row: row.code)
        ),
        programmes=tuple(
            replace(row, sites=tuple(sorted(row.sites)))
            for row in sorted(book.programmes, key=lambda row: (row.code, row.track))
        ),
        requirements=tuple(
            replace(
                row,
                disciplines=tuple(sorted(row.disciplines)),
                after=tuple(sorted(set(row.after))),
                sites=tuple(sorted(row.sites)),
                shifts=tuple(sorted(set(row.shifts))),
                ways=tuple(sorted(tuple(sorted(way, reverse=True)) for way in row.ways)),
            )
            for row in sorted(book.requirements, key=lambda row: (row.programme, row.track, row.code))
        ),
        learners=tuple(
            replace(
                row,
                unavailable=tuple(sorted(row.unavailable, key=lambda s: (s.first, s.last))),
                languages=_skills(row.languages),
            )
            for row in sorted(book.learners, key=lambda row: row.code)
        ),
        groups=tuple(
            replace(row, unavailable=tuple(sorted(row.unavailable, key=lambda s: (s.first, s.last))))
            for row in sorted(book.groups, key=lambda row: row.code)
        ),
        places=tuple(sorted(book.places, key=place_key)),
        wishes=tuple(sorted(book.wishes, key=lambda row: (row.learner, row.rank))),
        locks=tuple(sorted(book.locks, key=lambda row: (row.learner, row.first, row.last, row.department))),
        imposed=tuple(sorted(book.imposed, key=lambda row: (row.learner, row.requirement, row.site, row.department))),
        history=tuple(sorted(book.history, key=astuple)),
        exceptions=tuple(sorted(book.exceptions, key=lambda row: tuple(map(str, astuple(row))))),
    )
