"""From the rows of a round to the engine's problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io import excuses, past, sheets
from wardbridge.engine.io.canonical import canonical
from wardbridge.engine.io.codes import Codes
from wardbridge.engine.io.crosscheck import faults_of
from wardbridge.engine.problem import (
    Department,
    FewSchools,
    Housing,
    Learner,
    Lock,
    Offer,
    Period,
    Problem,
    Programme,
    Quota,
    Requirement,
    Skill,
    Teacher,
    Track,
    Wish,
)
from wardbridge.rulekit.law import RuleUnknown, shipped_pack
from wardbridge.rulekit.shifts import Shift

WORKING_WEEKDAYS = 5
"""Monday to Friday."""


def periods_of(book: sheets.RoundBook) -> tuple[Period, ...]:
    """The weeks of the round; a working day is Monday to Friday and no holiday."""
    holidays = frozenset(book.round.holidays)
    periods = []
    for week in range(book.round.weeks):
        first = book.round.first_day + timedelta(weeks=week)
        days = (first + timedelta(days=d) for d in range(WORKING_WEEKDAYS))
        periods.append(Period(first, tuple(day for day in days if day not in holidays)))
    return tuple(periods)


def touched(periods: Sequence[Period], spans: Iterable[sheets.Span]) -> frozenset[int]:
    """Periods of which some working day lies in a span; a week of holidays only is never touched."""
    spans = tuple(spans)
    return frozenset(
        t
        for t, period in enumerate(periods)
        if any(span.first <= day <= span.last for span in spans for day in period.working_days)
    )


def covered(periods: Sequence[Period], first: date | None, last: date | None) -> tuple[int, ...]:
    """Periods whose working days all lie from `first` to `last`; an open end does not limit."""
    return tuple(
        t
        for t, period in enumerate(periods)
        if all((first is None or first <= day) and (last is None or day <= last) for day in _days(period))
    )


def _days(period: Period) -> tuple[date, ...]:
    return period.working_days or (period.first,)


def _programmes(book: sheets.RoundBook, codes: Codes) -> tuple[Programme, ...]:
    made = []
    for code in codes.programme:
        rows = [row for row in book.programmes if row.code == code]
        tracks = tuple(Track(row.track, codes.sites(row.sites)) for row in rows)
        head = rows[0]
        made.append(Programme(code, head.level, tracks, head.school, head.nights_in_row, head.rest_after_nights))
    return tuple(made)


def _track(programme: Programme, code: str) -> int | None:
    """Index of the track; a blank code is the only track there is, or an open choice."""
    found = [i for i, track in enumerate(programme.tracks) if track.code == code]
    if found:
        return found[0]
    return 0 if len(programme.tracks) == 1 else None


def _requirements(book: sheets.RoundBook, codes: Codes, programmes: Sequence[Programme]) -> tuple[Requirement, ...]:
    made = []
    for row in book.requirements:
        p = codes.programme[row.programme]
        track = _track(programmes[p], row.track) if row.track else None
        after = tuple(
            i
            for i, other in enumerate(book.requirements)
            if other.programme == row.programme and other.code in row.after and _meet(row.track, other.track)
        )
        made.append(
            Requirement(
                row.code,
                p,
                track,
                tuple(codes.discipline[d] for d in dict.fromkeys(row.disciplines)),
                row.weeks,
                row.choose,
                after,
                codes.sites(row.sites),
                row.shifts or (Shift.DAY,),
                row.ways,
                _beside(book, row),
            )
        )
    return tuple(made)


def _beside(book: sheets.RoundBook, row: sheets.RequirementRow) -> int | None:
    """The requirement done at the other half of the day: named by either of the two."""
    for i, other in enumerate(book.requirements):
        named = other.code == row.beside or other.beside == row.code
        if named and other is not row and (other.programme, other.track) == (row.programme, row.track):
            return i
    return None


def _meet(track: str, other: str) -> bool:
    """Whether two requirements can concern one learner."""
    return not track or not other or track == other


def _learners(
    book: sheets.RoundBook, codes: Codes, programmes: Sequence[Programme], periods: Sequence[Period]
) -> tuple[Learner, ...]:
    absence = {row.code: row.unavailable for row in book.groups}
    excused = _away(book, periods)
    outside = {row.code: tuple(_outside(row)) for row in book.programmes}

    @cache
    def working(spans: tuple[sheets.Span, ...]) -> tuple[bool, ...]:
        away = touched(periods, spans)
        return tuple(t not in away and bool(period.working_days) for t, period in enumerate(periods))

    made = []
    for row in book.learners:
        p = codes.programme[row.programme]
        groups = tuple(code for code in (row.class_code, row.group) if code)
        spans = (*absence.get(row.class_code, ()), *absence.get(row.group, ()), *outside[row.programme])
        track, skills = _track(programmes[p], row.track), _skills(row.languages)
        own = touched(periods, row.unavailable) - excused.get(row.code, frozenset())
        free = tuple(flag and t not in own for t, flag in enumerate(working(spans)))
        made.append(Learner(row.code, p, track, free, row.housing, row.carried, groups, skills))
    return tuple(made)


def _away(book: sheets.RoundBook, periods: Sequence[Period]) -> dict[str, frozenset[int]]:
    """Student code → weeks in which his group goes on without him, whatever it does."""
    found: dict[str, frozenset[int]] = {}
    for row in book.exceptions:
        span = excuses.span_of(row)
        if span and not row.discipline:
            found[row.learner] = found.get(row.learner, frozenset()) | touched(periods, (span,))
    out = excuses.alone(book)
    return {code: weeks for code, weeks in found.items() if code not in out}


def _spanned(row: sheets.ExceptionRow, periods: Sequence[Period]) -> frozenset[int]:
    span = excuses.span_of(row)
    return touched(periods, (span,)) if span else frozenset()


def _outside(row: sheets.ProgrammeRow) -> Iterator[sheets.Span]:
    """Days of the round that are not the programme's."""
    if row.first:
        yield sheets.Span(date.min, row.first - timedelta(days=1))
    if row.last:
        yield sheets.Span(row.last + timedelta(days=1), date.max)


