"""What can be wrong with a problem as such: references out of range, figures below their least, misfit units."""

from __future__ import annotations

from collections import Counter

from wardbridge.engine.errors import Fault
from wardbridge.engine.problem import Offer, Problem, Quota, Requirement
from wardbridge.rulekit.shifts import Shift


def faults_of(problem: Problem) -> list[Fault]:
    """Every fault; none in a problem that rules and solver can read."""
    return [*_range_faults(problem), *_figure_faults(problem), *_unit_faults(problem)]


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
        ("department.guests", [g.period for d in p.departments for g in d.guests], n_t),
        ("quota.site", [q.site for q in p.quotas], n_s),
        ("housing.site", [h.site for h in p.housing], n_s),
        ("wish.learner", [w.learner for w in p.wishes], len(p.learners)),
        ("lock.learner", [k.learner for k in p.locks], len(p.learners)),
        ("few_schools.site", [x.site for x in p.few_schools], n_s),
        ("lock.department", [k.department for k in p.locks], n_k),
        ("lock.periods", [t for k in p.locks for t in k.periods], n_t),
        ("requirement.beside", [r.beside for r in p.requirements if r.beside is not None], len(p.requirements)),
        ("imposed.learner", [x.learner for x in p.imposed], len(p.learners)),
        ("imposed.requirement", [x.requirement for x in p.imposed], len(p.requirements)),
        ("credit.learner", [x.learner for x in p.credits], len(p.learners)),
        ("credit.requirement", [x.requirement for x in p.credits], len(p.requirements)),
        ("closed.learner", [x.learner for x in p.closed], len(p.learners)),
        ("familiar.learner", [x.learner for x in p.familiar], len(p.learners)),
        ("excused.learner", [x.learner for x in p.excused], len(p.learners)),
        ("excused.discipline", [x.discipline for x in p.excused if x.discipline is not None], len(p.disciplines)),
        ("excused.periods", [t for x in p.excused for t in x.periods], n_t),
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
    guests = [g.count for d in p.departments for g in d.guests]
    faults += [Fault("guests-figure", found=str(count), allowed="0") for count in guests if count < 0]
    burdens = [p.night_burden, *(d.burden for d in p.departments)] + [x.carried or 0 for x in p.learners]
    faults += [Fault("burden-figure", found=str(burden), allowed="0") for burden in burdens if burden < 0]
    faults += [Fault("requirement-ways", found=r.code) for r in p.requirements if not _ways_fit(r)]
    faults += [
        Fault("requirement-beside", found=r.code)
        for i, r in enumerate(p.requirements)
        if r.beside is not None and 0 <= r.beside < len(p.requirements) and not _beside_fits(p, i)
    ]
    faults += [
        Fault("nights-figures", found=x.code)
        for x in p.programmes
        if x.rest_after_nights < 0 or (x.nights_in_row is not None and x.nights_in_row < 1)
    ]
    faults += [Fault("available-length", found=x.code) for x in p.learners if len(x.available) != len(p.periods)]
    faults += [Fault("programme-no-track", found=x.code) for x in p.programmes if not x.tracks]
    if p.max_sites < 1:
        faults.append(Fault("max-sites-figure", found=str(p.max_sites), allowed="1"))
    return faults


def _ways_fit(r: Requirement) -> bool:
    """Every way has whole blocks, the longest is `weeks`, no way is part of another, and there is a shift."""
    ways = [Counter(way) for way in r.lengths]
    if not r.shifts or any(not way or min(way) < 1 for way in ways):
        return False
    apart = all(a is b or not a <= b for a in ways for b in ways)
    return apart and max(sum(way.elements()) for way in ways) == r.weeks


def _beside_fits(p: Problem, i: int) -> bool:
    """Two requirements that are done side by side name each other and are alike in all that concerns weeks."""
    one = p.requirements[i]
    other = p.requirements[one.beside or 0]
    alike = (one.programme, one.track, one.choose, set(one.lengths)) == (
        other.programme, other.track, 1, set(other.lengths)
    )  # fmt: skip
    halves = {Shift.MORNING, Shift.AFTERNOON}
    apart = any({a, b} == halves for a in one.shifts for b in other.shifts)
    return alike and apart and other.beside == i and one.beside != i and i not in other.after


def _unit_faults(p: Problem) -> list[Fault]:
    """The units partition the learners, and a unit's members share programme and track."""
    members = sorted(i for unit in p.units for i in unit)
    if members != list(range(len(p.learners))):
        return [Fault("units-not-partition", found=str(len(members)), allowed=str(len(p.learners)))]
    faults = [
        Fault("group-mixed-programme", found=p.learners[unit[0]].code)
        for unit in p.units
        if len({(p.learners[i].programme, p.learners[i].track) for i in unit}) > 1
    ]
    return faults or _excused_faults(p)


def _excused_faults(p: Problem) -> list[Fault]:
    """Of each group somebody is never excused; who is says from what, and has no lock then and there."""
    excused = {x.learner for x in p.excused}
    faults = [
        Fault("excused-all", found=p.learners[unit[0]].code)
        for unit in p.units
        if any(i in excused for i in unit) and all(i in excused for i in unit)
    ]
    faults += [
        Fault("excused-nothing", found=p.learners[x.learner].code)
        for x in p.excused
        if x.discipline is None and not x.periods
    ]
    return faults + [
        Fault("excused-locked", found=p.learners[lock.learner].code)
        for lock in p.locks
        if any(
            x.learner == lock.learner and x.holds(p.departments[lock.department].discipline, t)
            for x in p.excused
            for t in lock.periods
        )
    ]
