"""A placement round as plain rows: one frozen class a sheet of the workbook.

This is the only form in which a round enters or leaves: the workbook reader writes it, the platform's
bridge builds it from the database, and `compiling.problem_of` turns it into the engine's `Problem`.
Every reference is by code. Text in three languages is `Name`. Dates are `datetime.date`; spans of dates are
inclusive. Ranks and weeks count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.languages import Cefr
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.shifts import Shift

__all__ = [
    "Cefr",
    "DepartmentRow",
    "ExceptionRow",
    "GroupKind",
    "GroupRow",
    "HistoryRow",
    "ImposedRow",
    "LearnerRow",
    "Level",
    "LockRow",
    "Name",
    "Need",
    "Past",
    "PersonName",
    "PlaceRow",
    "ProgrammeRow",
    "RequirementRow",
    "RoundBook",
    "RoundRow",
    "Shift",
    "SiteRow",
    "Skill",
    "Span",
    "TeacherRow",
    "WishRow",
]


class GroupKind(StrEnum):
    CLASS = "class"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Vietnamese, English and French; a blank one falls back to Vietnamese, then to the code."""

    vi: str = ""
    en: str = ""
    fr: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both inside."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Skill:
    """A language by its ISO 639-1 code, and a level of it."""

    language: str
    level: Cefr