def _skills(skills: Iterable[sheets.Skill]) -> tuple[Skill, ...]:
    return tuple(Skill(skill.language, skill.level) for skill in skills)


def _units(book: sheets.RoundBook) -> tuple[tuple[tuple[int, ...], ...], tuple[str, ...]]:
    """Learners who move as one, without those whom an exception excuses from it altogether."""
    group, out = excuses.group_of(book), excuses.alone(book)
    members: dict[str, list[int]] = {}
    for i, row in enumerate(book.learners):
        code = "" if row.code in out else group.get(row.code, "")
        members.setdefault(f"g{code}" if code else f"i{i}", []).append(i)
    codes = tuple(key[1:] if key[0] == "g" else "" for key in members)
    return tuple(tuple(unit) for unit in members.values()), codes


def _places(
    book: sheets.RoundBook, codes: Codes, periods: Sequence[Period]
) -> tuple[tuple[Offer, ...], tuple[Quota, ...]]:
    offers, quotas = [], []
    for row in book.places:
        programme = codes.programme[row.programme] if row.programme else None
        if row.department:
            weeks = covered(periods, row.first, row.last)
            closed = tuple(t for t in weeks if row.minimum and not periods[t].working_days)
            k, figures = codes.department[row.department], (row.minimum, row.maximum, row.school, row.reserved)
            offer = Offer(k, programme, row.level, weeks, *figures, row.shift)
            if closed:  # nobody can come in a week of holidays only, so no minimum holds in it
                offers.append(replace(offer, periods=closed, minimum=0))
                offer = replace(offer, periods=tuple(t for t in weeks if t not in closed))
            offers += _released(offer, row.released, periods)
        elif row.year in {None, book.round.first_day.year}:
            least, most = max(0, row.minimum - row.used), max(0, row.maximum - row.used)
            kept = 0 if row.released and row.released <= book.round.first_day else max(0, row.reserved - row.used)
            quotas.append(Quota(codes.site[row.site], programme, row.level, least, most, row.school, kept))
    return tuple(offers), tuple(quotas)


def _released(offer: Offer, released: date | None, periods: Sequence[Period]) -> Iterator[Offer]:
    """The offer, without its reserve in the weeks that begin on the day of release or later."""
    if not offer.reserved or released is None:
        yield offer
        return
    kept = tuple(t for t in offer.periods if periods[t].first < released)
    yield replace(offer, periods=kept)
    yield replace(offer, periods=tuple(t for t in offer.periods if t not in kept), reserved=0)


def _housing(book: sheets.RoundBook, codes: Codes) -> tuple[Housing, ...]:
    """Only what is stated: a site without a figure has no limit."""
    figures = {sheets.Need.ANY: "housing", sheets.Need.WOMEN: "housing_women", sheets.Need.MEN: "housing_men"}
    return tuple(
        Housing(codes.site[row.code], need, places)
        for row in book.sites
        for need, column in figures.items()
        if (places := getattr(row, column)) is not None
    )


