"""A placement round as the engine sees it: frozen, by index, valid once built, varied by `dataclasses.replace`.

Every reference is an index into a tuple of the problem. Periods are the weeks of the round, counted from 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from wardbridge.engine.errors import InputRefused
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.languages import Cefr
from wardbridge.rulekit.law import RulePack, shipped_pack
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.shifts import Shift

if TYPE_CHECKING:
    from wardbridge.engine.index import ProblemIndex


@dataclass(frozen=True, slots=True)
class Period:
    """A week: its Monday and its working days (Monday to Friday without holidays)."""

    first: date
    working_days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Skill:
    """A language (ISO 639-1 code) and a level of it."""

    language: str
    level: Cefr


@dataclass(frozen=True, slots=True)
class Guests:
    """Learners whom the round doesn't plan and who are in a department in a period: others' places, taken or held."""

    period: int
    level: Level
    count: int
    shift: Shift = Shift.DAY


@dataclass(frozen=True, slots=True)
class Department:
    """`skills` are the languages that a learner must have, each at that level or above.

    `guests` weigh on teachers, beds and room as the round's own learners do; offers are stated without what they take.
    """

    code: str
    site: int
    discipline: int
    beds: int | None = None
    chairs: int | None = None
    room: int | None = None
    burden: int = 0
    """Points that a week there counts for equity: a site hard to reach, nights, few cases."""
    skills: tuple[Skill, ...] = ()
    guests: tuple[Guests, ...] = ()


@dataclass(frozen=True, slots=True)
class Teacher:
    """A teacher of a department; `absent` are the periods in which leave touches a working day, or in which he is not
    appointed or his licence or certificate doesn't hold on each of them.
    """

    code: str
    department: int
    level: Level
    practice_since: date
    certificate: bool = True
    absent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Track:
    """A way through a programme and the sites where it may be done; code "" where a programme has none."""

    code: str
    sites: frozenset[int]


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme and its rule of nights.

    Parameters
    ----------
    nights_in_row
        Most weeks on nights without a day block or a week off between; `None`: no limit.
    rest_after_nights
        Weeks off that follow weeks on nights before anything but a night block.
    """

    code: str
    level: Level
    tracks: tuple[Track, ...]
    school: str = ""
    nights_in_row: int | None = None
    rest_after_nights: int = 0


@dataclass(frozen=True, slots=True)
class Requirement:
    """`choose` different `disciplines`, each of `weeks` periods, after all of `after` is done.

    Parameters
    ----------
    track
        Index into the programme's tracks, or `None` when it holds for each of them.
    shifts
        Times of the day by which a block may be done.
    ways
        Lengths of the blocks that a discipline may be done in: ``((4,), (2, 2))`` is one block of 4 or two of 2.
        Empty: one block of `weeks`.
    beside
        The requirement that is done in the same weeks and at the same site, at the other half of the day.
    """

    code: str
    programme: int
    track: int | None
    disciplines: tuple[int, ...]
    weeks: int
    choose: int
    after: tuple[int, ...]
    sites: frozenset[int]
    shifts: tuple[Shift, ...] = (Shift.DAY,)
    ways: tuple[tuple[int, ...], ...] = ()
    beside: int | None = None

    @property
    def lengths(self) -> tuple[tuple[int, ...], ...]:
        """The ways to do a discipline, each as lengths from long to short."""
        return tuple(tuple(sorted(way, reverse=True)) for way in self.ways) or ((self.weeks,),)

    @property
    def split(self) -> bool:
        """Whether a discipline may take more than one block."""
        return any(len(way) > 1 for way in self.ways)

    def left(self, done: Iterable[int]) -> int | None:
        """Fewest weeks that a discipline still takes when blocks of these lengths are done; `None`: they fit no way."""
        had = Counter(done)
        return min((sum((Counter(way) - had).elements()) for way in self.lengths if had <= Counter(way)), default=None)

    @property
    def least(self) -> int:
        """Fewest weeks that it takes."""
        return self.choose * min(sum(way) for way in self.lengths)


