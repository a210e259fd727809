"""Look-ups derived once from a problem: code → index, and the figures of the shared limits week by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from wardbridge.engine.problem import Excused, Offer, Problem, Requirement, Wish
from wardbridge.rulekit.capacity import Teaching, beds_allow, taught_levels
from wardbridge.rulekit.levels import LEVELS, Level
from wardbridge.rulekit.shifts import Shift, meet, told_apart

Credited = frozenset[int] | None
"""Disciplines of a requirement done in an earlier round; `None`: all of it."""


@dataclass(frozen=True, slots=True)
class ProblemIndex:
    """What rules and solver look up; cells are (department, period).

    Parameters
    ----------
    requirements
        (programme, track) → indices of the requirements that hold there.
    teachers
        Cell → level → codes of the teachers present who may teach it.
    offers
        Cell → the offers that hold in it.
    beds
        Cell → most learners by VN-08, only where beds or chairs are recorded.
    unit_of
        Learner → index of the unit he moves with.
    available
        Learner → whether all whom he moves with can attend, by period: a group is away when one of it is.
    wishes
        Learner → wishes by rank.
    locked
        Learner → period → departments imposed.
    carried
        Learner → burden of earlier rounds beyond the least that anybody carries; who has no figure carries the mean.
    universities
        Schools that have a programme above college level; the others are colleges or intermediate schools.
    least_weeks
        Learner → weeks required, the least of his tracks.
    times
        Times of the day that are counted apart; one where nobody comes for less or at other times than the day.
    credits
        Learner → requirement → disciplines done before, `None` for all of it; only what all have whom he moves with.
    closed
        Learner → departments where he may not be: a language that he doesn't have, or an earlier round there.
    imposed
        Learner → requirement → departments, of which it must be one.
    familiar
        Learner → sites of earlier rounds where he would best stay.
    guests
        (department, period, time of the day) → level → learners there whom the round doesn't plan.
    excused
        Learner → when he isn't with those whom he moves with.
    leader
        Learner who is excused at times → one whom he moves with who never is.
    """

    learner: Mapping[str, int]
    department: Mapping[str, int]
    discipline: Mapping[str, int]
    requirement: Mapping[tuple[int, str], tuple[int, ...]]
    track: tuple[Mapping[str, int], ...]
    requirements: Mapping[tuple[int, int], tuple[int, ...]]
    teachers: Mapping[tuple[int, int], Mapping[Level, tuple[str, ...]]]
    offers: Mapping[tuple[int, int], tuple[Offer, ...]]
    beds: Mapping[tuple[int, int], int]
    unit_of: tuple[int, ...]
    available: tuple[tuple[bool, ...], ...]
    wishes: Mapping[int, tuple[Wish, ...]]
    locked: Mapping[int, Mapping[int, tuple[int, ...]]]
    carried: tuple[int, ...]
    least_weeks: tuple[int, ...]
    universities: frozenset[str]
    times: tuple[Shift, ...]
    credits: Mapping[int, Mapping[int, Credited]]
    closed: Mapping[int, frozenset[int]]
    imposed: Mapping[int, Mapping[int, frozenset[int]]]
    familiar: Mapping[int, frozenset[int]]
    guests: Mapping[tuple[int, int, Shift], Mapping[Level, int]]
    excused: Mapping[int, tuple[Excused, ...]]
    leader: Mapping[int, int]

    def tracks_of(self, problem: Problem, learner: int) -> tuple[int, ...]:
        """Tracks open to the learner: his own, or all of his programme."""
        person = problem.learners[learner]
        if person.track is not None:
            return (person.track,)
        return tuple(range(len(problem.programmes[person.programme].tracks)))

    def away(self, learner: int, discipline: int, period: int) -> bool:
        """Whether the learner is excused from being with those whom he moves with, then and there."""
        return any(row.holds(discipline, period) for row in self.excused.get(learner, ()))

    def never_in(self, learner: int, discipline: int) -> bool:
        """Whether the learner is excused from the discipline at any time."""
        return any(not row.periods and row.discipline == discipline for row in self.excused.get(learner, ()))

    def required_weeks(self, problem: Problem, programme: int, track: int) -> int:
        """Weeks that the track requires, at the least; what is done side by side counts twice."""
        return sum(problem.requirements[r].least for r in self.requirements[programme, track])

    def owed_weeks(self, problem: Problem, learner: int, track: int) -> int:
        """Weeks that the track requires of this learner, beside what he did in an earlier round."""
        credits = self.credits.get(learner, {})
        held = self.requirements[problem.learners[learner].programme, track]
        return sum(_weeks(problem.requirements[r], credits.get(r, frozenset())) for r in held)


def _weeks(requirement: Requirement, done: Credited) -> int:
    return 0 if done is None else requirement.least * max(0, requirement.choose - len(done)) // requirement.choose


def _codes(values: list[str]) -> Mapping[str, int]:
    return {code: i for i, code in enumerate(values)}


def _requirements(problem: Problem) -> dict[tuple[int, int], tuple[int, ...]]:
    return {
        (p, tau): tuple(
            r for r, req in enumerate(problem.requirements) if req.programme == p and req.track in {None, tau}
        )
        for p, programme in enumerate(problem.programmes)
        for tau in range(len(programme.tracks))
    }


Places = tuple[
    dict[tuple[int, int], dict[Level, tuple[str, ...]]],
    dict[tuple[int, int], tuple[Offer, ...]],
    dict[tuple[int, int], int],
]
_last: list[tuple[tuple[object, ...], Places]] = []


def _places(problem: Problem) -> Places:
    """Teachers, offers and beds by cell; those of the last problem again where it has the very same records.

    Whoever varies the learners of a large round (a repair, a neighbourhood) needs these again and again.
    """
    records = (problem.teachers, problem.offers, problem.departments, problem.periods, problem.law)
    for known, found in _last:
        if all(a is b for a, b in zip(records, known, strict=True)):
            return found
    made = (_teachers(problem), _offers(problem), _beds(problem))
    _last[:] = [(records, made)]
    return made


def _teachers(problem: Problem) -> dict[tuple[int, int], dict[Level, tuple[str, ...]]]:
    found: dict[tuple[int, int], dict[Level, tuple[str, ...]]] = {}
    for teacher in problem.teachers:
        fact = Teaching(teacher.code, teacher.level, teacher.practice_since, teacher.certificate)
        for t, period in enumerate(problem.periods):
            if t in teacher.absent:
                continue
            cell = found.setdefault((teacher.department, t), dict.fromkeys(LEVELS, ()))
            for level in taught_levels(fact, period.first, problem.law):
                cell[level] += (teacher.code,)
    return found


def _offers(problem: Problem) -> dict[tuple[int, int], tuple[Offer, ...]]:
    found: dict[tuple[int, int], list[Offer]] = defaultdict(list)
    for offer in problem.offers:
        for t in offer.periods:
            found[offer.department, t].append(offer)
    return {cell: tuple(offers) for cell, offers in found.items()}


def _beds(problem: Problem) -> dict[tuple[int, int], int]:
    found = {}
    for k, department in enumerate(problem.departments):
        if department.beds is None and department.chairs is None:
            continue
        for t, period in enumerate(problem.periods):
            allowed = beds_allow(department.beds, department.chairs, period.first, problem.law)
            if allowed is not None:
                found[k, t] = allowed
    return found


def _unit_of(problem: Problem) -> tuple[int, ...]:
    unit_of = [0] * len(problem.learners)
    for u, unit in enumerate(problem.units):
        for i in unit:
            unit_of[i] = u
    return tuple(unit_of)


def _available(problem: Problem) -> tuple[tuple[bool, ...], ...]:
    found: list[tuple[bool, ...]] = [()] * len(problem.learners)
    for unit in problem.units:
        together = tuple(all(flags) for flags in zip(*(problem.learners[i].available for i in unit), strict=True))
        for i in unit:
            found[i] = together
    return tuple(found)


def _wishes(problem: Problem) -> dict[int, tuple[Wish, ...]]:
    found: dict[int, list[Wish]] = defaultdict(list)
    for wish in sorted(problem.wishes, key=lambda wish: wish.rank):
        found[wish.learner].append(wish)
    return {learner: tuple(wishes) for learner, wishes in found.items()}


def _locked(problem: Problem) -> dict[int, dict[int, tuple[int, ...]]]:
    found: dict[int, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for lock in problem.locks:
        cells = found[lock.learner]
        for t in lock.periods:
            cells[t] = (*cells.get(t, ()), lock.department)
    return found


def _carried(problem: Problem) -> tuple[int, ...]:
    known = [x.carried for x in problem.learners if x.carried is not None]
    mean = round(sum(known) / len(known)) if known else 0
    figures = [mean if x.carried is None else x.carried for x in problem.learners]
    least = min(figures, default=0)
    return tuple(figure - least for figure in figures)


def _least_weeks(problem: Problem) -> tuple[int, ...]:
    held = {key: sum(problem.requirements[r].least for r in found) for key, found in _requirements(problem).items()}
    least = {p: min(held[p, tau] for tau in range(len(x.tracks))) for p, x in enumerate(problem.programmes)}
    return tuple(least[x.programme] if x.track is None else held[x.programme, x.track] for x in problem.learners)


def _times(problem: Problem) -> tuple[Shift, ...]:
    used = {shift for requirement in problem.requirements for shift in requirement.shifts}
    used |= {offer.shift for offer in problem.offers}
    return told_apart(used | {guests.shift for department in problem.departments for guests in department.guests})


def _guests(problem: Problem) -> dict[tuple[int, int, Shift], dict[Level, int]]:
    found: dict[tuple[int, int, Shift], dict[Level, int]] = defaultdict(lambda: defaultdict(int))
    times = _times(problem)
    for k, department in enumerate(problem.departments):
        for guests in department.guests:
            for time in times:
                if guests.count and meet(guests.shift, time):
                    found[k, guests.period, time][guests.level] += guests.count
    return {cell: dict(levels) for cell, levels in found.items()}


def _credits(problem: Problem) -> dict[int, dict[int, Credited]]:
    own: dict[int, dict[int, Credited]] = defaultdict(dict)
    for credit in problem.credits:
        held = own[credit.learner]
        before = held.get(credit.requirement, frozenset())
        whole = credit.discipline is None or before is None
        held[credit.requirement] = None if whole else (before or frozenset()) | {credit.discipline or 0}
    return {i: shared for unit in problem.units for i in unit if i in own and (shared := _shared(own, unit))}


def _shared(own: Mapping[int, Mapping[int, Credited]], unit: tuple[int, ...]) -> dict[int, Credited]:
    """What all of a unit have done."""
    shared: dict[int, Credited] = {}
    for r in set.intersection(*(set(own.get(i, {})) for i in unit)):
        parts = [done for i in unit if (done := own[i][r]) is not None]
        both = frozenset.intersection(*parts) if parts else None
        if both is None or both:
            shared[r] = both
    return shared


def _closed(problem: Problem) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = defaultdict(frozenset)
    for closed in problem.closed:
        found[closed.learner] |= closed.departments
    asking = [(k, skill) for k, department in enumerate(problem.departments) for skill in department.skills]
    for i, learner in enumerate(problem.learners if asking else ()):
        known = {skill.language: skill.level for skill in learner.skills}
        lacking = frozenset(k for k, skill in asking if known.get(skill.language, "") < skill.level)
        if lacking:
            found[i] |= lacking
    return dict(found)


def _imposed(problem: Problem) -> dict[int, dict[int, frozenset[int]]]:
    found: dict[int, dict[int, frozenset[int]]] = defaultdict(dict)
    for row in problem.imposed:
        held = found[row.learner]
        held[row.requirement] = held.get(row.requirement, row.departments) & row.departments
    return dict(found)


def _familiar(problem: Problem) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = defaultdict(frozenset)
    for row in problem.familiar:
        found[row.learner] |= {row.site}
    return dict(found)


def _excused(problem: Problem) -> dict[int, tuple[Excused, ...]]:
    found: dict[int, tuple[Excused, ...]] = defaultdict(tuple)
    for row in problem.excused:
        found[row.learner] += (row,)
    return dict(found)


def _leader(problem: Problem) -> dict[int, int]:
    excused = {row.learner for row in problem.excused}
    plain = [next((i for i in unit if i not in excused), unit[0]) for unit in problem.units]
    return {i: head for unit, head in zip(problem.units, plain, strict=True) for i in unit if i in excused}


def index_of(problem: Problem) -> ProblemIndex:
    """Derive the look-ups; work grows with teachers × periods and offers × periods."""
    by_code: dict[tuple[int, str], tuple[int, ...]] = defaultdict(tuple)
    for r, requirement in enumerate(problem.requirements):
        by_code[requirement.programme, requirement.code] += (r,)
    teachers, offers, beds = _places(problem)
    return ProblemIndex(
        learner=_codes([x.code for x in problem.learners]),
        department=_codes([x.code for x in problem.departments]),
        discipline=_codes(list(problem.disciplines)),
        requirement=dict(by_code),
        track=tuple(_codes([track.code for track in p.tracks]) for p in problem.programmes),
        requirements=_requirements(problem),
        teachers=teachers,
        offers=offers,
        beds=beds,
        unit_of=_unit_of(problem),
        available=_available(problem),
        wishes=_wishes(problem),
        locked=_locked(problem),
        carried=_carried(problem),
        least_weeks=_least_weeks(problem),
        universities=frozenset(x.school for x in problem.programmes if x.level is not Level.COLLEGE),
        times=_times(problem),
        credits=_credits(problem),
        closed=_closed(problem),
        imposed=_imposed(problem),
        familiar=_familiar(problem),
        guests=_guests(problem),
        excused=_excused(problem),
        leader=_leader(problem),
    )
