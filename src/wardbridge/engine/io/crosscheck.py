"""What can be wrong between the rows of a round: one small function a rule, all faults collected.

A fault's place is (sheet, index of the row in its tuple counted from 0, column); the workbook reader turns the
index into the row of the spreadsheet. Only what makes a round unreadable is refused here: a round that is well
formed but can't be planned is an answer of the solver, with reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta

from wardbridge.engine.errors import Fault, Place
from wardbridge.engine.io import crosstime, sheets
from wardbridge.engine.io.crossexceptions import exception_faults
from wardbridge.engine.io.crossreserves import reserve_faults
from wardbridge.engine.io.sheets import GroupKind, RoundBook

Check = Callable[[RoundBook], Iterator[Fault]]
MAX_WEEKS = 520


def _fault(  # noqa: PLR0917  # read like a table at each call
    code: str, sheet: str, row: int | None, column: str, found: object = "", allowed: object = ""
) -> Fault:
    return Fault(code, Place(sheet, row, column), str(found), str(allowed))


def _round_figures(book: RoundBook) -> Iterator[Fault]:
    """The calendar begins on a Monday and has a sensible length."""
    row = book.round
    if not 1 <= row.weeks <= MAX_WEEKS:
        yield _fault("figure-range", "round", 0, "weeks", row.weeks, f"1-{MAX_WEEKS}")
    if row.first_day.weekday() != 0:
        yield _fault("not-monday", "round", 0, "first_day", row.first_day.isoformat())
    if row.max_sites_per_learner < 1:
        yield _fault("figure-range", "round", 0, "max_sites_per_learner", row.max_sites_per_learner, "≥ 1")


def _twice(sheet: str, column: str, keys: Sequence[object], shown: Sequence[str]) -> Iterator[Fault]:
    seen: set[object] = set()
    for row, key in enumerate(keys):
        if key in seen:
            yield _fault("duplicate-code", sheet, row, column, shown[row])
        seen.add(key)


def _duplicates(book: RoundBook) -> Iterator[Fault]:
    """A code names one row of its sheet."""
    for sheet, rows in (
        ("sites", book.sites),
        ("departments", book.departments),
        ("teachers", book.teachers),
        ("learners", book.learners),
        ("groups", book.groups),
    ):
        codes = [row.code for row in rows]
        yield from _twice(sheet, "code", codes, codes)
    yield from _twice(
        "programmes",
        "track",
        [(r.code, r.track) for r in book.programmes],
        [f"{r.code} {r.track}".strip() for r in book.programmes],
    )
    yield from _twice(
        "requirements",
        "code",
        [(r.programme, r.track, r.code) for r in book.requirements],
        [r.code for r in book.requirements],
    )
    yield from _twice(
        "wishes", "rank", [(r.learner, r.rank) for r in book.wishes], [f"{r.learner} {r.rank}" for r in book.wishes]
    )


Reference = tuple[str, int, str, str]
"""Sheet, row, column, code named."""


def _unknown(known: Iterable[str], references: Iterable[Reference]) -> Iterator[Fault]:
    names = set(known)
    for sheet, row, column, code in references:
        if code and code not in names:
            yield _fault("unknown-reference", sheet, row, column, code)


def _site_references(book: RoundBook) -> Iterator[Reference]:
    yield from (("departments", i, "site", r.site) for i, r in enumerate(book.departments))
    yield from (("programmes", i, "sites", s) for i, r in enumerate(book.programmes) for s in r.sites)
    yield from (("requirements", i, "sites", s) for i, r in enumerate(book.requirements) for s in r.sites)
    yield from (("places", i, "site", r.site) for i, r in enumerate(book.places))
    yield from (("wishes", i, "site", r.site) for i, r in enumerate(book.wishes))


def _department_references(book: RoundBook) -> Iterator[Reference]:
    yield from (("teachers", i, "department", r.department) for i, r in enumerate(book.teachers))
    yield from (("places", i, "department", r.department) for i, r in enumerate(book.places))
    yield from (("wishes", i, "department", r.department) for i, r in enumerate(book.wishes))
    yield from (("locks", i, "department", r.department) for i, r in enumerate(book.locks))


def _programme_references(book: RoundBook) -> Iterator[Reference]:
    yield from (("requirements", i, "programme", r.programme) for i, r in enumerate(book.requirements))
    yield from (("learners", i, "programme", r.programme) for i, r in enumerate(book.learners))
    yield from (("groups", i, "programme", r.programme) for i, r in enumerate(book.groups))
    yield from (("places", i, "programme", r.programme) for i, r in enumerate(book.places))


def _discipline_references(book: RoundBook) -> Iterator[Reference]:
    yield from (("requirements", i, "disciplines", d) for i, r in enumerate(book.requirements) for d in r.disciplines)
    yield from (("wishes", i, "discipline", r.discipline) for i, r in enumerate(book.wishes))


def _learner_references(book: RoundBook) -> Iterator[Reference]:
    yield from (("groups", i, "leader", r.leader) for i, r in enumerate(book.groups))
    yield from (("wishes", i, "learner", r.learner) for i, r in enumerate(book.wishes))
    yield from (("locks", i, "learner", r.learner) for i, r in enumerate(book.locks))


def _unknown_references(book: RoundBook) -> Iterator[Fault]:
    """Every code that is named exists; a discipline exists when some department is of it."""
    yield from _unknown((r.code for r in book.sites), _site_references(book))
    yield from _unknown((r.code for r in book.departments), _department_references(book))
    yield from _unknown((r.code for r in book.programmes), _programme_references(book))
    yield from _unknown((r.discipline for r in book.departments), _discipline_references(book))
    yield from _unknown((r.code for r in book.learners), _learner_references(book))
    yield from _unknown(
        (r.school for r in book.programmes), (("places", i, "school", r.school) for i, r in enumerate(book.places))
    )
    for kind, column in ((GroupKind.CLASS, "class_code"), (GroupKind.GROUP, "group")):
        known = [r.code for r in book.groups if r.kind is kind]
        yield from _unknown(known, (("learners", i, column, getattr(r, column)) for i, r in enumerate(book.learners)))


def _track_references(book: RoundBook) -> Iterator[Fault]:
    """A track that is named belongs to the programme; `after` names requirements of the programme."""
    tracks = {(r.code, r.track) for r in book.programmes if r.track}
    programme_of = {r.code: r.programme for r in book.learners}
    named = [("requirements", i, r.programme, r.track) for i, r in enumerate(book.requirements)]
    named += [("learners", i, r.programme, r.track) for i, r in enumerate(book.learners)]
    named += [("wishes", i, programme_of.get(r.learner, ""), r.track) for i, r in enumerate(book.wishes)]
    for sheet, row, programme, track in named:
        if track and (programme, track) not in tracks:
            yield _fault("unknown-reference", sheet, row, "track", track)
    codes = {(r.programme, r.code) for r in book.requirements}
    for i, r in enumerate(book.requirements):
        for code in r.after:
            if (r.programme, code) not in codes:
                yield _fault("unknown-reference", "requirements", i, "after", code)


def _negatives(book: RoundBook) -> Iterator[Fault]:
    """No figure below its least."""
    figures: tuple[tuple[str, Sequence[object], tuple[str, ...], int], ...] = (
        ("sites", book.sites, ("housing", "housing_women", "housing_men", "burden"), 0),
        ("departments", book.departments, ("beds", "chairs", "room", "burden"), 0),
        ("learners", book.learners, ("carried",), 0),
        ("places", book.places, ("minimum", "maximum", "reserved", "used"), 0),
        ("wishes", book.wishes, ("rank",), 1),
    )
    for sheet, rows, columns, least in figures:
        for i, row in enumerate(rows):
            for column in columns:
                figure = getattr(row, column)
                if figure is not None and figure < least:
                    yield _fault("figure-range", sheet, i, column, figure, f"≥ {least}")


def _requirement_figures(book: RoundBook) -> Iterator[Fault]:
    """A block has weeks; a choice is possible; nothing is asked twice in one row."""
    for i, r in enumerate(book.requirements):
        if r.weeks < 1:
            yield _fault("figure-range", "requirements", i, "weeks", r.weeks, "≥ 1")
        if not r.disciplines:
            yield _fault("required-empty", "requirements", i, "disciplines")
        elif not 1 <= r.choose <= len(set(r.disciplines)):
            yield _fault("figure-range", "requirements", i, "choose", r.choose, f"1-{len(set(r.disciplines))}")


def _bounds(book: RoundBook) -> Iterator[Fault]:
    """A minimum and a reserve do not exceed their maximum."""
    for i, p in enumerate(book.places):
        for column in ("minimum", "reserved"):
            if getattr(p, column) > p.maximum:
                yield _fault("bounds-crossed", "places", i, column, getattr(p, column), p.maximum)


def _place_scopes(book: RoundBook) -> Iterator[Fault]:
    """A department is offered at its own site; a programme is of the level named beside it."""
    site_of = {r.code: r.site for r in book.departments}
    level_of = {r.code: r.level for r in book.programmes}
    school_of = {r.code: r.school for r in book.programmes}
    for i, p in enumerate(book.places):
        if p.department in site_of and p.site and p.site != site_of[p.department]:
            yield _fault("place-site", "places", i, "site", p.site, site_of[p.department])
        if not p.department and not p.site:
            yield _fault("required-empty", "places", i, "site")
        if p.level is not None and p.programme in level_of and p.level != level_of[p.programme]:
            yield _fault("place-level", "places", i, "level", p.level.value, level_of[p.programme].value)
        if p.school and p.programme in school_of and p.school != school_of[p.programme]:
            yield _fault("place-school", "places", i, "school", p.school, school_of[p.programme])
        for column in ("year", "used"):
            if p.department and getattr(p, column):
                yield _fault("quota-column", "places", i, column, getattr(p, column))
        if p.released and not p.reserved:
            yield _fault("required-empty", "places", i, "reserved")


def _quota_dates(book: RoundBook) -> Iterator[Fault]:
    """A quota counts people over the whole round; dates that cut the round short would not be obeyed."""
    first = book.round.first_day
    last = first + timedelta(weeks=max(0, min(book.round.weeks, MAX_WEEKS)), days=-3)
    for i, p in enumerate(book.places):
        if p.department:
            continue
        if p.first is not None and p.first > first:
            yield _fault("quota-dates", "places", i, "first", p.first.isoformat(), first.isoformat())
        if p.last is not None and p.last < last:
            yield _fault("quota-dates", "places", i, "last", p.last.isoformat(), last.isoformat())


def _spans(book: RoundBook) -> Iterator[Fault]:
    """A span of dates ends on or after its first day."""
    spans = [("teachers", i, "leave", s.first, s.last) for i, r in enumerate(book.teachers) for s in r.leave]
    spans += [
        ("learners", i, "unavailable", s.first, s.last) for i, r in enumerate(book.learners) for s in r.unavailable
    ]
    spans += [("groups", i, "unavailable", s.first, s.last) for i, r in enumerate(book.groups) for s in r.unavailable]
    spans += [
        ("teachers", i, "appointed_to", r.appointed_from, r.appointed_to)
        for i, r in enumerate(book.teachers)
        if r.appointed_from and r.appointed_to
    ]
    spans += [("locks", i, "last", r.first, r.last) for i, r in enumerate(book.locks)]
    spans += [("places", i, "last", r.first, r.last) for i, r in enumerate(book.places) if r.first and r.last]
    for sheet, row, column, first, last in spans:
        if last < first:
            yield _fault("span-reversed", sheet, row, column, last.isoformat(), first.isoformat())


def _lock_dates(book: RoundBook) -> Iterator[Fault]:
    """A lock lies inside the round."""
    first = book.round.first_day
    end = first + timedelta(weeks=max(0, min(book.round.weeks, MAX_WEEKS)), days=-1)
    for i, r in enumerate(book.locks):
        if r.first < first or r.last > end:
            yield _fault(
                "outside-round",
                "locks",
                i,
                "first" if r.first < first else "last",
                f"{r.first.isoformat()} – {r.last.isoformat()}",
                f"{first.isoformat()} – {end.isoformat()}",
            )


def _programme_rows(book: RoundBook) -> Iterator[Fault]:
    """The rows of one programme agree, and either all or none of them names a track."""
    first: dict[str, sheets.ProgrammeRow] = {}
    for i, r in enumerate(book.programmes):
        head = first.setdefault(r.code, r)
        if (r.level, r.school) != (head.level, head.school):
            yield _fault(
                "programme-differs",
                "programmes",
                i,
                "level",
                f"{r.level.value} {r.school}",
                f"{head.level.value} {head.school}",
            )
        if bool(r.track) != bool(head.track):
            yield _fault("required-empty", "programmes", i, "track")


def _order_cycles(book: RoundBook) -> Iterator[Fault]:
    """Nothing comes after itself, however many steps away."""
    after = {(r.programme, r.code): {(r.programme, c) for c in r.after} for r in book.requirements}
    reach = {key: set(value) for key, value in after.items()}
    for middle in after:
        for later in reach.values():
            if middle in later:
                later.update(reach[middle])
    for i, r in enumerate(book.requirements):
        if (r.programme, r.code) in reach[r.programme, r.code]:
            yield _fault("order-cycle", "requirements", i, "after", r.code)


def _too_long(book: RoundBook) -> Iterator[Fault]:
    """What a track requires fits into the weeks of the round; what is done at half days takes its weeks once."""
    for p in book.programmes:
        held = [(i, r) for i, r in enumerate(book.requirements) if r.programme == p.code and r.track in {"", p.track}]
        weeks = sum(min(map(sum, r.ways), default=r.weeks) * r.choose for _, r in held if not r.beside)
        if held and weeks > book.round.weeks:
            yield _fault("requirement-too-long", "requirements", held[-1][0], "weeks", weeks, book.round.weeks)


def _wish_content(book: RoundBook) -> Iterator[Fault]:
    """A wish wishes something."""
    for i, w in enumerate(book.wishes):
        if not (w.site or w.discipline or w.department or w.track):
            yield _fault("wish-empty", "wishes", i, "discipline", w.learner)


def _groups(book: RoundBook) -> Iterator[Fault]:
    """A leader is a member; a member is of the group's programme."""
    programme = {r.code: r.programme for r in book.groups if r.programme}
    for i, r in enumerate(book.learners):
        for column, code in (("class_code", r.class_code), ("group", r.group)):
            if code in programme and programme[code] != r.programme:
                yield _fault("group-programme", "learners", i, column, code, programme[code])
    codes = {r.code for r in book.learners}
    members = {(code, r.code) for r in book.learners for code in (r.class_code, r.group)}
    for i, g in enumerate(book.groups):
        if g.leader in codes and (g.code, g.leader) not in members:
            yield _fault("leader-elsewhere", "groups", i, "leader", g.leader, g.code)


