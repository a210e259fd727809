"""A synthetic round: hospitals, programmes, cohorts, and places enough for the load, deterministic by seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil
from random import Random

from wardbridge.engine.io.sheets import (
    DepartmentRow,
    Level,
    Name,
    PersonName,
    PlaceRow,
    ProgrammeRow,
    RequirementRow,
    RoundBook,
    RoundRow,
    Span,
    TeacherRow,
)
from wardbridge.engine.synthetic.carousel import Carousel
from wardbridge.engine.synthetic.country import Province, Ward, provinces_of, site_row
from wardbridge.engine.synthetic.people import Cohort, People, cohorts_of
from wardbridge.engine.synthetic.programmes import NAMES, Course
from wardbridge.engine.synthetic.shape import Extent, Shape

FIRST_DAY = date(2025, 9, 1)
TET = tuple(date(2026, 2, 16) + timedelta(days=d) for d in range(5))
"""The week of the lunar new year: nobody works."""
LEAST_PLACES = 10
"""Places of the smallest ward: one group."""
FAR_PART = 0.25
"""Part of what may be done away that the national hospitals can take."""
TERM = 4
"""Weeks for which a ward offers the same number of places."""
PER_TEACHER = 10
LEAVE_WEEKS = 2


def synthetic_book(shape: Shape) -> RoundBook:
    """The rows of a round; the same shape gives the same rows."""
    rng = Random(f"{shape.seed}-{shape.learners}")  # noqa: S311 - a sample, not a secret
    provinces = provinces_of(shape)
    cohorts = [
        cohort
        for province, n in zip(provinces, _shares(shape), strict=True)
        for cohort in cohorts_of(shape, province, n, rng)
    ]
    carousel = Carousel(shape.weeks)
    people = People(shape, FIRST_DAY, carousel, rng)
    for number, cohort in enumerate(cohorts, start=1):
        people.add(number, cohort, _stay(cohort))
    offers = _offers(shape, provinces, carousel)
    most_at_once = {ward: max(offer.maximum for offer in rows) for ward, rows in offers.items()}
    programmes = dict.fromkeys((c.programme, c.course, c.province) for c in cohorts)
    name = Name("Đợt mẫu tổng hợp", "Synthetic sample round", "Session fictive")
    most = 1 if shape.extent is Extent.HOSPITAL else 2
    return RoundBook(
        RoundRow(f"MAU-{shape.learners}", name, FIRST_DAY, shape.weeks, TET, most, synthetic=True),
        sites=tuple(site_row(code) for code in dict.fromkeys(ward.site for ward in offers)),
        departments=tuple(_department(ward, slots) for ward, slots in most_at_once.items()),
        teachers=tuple(
            row for ward, slots in most_at_once.items() for row in _teachers(shape, ward, slots, carousel, rng)
        ),
        programmes=tuple(_programme(*key) for key in programmes),
        requirements=tuple(row for key in programmes for row in _requirements(*key)),
        learners=tuple(people.learners),
        groups=tuple(people.groups),
        places=tuple(row for rows in offers.values() for row in rows),
        wishes=tuple(people.wishes),
    )


def _shares(shape: Shape) -> list[int]:
    n = shape.provinces
    return [shape.learners // n + (i < shape.learners % n) for i in range(n)]


def _stay(cohort: Cohort) -> range | list[int]:
    """Working weeks of a stay."""
    tet = (TET[0] - FIRST_DAY).days // 7
    weeks = [t for t in range(cohort.begin, cohort.begin + cohort.course.weeks + 1) if t != tet]
    return weeks[: cohort.course.weeks]


def _offers(shape: Shape, provinces: Sequence[Province], carousel: Carousel) -> dict[Ward, list[PlaceRow]]:
    """What each ward offers, term by term: what the carousel needs in the busiest week, with slack; in national
    hospitals a part of what their discipline needs in the provinces.
    """
    slots: dict[Ward, list[int]] = {}
    terms = [range(t, min(t + TERM, shape.weeks)) for t in range(0, shape.weeks, TERM)]
    for province in provinces:
        for ward in province.wards:
            slots[ward] = [max(LEAST_PLACES, ceil(carousel.busiest(ward, term) * shape.slack)) for term in terms]
        for ward in province.far:
            near = [w for w in province.wards if w.discipline == ward.discipline]
            part = FAR_PART / len(province.far_sites)
            slots[ward] = [
                slots.get(ward, [0] * len(terms))[n] + round(part * sum(slots[w][n] for w in near))
                for n in range(len(terms))
            ]
    return {
        ward: [_offer(ward, term, max(LEAST_PLACES, n)) for term, n in zip(terms, of, strict=True)]
        for ward, of in slots.items()
    }


def _offer(ward: Ward, term: range, slots: int) -> PlaceRow:
    first = FIRST_DAY + timedelta(weeks=term[0])
    last = FIRST_DAY + timedelta(weeks=term[-1] + 1, days=-1)
    return PlaceRow(ward.site, ward.code, first=first, last=last, maximum=slots)


def _department(ward: Ward, slots: int) -> DepartmentRow:
    short, name = NAMES[ward.discipline]
    return DepartmentRow(ward.code, ward.site, name, ward.discipline, short, beds=max(10, slots), room=slots + 4)


def _teachers(shape: Shape, ward: Ward, slots: int, carousel: Carousel, rng: Random) -> Iterator[TeacherRow]:
    """Enough for the places and for the carousel, and one more, for each is away for some weeks of his own."""
    number = max(ceil(slots / PER_TEACHER), carousel.teachers(ward)) + 1
    first = rng.randrange(shape.weeks)
    for n in range(number):
        week = (first + n * max(LEAVE_WEEKS, shape.weeks // number)) % max(1, shape.weeks - LEAVE_WEEKS)
        begin = FIRST_DAY + timedelta(weeks=week)
        leave = Span(begin, begin + timedelta(weeks=LEAVE_WEEKS, days=-1))
        name = PersonName("Mẫu", "Văn", f"Thầy {n + 1}")
        yield TeacherRow(f"{ward.code}-T{n + 1}", name, ward.code, Level.POSTGRADUATE, date(2015, 1, 1), leave=(leave,))


def _programme(code: str, course: Course, province: Province) -> ProgrammeRow:
    sites = (*province.sites, *(province.far_sites if any(block.far for block in course.blocks) else ()))
    school = f"Trường Mẫu {code.rsplit('-', 1)[1]}"
    return ProgrammeRow(code, school, course.name, course.profession, course.level, sites=sites)


def _requirements(code: str, course: Course, province: Province) -> Iterator[RequirementRow]:
    for n, block in enumerate(course.blocks, start=1):
        sites = (*province.sites, *(province.far_sites if block.far else ()))
        after = tuple(f"{code}-{b + 1}" for b in block.after)
        yield RequirementRow(
            f"{code}-{n}", code, block.disciplines, block.weeks, choose=block.choose, after=after, sites=sites
        )