def _few_schools(book: sheets.RoundBook, codes: Codes) -> tuple[FewSchools, ...]:
    """The figures in force on the first day; none where the rule wasn't yet."""
    sites = [codes.site[row.code] for row in book.sites if row.few_schools]
    try:
        figures = shipped_pack().at("VN-11", book.round.first_day).figures
    except RuleUnknown:
        return ()
    return tuple(FewSchools(site, figures["university"], figures["college"]) for site in sites)


def _departments(book: sheets.RoundBook, codes: Codes) -> tuple[Department, ...]:
    """A week's burden is that of the site and that of the department."""
    return tuple(
        Department(
            x.code,
            codes.site[x.site],
            codes.discipline[x.discipline],
            x.beds,
            x.chairs,
            x.room,
            x.burden + book.sites[codes.site[x.site]].burden,
            _skills(x.languages),
        )
        for x in book.departments
    )


def _absent(row: sheets.TeacherRow, periods: Sequence[Period]) -> frozenset[int]:
    """Periods with a working day on which the teacher is on leave, not appointed, or lacks licence or certificate."""
    spans = list(row.leave)
    if row.appointed_from:
        spans.append(sheets.Span(date.min, row.appointed_from - timedelta(days=1)))
    ends = (row.appointed_to, row.certificate_until, row.licence_until)
    spans += [sheets.Span(last + timedelta(days=1), date.max) for last in ends if last]
    return touched(periods, spans)


def _teacher(row: sheets.TeacherRow, codes: Codes, periods: Sequence[Period]) -> Teacher:
    k, absent = codes.department[row.department], _absent(row, periods)
    return Teacher(row.code, k, row.level, row.practice_since, row.teaching_certificate, absent)


def _wishes(book: sheets.RoundBook, codes: Codes, programmes: Sequence[Programme]) -> tuple[Wish, ...]:
    return tuple(
        Wish(
            codes.learner[row.learner],
            row.rank,
            codes.site[row.site] if row.site else None,
            codes.discipline[row.discipline] if row.discipline else None,
            codes.department[row.department] if row.department else None,
            _track(programmes[codes.programme[book.learners[codes.learner[row.learner]].programme]], row.track)
            if row.track
            else None,
        )
        for row in book.wishes
    )


def _locks(book: sheets.RoundBook, codes: Codes, periods: Sequence[Period]) -> tuple[Lock, ...]:
    """Locks hold in the weeks that begin from `first` to `last`, or that contain `first`."""
    made = []
    for row in book.locks:
        first = row.first - timedelta(days=row.first.weekday())
        weeks = tuple(t for t, period in enumerate(periods) if first <= period.first <= row.last)
        made.append(Lock(codes.learner[row.learner], codes.department[row.department], weeks, row.reason))
    return tuple(made)


def problem_of(book: sheets.RoundBook) -> Problem:
    """Compile a round; the order of its rows makes no difference.

    Raises
    ------
    InputRefused
        With every fault that `crosscheck.faults_of` finds; places are (sheet, index of the row, column).
    """
    if faults := faults_of(book):
        raise InputRefused(faults)
    book = canonical(book)
    codes = Codes(book)
    periods = periods_of(book)
    programmes = _programmes(book, codes)
    offers, quotas = _places(book, codes, periods)
    units, unit_codes = _units(book)
    return Problem(
        code=book.round.code,
        periods=periods,
        sites=tuple(codes.site),
        disciplines=tuple(codes.discipline),
        departments=_departments(book, codes),
        programmes=programmes,
        requirements=_requirements(book, codes, programmes),
        learners=_learners(book, codes, programmes, periods),
        units=units,
        teachers=tuple(_teacher(row, codes, periods) for row in book.teachers),
        offers=offers,
        quotas=quotas,
        wishes=_wishes(book, codes, programmes),
        locks=_locks(book, codes, periods),
        imposed=past.imposed_of(book, codes),
        credits=past.credits_of(book, codes),
        closed=past.closed_of(book, codes),
        familiar=past.familiar_of(book, codes),
        excused=excuses.excused_of(book, codes, [_spanned(row, periods) for row in book.exceptions]),
        housing=_housing(book, codes),
        few_schools=_few_schools(book, codes),
        max_sites=book.round.max_sites_per_learner,
        night_burden=book.round.night_burden,
        unit_codes=unit_codes,
    )
