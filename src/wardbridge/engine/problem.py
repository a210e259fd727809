"""A placement round as the engine sees it: frozen, by index, valid once built, varied by `dataclasses.replace`.

Every reference is an index into a tuple of the problem. Periods are the weeks of the round, counted from 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from wardbridge.engine.errors import Fault, InputRefused
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.levels import Level

if TYPE_CHECKING:
    from wardbridge.engine.index import ProblemIndex


@dataclass(frozen=True, slots=True)
class Period:
    """A week: its Monday and its working days (Monday to Friday without holidays)."""

    first: date
    working_days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Department:
    code: str
    site: int
    discipline: int
    beds: int | None = None
    chairs: int | None = None
    room: int | None = None
    burden: int = 0
    """Points that a week there counts for equity: a site hard to reach, nights, few cases."""


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
    code: str
    level: Level
    tracks: tuple[Track, ...]
    school: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """`choose` different `disciplines`, each one block of `weeks` periods, after all of `after` is done.

    `track` is an index into the programme's tracks, or `None` when it holds for each of them.
    """

    code: str
    programme: int
    track: int | None
    disciplines: tuple[int, ...]
    weeks: int
    choose: int
    after: tuple[int, ...]
    sites: frozenset[int]


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


@dataclass(frozen=True, slots=True)
class Offer:
    """Places at one time in a department in these periods, for whom `programme`, `level` and `school` say.

    The first `reserved` of them are kept: in an offer to all of these and more people, they are never others' places.
    """

    department: int
    programme: int | None
    level: Level | None
    periods: tuple[int, ...]
    minimum: int
    maximum: int
    school: str = ""
    reserved: int = 0


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


@dataclass(frozen=True)
class Problem:
    """A whole round.

    Parameters
    ----------
    units
        Learners who move as one, a partition of the learners; a learner on his own is a unit of one.
    max_sites
        Most different sites one learner may work at.

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
    unit_codes: tuple[str, ...] = field(default=())
    """Code of the group or class a unit stems from, "" for a single learner; empty: none recorded."""

    def __post_init__(self) -> None:
        faults = [*_range_faults(self), *_figure_faults(self), *_unit_faults(self)]
        if faults:
            raise InputRefused(faults)

    @cached_property
    def index(self) -> ProblemIndex:
        """Look-ups derived once from the problem, shared by the rules and the solver's set-up."""
        from wardbridge.engine.index import index_of

        return index_of(self)


def _outside(name: str, values: list[int], size: int) -> list[Fault]:
    return [
        Fault("index-range", found=f"{name} {value}", allowed=str(size)) for value in values if not 0 <= value < size
    ]


def _range_faults(p: Problem) -> list[Fault]:
    """Every reference points into its tuple."""
    n_t, n_s, n_k, n_p = len(p.periods), len(p.sites), len(p.departments), len(p.programmes)
    checks = [
        ("department.site", [d.site for d in p.departments], n_s),
        ("department.discipline", [d.discipline for d in p.departments], len(p.disciplines)),
        ("teacher.department", [t.department for t in p.teachers], n_k),
        ("requirement.programme", [r.programme for r in p.requirements], n_p),
        ("requirement.after", [a for r in p.requirements for a in r.after], len(p.requirements)),
        ("requirement.disciplines", [d for r in p.requirements for d in r.disciplines], len(p.disciplines)),
        ("learner.programme", [x.programme for x in p.learners], n_p),
        ("offer.department", [o.department for o in p.offers], n_k),
        ("offer.periods", [t for o in p.offers for t in o.periods], n_t),
        ("quota.site", [q.site for q in p.quotas], n_s),
        ("few_schools.site", [x.site for x in p.few_schools], n_s),
        ("housing.site", [h.site for h in p.housing], n_s),
        ("wish.learner", [w.learner for w in p.wishes], len(p.learners)),
        ("lock.learner", [k.learner for k in p.locks], len(p.learners)),
        ("lock.department", [k.department for k in p.locks], n_k),
        ("lock.periods", [t for k in p.locks for t in k.periods], n_t),
    ]
    return [fault for check in checks for fault in _outside(*check)]


def _figure_faults(p: Problem) -> list[Fault]:
    """No negative count, no empty choice."""
    faults = [
        Fault("requirement-figures", found=r.code)
        for r in p.requirements
        if r.weeks < 1 or not 1 <= r.choose <= len(r.disciplines)
    ]
    bounds = [(o.minimum, o.maximum) for o in p.offers] + [(q.minimum, q.maximum) for q in p.quotas]
    faults += [
        Fault("bounds-crossed", found=str(least), allowed=str(most)) for least, most in bounds if not 0 <= least <= most
    ]
    shares: list[Offer | Quota] = [*p.offers, *p.quotas]
    faults += [
        Fault("bounds-crossed", found=str(x.reserved), allowed=str(x.maximum))
        for x in shares
        if not 0 <= x.reserved <= x.maximum
    ]
    burdens = [d.burden for d in p.departments] + [x.carried or 0 for x in p.learners]
    faults += [Fault("burden-figure", found=str(burden), allowed="0") for burden in burdens if burden < 0]
    faults += [Fault("available-length", found=x.code) for x in p.learners if len(x.available) != len(p.periods)]
    faults += [Fault("programme-no-track", found=x.code) for x in p.programmes if not x.tracks]
    if p.max_sites < 1:
        faults.append(Fault("max-sites-figure", found=str(p.max_sites), allowed="1"))
    return faults


def _unit_faults(p: Problem) -> list[Fault]:
    """The units partition the learners, and a unit's members share programme and track."""
    members = sorted(i for unit in p.units for i in unit)
    if members != list(range(len(p.learners))):
        return [Fault("units-not-partition", found=str(len(members)), allowed=str(len(p.learners)))]
    return [
        Fault("group-mixed-programme", found=p.learners[unit[0]].code)
        for unit in p.units
        if len({(p.learners[i].programme, p.learners[i].track) for i in unit}) > 1
    ]
