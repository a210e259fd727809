"""Before and after: who moves, from where to where and why, who does not, and what could not be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wardbridge.cli.language import _
from wardbridge.cli.report.markup import cell, element, listing, safe, section, table
from wardbridge.cli.report.page import page_html
from wardbridge.cli.summary import names_of, violation_lines
from wardbridge.engine.io.repairfile import RepairedRound
from wardbridge.engine.plan import Assignment
from wardbridge.engine.repair import Repaired, RepairResult, Why
from wardbridge.rulekit.messages import format_number


def repaired_html(repaired: RepairedRound, language: str) -> str:
    """The page as HTML, in the active language of the command line, which must be `language`."""
    return page_html(_sections(repaired, language), repaired.judged, language)


def proof_sentences(result: RepairResult, language: str) -> list[str]:
    """What was found and what was proven, in words."""
    lines = [_("Learners who move: {moved}; who stay: {stayed}.").format(moved=result.moved, stayed=result.stayed)]
    if result.moved == result.moved_bound:
        lines.append(_("No plan that keeps the rules moves fewer: proven."))
    else:
        lines.append(_("Every plan that keeps the rules moves {bound} or more.").format(bound=result.moved_bound))
    if result.unplaced:
        text = _("Learner-weeks without a place: {weeks}; every plan leaves {bound} or more.")
        lines.append(text.format(weeks=result.unplaced, bound=result.unplaced_bound))
    text = _("Points before the repair {before}, after it {after}.")
    before, after = (format_number(points.total, language) for points in (result.before, result.after))
    lines.append(text.format(before=before, after=after))
    return lines


def _sections(repaired: RepairedRound, language: str) -> Iterator[str]:
    result, book = repaired.result, repaired.judged.book
    head, *others = proof_sentences(result, language)
    yield element("p", safe(head), class_="lead")
    yield listing(others)
    names = names_of(book, language)
    names |= {row.code: f"{names[row.code]}, {names[row.site]}" for row in book.departments}
    moved = [one for one in result.changed if one.why is not Why.NEW]
    fresh = [one for one in result.changed if one.why is Why.NEW]
    yield _changes(_("Who moves"), moved, names, result.since)
    yield _changes(_("Newly placed"), fresh, names, result.since)
    yield section(_("No longer in the round"), listing(names.get(code, code) for code in result.gone))
    lines = violation_lines(result.not_kept, book, language)
    yield section(_("What could not be kept") if result.not_kept else _("The independent checker"), listing(lines))


def _changes(heading: str, changed: Sequence[Repaired], names: dict[str, str], since: int) -> str:
    """Those with the same weeks before and after in one row."""
    if not changed:
        return ""
    alike: dict[tuple[Why, str, str], list[str]] = {}
    for one in changed:
        was, now = (_weeks(rows, names, since) for rows in (one.was, one.now))
        alike.setdefault((one.why, was, now), []).append(names.get(one.learner, one.learner))
    head = (_("Learners"), _("Why"), _("Before"), _("Now"))
    rows = (
        (
            element("th", safe(", ".join(people)), scope="row"),
            cell(_reason(why)),
            element("td", was, data_label=_("Before")),
            element("td", now, data_label=_("Now")),
        )
        for (why, was, now), people in alike.items()
    )
    caption = _("Weeks to come, from week {week} on").format(week=since + 1)
    return section(heading, table(caption, head, rows, class_="stacked"))


def _reason(why: Why) -> str:
    return {
        Why.HIT: _("could not stay"),
        Why.FULL: _("not all could stay there"),
        Why.ROOM: _("makes room for others"),
        Why.NEW: _("new"),
    }[why]


def _weeks(rows: Iterable[Assignment], names: dict[str, str], since: int) -> str:
    """One line a block that is not past, ready-made."""
    lines = []
    for row in rows:
        weeks = [t + 1 for t in row.periods if t >= since]
        if weeks:
            span = str(weeks[0]) if len(weeks) == 1 else f"{weeks[0]}–{weeks[-1]}"
            text = _("W{weeks}: {department}").format(weeks=span, department=names.get(row.department, row.department))
            lines.append(safe(text))
    return "<br>".join(lines) or safe(_("no place yet"))