@dataclass(frozen=True, slots=True)
class Learner:
    """`track` is `None` where the engine chooses; `available` has one flag a period (class, group and own absence)."""

    code: str
    programme: int
    track: int | None
    available: tuple[bool, ...]
    housing: Need = Need.NONE
    carried: int | None = None
    """Burden borne in earlier rounds; `None`: not known, taken for the mean of those known."""
    groups: tuple[str, ...] = ()
    """Class and group, for what is told of them."""
    skills: tuple[Skill, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """Places at one time in a department in these periods, for whom `programme`, `level` and `school` say.

    The first `reserved` of them are kept: in an offer to all of these and more people, they are never others' places.
    It holds at every time of the day that its `shift` takes: a whole day's offer holds mornings and afternoons.
    """

    department: int
    programme: int | None
    level: Level | None
    periods: tuple[int, ...]
    minimum: int
    maximum: int
    school: str = ""
    reserved: int = 0
    shift: Shift = Shift.DAY


@dataclass(frozen=True, slots=True)
class Quota:
    """People whom a site receives over the whole round; `reserved` as in an `Offer`."""

    site: int
    programme: int | None
    level: Level | None
    minimum: int
    maximum: int
    school: str = ""
    reserved: int = 0


@dataclass(frozen=True, slots=True)
class Housing:
    """Places to sleep at a site, in every week: for all who need one (`ANY`), or in the rooms for women or for men."""

    site: int
    need: Need
    places: int


@dataclass(frozen=True, slots=True)
class FewSchools:
    """A site that may serve, over the round, so many schools with university learners and so many of college level."""

    site: int
    universities: int
    colleges: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A learner's wish; `None` does not restrict; `track` is an index into the programme's tracks."""

    learner: int
    rank: int
    site: int | None = None
    discipline: int | None = None
    department: int | None = None
    track: int | None = None


@dataclass(frozen=True, slots=True)
class Lock:
    """The learner is in the department in these periods, whatever else is decided."""

    learner: int
    department: int
    periods: tuple[int, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Imposed:
    """The learner does the requirement in one of these departments, whenever that is."""

    learner: int
    requirement: int
    departments: frozenset[int]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """What the learner did in an earlier round: one discipline of the requirement, or all of it, is not asked again."""

    learner: int
    requirement: int
    discipline: int | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """The learner is not placed in these departments, since he was there in an earlier round."""

    learner: int
    departments: frozenset[int]


@dataclass(frozen=True, slots=True)
class Familiar:
    """The learner was at the site in an earlier round and would best stay there."""

    learner: int
    site: int


@dataclass(frozen=True, slots=True)
class Excused:
    """A learner who moves with others isn't with them in a discipline, in some periods, or in it in these periods.

    What he misses is arranged outside the round, and not asked of him in it; `allowed_by` is the post that said so.
    """

    learner: int
    discipline: int | None = None
    periods: frozenset[int] = frozenset()
    reason: str = ""
    allowed_by: str = ""

    def holds(self, discipline: int, period: int) -> bool:
        """Whether he is away from the others when they are in the discipline in this period."""
        return self.discipline in {None, discipline} and (not self.periods or period in self.periods)


@dataclass(frozen=True)
class Problem:
    """A whole round.

    Parameters
    ----------
    units
        Learners who move as one, a partition of the learners; a learner on his own is a unit of one.
    max_sites
        Most different sites one learner may work at.
    night_burden
        Points that a week of a night block counts for equity beside its department's.
    law
        The rules by which learners weigh on teachers and beds; each week is judged by the figures in force then.

    Raises
    ------
    InputRefused
        With every fault: an index out of range, a figure below its least, learners not partitioned by the units.
    """

    code: str
    periods: tuple[Period, ...]
    sites: tuple[str, ...]
    disciplines: tuple[str, ...]
    departments: tuple[Department, ...]
    programmes: tuple[Programme, ...]
    requirements: tuple[Requirement, ...]
    learners: tuple[Learner, ...]
    units: tuple[tuple[int, ...], ...]
    teachers: tuple[Teacher, ...] = ()
    offers: tuple[Offer, ...] = ()
    quotas: tuple[Quota, ...] = ()
    wishes: tuple[Wish, ...] = ()
    locks: tuple[Lock, ...] = ()
    housing: tuple[Housing, ...] = ()
    few_schools: tuple[FewSchools, ...] = ()
    max_sites: int = 1
    night_burden: int = 0
    imposed: tuple[Imposed, ...] = ()
    credits: tuple[Credit, ...] = ()
    closed: tuple[Closed, ...] = ()
    familiar: tuple[Familiar, ...] = ()
    excused: tuple[Excused, ...] = ()
    unit_codes: tuple[str, ...] = field(default=())
    """Code of the group or class a unit stems from, "" for a single learner; empty: none recorded."""
    law: RulePack = field(default_factory=shipped_pack)

    def __post_init__(self) -> None:
        from wardbridge.engine.validity import faults_of

        faults = faults_of(self)
        if faults:
            raise InputRefused(faults)

    @cached_property
    def index(self) -> ProblemIndex:
        """Look-ups derived once from the problem, shared by the rules and the solver's set-up."""
        from wardbridge.engine.index import index_of

        return index_of(self)