def _together(book: RoundBook) -> Iterator[Fault]:
    """Who moves together shares programme and track."""
    together = {r.code for r in book.groups if r.together}
    first: dict[str, tuple[str, str]] = {}
    for i, r in enumerate(book.learners):
        for column, code in (("class_code", r.class_code), ("group", r.group)):
            if code in together and first.setdefault(code, (r.programme, r.track)) != (r.programme, r.track):
                yield _fault(
                    "group-mixed-programme",
                    "learners",
                    i,
                    column,
                    f"{r.programme} {r.track}".strip(),
                    " ".join(first[code]).strip(),
                )


CHECKS: tuple[Check, ...] = (
    _round_figures,
    _duplicates,
    _unknown_references,
    _track_references,
    _negatives,
    _requirement_figures,
    _bounds,
    _place_scopes,
    reserve_faults,
    _quota_dates,
    _spans,
    _lock_dates,
    _programme_rows,
    _order_cycles,
    _too_long,
    _wish_content,
    _groups,
    _together,
    *crosstime.CHECKS,
    exception_faults,
)
"""Every rule between rows, in the order in which their faults are listed."""


CALENDAR = frozenset((_round_figures, _quota_dates, _lock_dates, _too_long))
"""Rules that look at the round's own row."""


def faults_of(book: RoundBook, *, dated: bool = True) -> tuple[Fault, ...]:
    """All faults between the rows of a round; empty when it can be compiled.

    Without a calendar (`dated` false: the round's own row was refused) the rules that need it are left out.
    """
    checks = CHECKS if dated else tuple(check for check in CHECKS if check not in CALENDAR)
    return tuple(fault for check in checks for fault in check(book))
