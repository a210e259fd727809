"""Who: cohorts of each school with their stay, groups of about eight, learners, and what they wish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from wardbridge.engine.io.sheets import GroupKind, GroupRow, LearnerRow, PersonName, Span, WishRow
from wardbridge.engine.synthetic.carousel import Carousel
from wardbridge.engine.synthetic.country import Province, Ward
from wardbridge.engine.synthetic.programmes import COURSES, Blocks, Course
from wardbridge.engine.synthetic.shape import Shape, Wishes

SCHOOLS = {"YK6": 3, "YK4": 3, "DD": 2, "HS": 1, "XN": 1, "CK1": 1}
"""Schools that send learners of each course to one province."""
COHORT = 32
"""Learners who come at once, about."""
SMALLEST, LARGEST = 6, 10
"""Sizes of groups."""
FAR_SHARE, SITE_SHARE = 0.3, 0.2
"""Share of first wishes for a national hospital, where there is one, and of second wishes for a site."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Learners of one programme who stay from week `begin` for the course's weeks; weeks count from 0."""

    programme: str
    course: Course
    province: Province
    size: int
    begin: int


def programme_code(province: Province, course: Course, school: int) -> str:
    return f"{course.code}-{province.number:02d}{school + 1}"


def cohorts_of(shape: Shape, province: Province, learners: int, rng: Random) -> list[Cohort]:
    """Share the learners out among courses and schools; their cohorts begin spread over the year."""
    found: list[Cohort] = []
    left = learners
    for n, course in enumerate(COURSES):
        people = left if n == len(COURSES) - 1 else min(left, round(learners * course.share))
        left -= people
        schools = min(SCHOOLS[course.code], max(1, people // COHORT))
        sizes = _even(people, max(schools, round(people / COHORT)))
        last = shape.weeks - course.weeks - 1
        for i, size in enumerate(sizes):
            begin = min(last, int((i + rng.random()) * (last + 1) / len(sizes)))
            found.append(Cohort(programme_code(province, course, i % schools), course, province, size, begin))
    return [cohort for cohort in found if cohort.size]


def _even(total: int, parts: int) -> list[int]:
    return [total // parts + (i < total % parts) for i in range(parts)]


def _groups(size: int, rng: Random) -> list[int]:
    """Group sizes from 6 to 10, about 8, that sum to `size`; fewer only where the cohort is smaller."""
    sizes = _even(size, max(1, round(size / 8)))
    for i in range(0, len(sizes) - 1, 2):
        if sizes[i] > SMALLEST and sizes[i + 1] < LARGEST and rng.random() < 0.5:
            sizes[i], sizes[i + 1] = sizes[i] - 1, sizes[i + 1] + 1
    return sizes


class People:
    """Collects the rows of learners, groups and wishes, cohort by cohort."""

    def __init__(self, shape: Shape, first_day: date, carousel: Carousel, rng: Random) -> None:
        self._shape, self._first, self._carousel, self._rng = shape, first_day, carousel, rng
        self.learners: list[LearnerRow] = []
        self.groups: list[GroupRow] = []
        self.wishes: list[WishRow] = []
        self._popular: dict[str, float] = {}

    def add(self, number: int, cohort: Cohort, stay: Sequence[int]) -> None:
        """A class with its groups; `stay` are the working weeks of its stay."""
        class_code = f"L{number:05d}"
        away = self._away(stay[0], stay[-1] + 1)
        self.groups.append(GroupRow(class_code, GroupKind.CLASS, class_code, cohort.programme, unavailable=away))
        wards = [ward for ward in cohort.province.wards if any(ward.discipline in b.disciplines for b in _open(cohort))]
        away_too = [block for block in cohort.course.blocks if block.far]
        far = [ward for ward in cohort.province.far if any(ward.discipline in b.disciplines for b in away_too)]
        for g, size in enumerate(_groups(cohort.size, self._rng)):
            code = f"{class_code}-{g + 1}"
            together = self._rng.random() < self._shape.together
            leader = f"MAU{len(self.learners) + 1:07d}"
            self.groups.append(GroupRow(code, GroupKind.GROUP, code, cohort.programme, leader, together))
            self._carousel.add(cohort.course, cohort.province, size, stay, g)
            shared = self._wish(wards, far)
            for _ in range(size):
                learner = f"MAU{len(self.learners) + 1:07d}"
                name = PersonName("Mẫu", "Văn", f"Số {len(self.learners) + 1}")
                self.learners.append(
                    LearnerRow(learner, name, date(2003, 1, 1), cohort.programme, class_code=class_code, group=code)
                )
                mine = shared if self._shape.wishes is Wishes.GROUP else self._wish(wards, far)
                self.wishes += [
                    WishRow(learner, rank, site=ward.site if whole else "", department="" if whole else ward.code)
                    for rank, (ward, whole) in enumerate(mine, start=1)
                ]

    def _away(self, begin: int, end: int) -> tuple[Span, ...]:
        """All weeks but those from `begin` to before `end`."""
        spans = ((0, begin), (end, self._shape.weeks))
        return tuple(
            Span(self._first + timedelta(weeks=a), self._first + timedelta(weeks=b, days=-1)) for a, b in spans if a < b
        )

    def _wish(self, wards: Sequence[Ward], far: Sequence[Ward]) -> list[tuple[Ward, bool]]:
        """Three wishes by rank: (ward, whether its whole site is meant); some wards are more popular than others."""
        found: list[tuple[Ward, bool]] = []
        if far and self._rng.random() < FAR_SHARE:
            found.append((self._drawn(far), False))
        while len(found) < min(3, len(wards)):
            ward = self._drawn([w for w in wards if all(w is not other for other, _ in found)])
            found.append((ward, len(found) == 1 and self._rng.random() < SITE_SHARE))
        return found

    def _drawn(self, wards: Sequence[Ward]) -> Ward:
        for ward in wards:
            self._popular.setdefault(ward.code, self._rng.lognormvariate(0.0, 1.5))
        return self._rng.choices(wards, [self._popular[ward.code] for ward in wards])[0]


def _open(cohort: Cohort) -> list[Blocks]:
    """Blocks of which a learner may wish the ward: those that more than one ward of the province can hold."""
    wards = cohort.province.wards
    return [b for b in cohort.course.blocks if sum(ward.discipline in b.disciplines for ward in wards) > 1]