class Past(StrEnum):
    """What follows from something done in an earlier round."""

    DONE = "done"
    """The requirement, or the discipline of it, counts as done."""
    NOT_AGAIN = "not-again"
    """The learner is not placed there again."""
    STAY = "stay"
    """The learner would best stay at the site."""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """The round: its calendar of whole weeks from `first_day` (a Monday) and what a plan is worth."""

    code: str
    name: Name
    first_day: date
    weeks: int
    holidays: tuple[date, ...] = ()
    max_sites_per_learner: int = 1
    night_burden: int = 1
    """Points that a week on nights counts for equity, beside those of site and department."""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class SiteRow:
    code: str
    name: Name
    organisation: str
    """Name of the hospital that owns the site; a hospital may have several sites."""
    address: str = ""
    housing: int | None = None
    """Places to sleep for learners who need one, at one time; `None`: no limit is known."""
    housing_women: int | None = None
    housing_men: int | None = None
    """Most of them in rooms for women, and in rooms for men."""
    burden: int = 0
    """Points that a week at the site counts for equity, such as for a long way."""
    few_schools: bool = False
    """Whether the site serves few schools only (Art 10(2), rule VN-11)."""


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    code: str
    site: str
    name: Name
    discipline: str
    short: str = ""
    """Short code shown in the board's cells, such as TM for cardiology (Tim mạch)."""
    beds: int | None = None
    chairs: int | None = None
    room: int | None = None
    """Most learners that the ward's teaching room holds at one time."""
    floor: str = ""
    burden: int = 0
    """Points that a week here counts for equity beside the site's, such as for few cases."""
    languages: tuple[Skill, ...] = ()
    """Languages that a learner must have, each at the level or above."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """Family (họ), middle (đệm) and given name (tên), apart."""

    family: str
    middle: str
    given: str


@dataclass(frozen=True, slots=True)
class TeacherRow:
    code: str
    name: PersonName
    department: str
    level: Level
    """Level of the teacher's own degree (VN-02): may teach this level and those below."""
    practice_since: date
    """Start of continuous practice in the specialty since licensing (VN-04: 36 / 24 / 12 months)."""
    licence: str = ""
    teaching_certificate: bool = True
    leave: tuple[Span, ...] = ()
    post: str = ""
    appointed_from: date | None = None
    appointed_to: date | None = None
    certificate_until: date | None = None
    licence_until: date | None = None
    """Last days of the appointment, the teaching certificate and the licence: he counts in weeks of which no working
    day lies outside."""


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme of a school, one row a track; a blank `track` says the programme has no tracks."""

    code: str
    school: str
    name: Name
    profession: str
    level: Level
    track: str = ""
    track_name: Name = Name()
    sites: tuple[str, ...] = ()
    """Sites where the track may be done; empty: any."""
    subjects: tuple[str, ...] = ()
    """What is trained besides the specialty, in any department: ``ethics``, ``communication``, ``tact``,
    ``soft-skills``, ``examination-treatment-rules`` or a programme's own words."""
    first: date | None = None
    """First day of this programme's own weeks, and last day; open: those of the round."""
    last: date | None = None
    nights_in_row: int | None = None
    """Most weeks on nights one after the other; `None`: no limit."""
    rest_after_nights: int = 0
    """Weeks off after weeks on nights."""


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """What every learner of the programme (of the track, when given) must do.

    `choose` of the `disciplines`, each as one block of `weeks` weeks, after the requirements named in `after`.
    """

    code: str
    programme: str
    disciplines: tuple[str, ...]
    weeks: int
    track: str = ""
    choose: int = 1
    after: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = ()
    """Times of the day by which a block may be done; empty: the whole day."""
    ways: tuple[tuple[int, ...], ...] = ()
    """Lengths of blocks in which it may be done, the longest `weeks` in sum; empty: one block."""
    beside: str = ""
    """The requirement done in the same weeks, at the other half of the day."""


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """A learner; the student code (with the programme's school) and the birth date identify the person."""

    code: str
    name: PersonName
    born: date
    programme: str
    track: str = ""
    """Blank: the engine chooses among the programme's tracks."""
    class_code: str = ""
    group: str = ""
    email: str = ""
    phone: str = ""
    unavailable: tuple[Span, ...] = ()
    housing: Need = Need.NONE
    """Which sort of place to sleep the learner needs, wherever he is placed."""
    carried: int | None = None
    """Burden borne in earlier rounds, as their plans carry it over; `None`: not known, taken for the mean."""
    languages: tuple[Skill, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A class (lớp) or a group (nhóm, tổ); absence of a class or group holds for each of its members."""

    code: str
    kind: GroupKind
    name: str = ""
    programme: str = ""
    leader: str = ""
    """Student code of the group's leader."""
    together: bool = False
    """Members share one rotation."""
    unavailable: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """What is offered, or agreed.

    With a `department`: places at one time in the weeks from-to (an offer); no offer, no place.
    With a `site` and no department: people over the whole round whom the site receives (a quota of the agreement).
    `programme`, `level` or `school` limit whom the row counts; `minimum` and `maximum` are numbers of learners.
    """

    site: str
    department: str = ""
    programme: str = ""
    level: Level | None = None
    first: date | None = None
    last: date | None = None
    minimum: int = 0
    maximum: int = 0
    school: str = ""
    reserved: int = 0
    """Of the places of rows for these and more people, so many are kept for whom this row counts."""
    released: date | None = None
    """Weeks that begin on this day or later keep nothing."""
    year: int | None = None
    """Calendar year that a quota is for; another year's round, by its first day, leaves it aside."""
    used: int = 0
    """People whom the site received earlier in the year; they count to the quota."""
    shift: Shift = Shift.DAY
    """Time of the day at which the places are; a whole day's hold mornings and afternoons."""


@dataclass(frozen=True, slots=True)
class WishRow:
    """A wish by rank (1 is dearest) for a site, a discipline, a department or a track; blanks do not restrict."""

    learner: str
    rank: int
    site: str = ""
    discipline: str = ""
    department: str = ""
    track: str = ""


@dataclass(frozen=True, slots=True)
class LockRow:
    """An imposed placement: the learner is in `department` in the weeks that begin from `first` to `last`."""

    learner: str
    department: str
    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImposedRow:
    """Where a learner does a requirement, whenever that is: in the department, or in any of the site."""

    learner: str
    requirement: str
    site: str = ""
    department: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """Something that a learner did in an earlier round, and what follows from it."""

    learner: str
    effect: Past
    requirement: str = ""
    discipline: str = ""
    site: str = ""
    department: str = ""
    earlier: str = ""
    """The earlier round, in words."""


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A member of a group that moves together isn't with it: in the discipline, in the weeks that the days touch, in
    the discipline in these weeks, or never, where neither is given.
    """

    learner: str
    reason: str
    allowed_by: str
    """The post of who allowed it."""
    discipline: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def whole(self) -> bool:
        """Whether it excuses from the group altogether."""
        return not self.discipline and self.first is None and self.last is None


@dataclass(frozen=True, slots=True)
class RoundBook:
    """A whole round: the rows of its fourteen sheets, in the order of the sheets."""

    round: RoundRow
    sites: tuple[SiteRow, ...] = ()
    departments: tuple[DepartmentRow, ...] = ()
    teachers: tuple[TeacherRow, ...] = ()
    programmes: tuple[ProgrammeRow, ...] = ()
    requirements: tuple[RequirementRow, ...] = ()
    learners: tuple[LearnerRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    wishes: tuple[WishRow, ...] = ()
    locks: tuple[LockRow, ...] = ()
    imposed: tuple[ImposedRow, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    exceptions: tuple[ExceptionRow, ...] = ()
