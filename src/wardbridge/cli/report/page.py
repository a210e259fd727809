"""The page as a whole: what was proven, who is placed, whose wishes are met, what is full, what is broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from wardbridge.cli.language import _
from wardbridge.cli.report.equity import equity_section
from wardbridge.cli.report.figures import key_figures
from wardbridge.cli.report.loads import loads_section, worth_section
from wardbridge.cli.report.markup import element, listing, safe, section
from wardbridge.cli.report.people import hospitals_section, wishes_section
from wardbridge.cli.summary import reason_lines, shown_name, status_sentence, violation_lines
from wardbridge.engine.io.atomic import write_text
from wardbridge.engine.io.planfile import Judged
from wardbridge.rulekit.messages import format_date

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page loads nothing and runs nothing, whatever an input smuggled in."""


def write_report(path: Path, judged: Judged, language: str) -> None:
    """Write the page, whole or not at all; raises OSError when the file can't be written."""
    write_text(path, report_html(judged, language))


def report_html(judged: Judged, language: str) -> str:
    """The page as HTML, in the active language of the command line, which must be `language`."""
    return page_html(_sections(judged, language), judged, language)


def page_html(sections: Iterable[str], judged: Judged, language: str) -> str:
    """A page about a round with these sections under the round's heading."""
    name = shown_name(judged.book.round.name, judged.book.round.code, language)
    style = files("wardbridge.cli.report").joinpath("style.css").read_text(encoding="utf-8")
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{safe(name)}</title><style>{style}</style>"
    )
    made = element("p", safe(_made(judged)), class_="soft")
    body = element("main", "".join((_heading(judged, language, name), *sections, made)))
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head><body>{body}</body></html>\n'


def _made(judged: Judged) -> str:
    origin = _("Made from {workbook} (SHA-256 {digest}) with seed {seed}.")
    return origin.format(workbook=judged.workbook, digest=judged.digest, seed=judged.result.seed)


def _sections(judged: Judged, language: str) -> Iterator[str]:
    yield element("p", safe(status_sentence(judged)), class_="lead")
    yield key_figures(judged, language)
    if judged.result.plan is None or judged.result.unplaced:
        yield section(_("Why not everyone is placed"), listing(line.strip() for line in reason_lines(judged, language)))
    yield wishes_section(judged)
    yield hospitals_section(judged, language)
    yield equity_section(judged, language)
    yield loads_section(judged, language)
    yield worth_section(judged, language)
    verdict = violation_lines(judged.violations, judged.book, language)
    yield section(_("The independent checker"), listing(verdict))


def _heading(judged: Judged, language: str, name: str) -> str:
    head = judged.book.round
    dates = _("{weeks} weeks from {first}").format(weeks=head.weeks, first=format_date(head.first_day, language))
    line = element("p", safe(f"{head.code} · {dates}"), class_="soft")
    mark = element("span", safe(_("Synthetic data: none of these people exists.")), class_="badge")
    return element("header", element("h1", safe(name)) + line + (mark if head.synthetic else ""))
