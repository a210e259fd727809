"""What a matching comes to: lines for the terminal, and the page that is published with the draw."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from wardbridge.cli.language import _
from wardbridge.cli.report.markup import cell, element, listing, row_head, safe, section, table
from wardbridge.cli.report.page import POLICY
from wardbridge.engine.io.atomic import write_text
from wardbridge.engine.io.matchbook.document import Matched, hospital_data
from wardbridge.engine.matching.draw import lot
from wardbridge.engine.matching.result import Method
from wardbridge.rulekit.messages import format_number
from wardbridge.rulekit.messages import text as message


def method_name(method: Method) -> str:
    return {
        Method.SERIAL: _("By merit: each in turn takes the dearest wish that is left"),
        Method.DEFERRED: _("By both sides' ranking: deferred acceptance"),
        Method.RANK_MAXIMAL: _("Rank-maximal: most first wishes, then most second wishes, …"),
        Method.GENEROUS: _("Generous: most learners placed, then fewest last wishes, …"),
    }[method]


def summary_lines(matched: Matched, language: str) -> list[str]:
    """Who is placed, at which rank, what is promised."""
    head = matched.headline
    lines = [
        method_name(matched.matching.method),
        _("People (người): {placed} of {learners} placed.").format(placed=head["placed"], learners=head["learners"]),
    ]
    for rank, count in enumerate(head["by_rank"], start=1):
        if count:
            lines.append(_("Wish of rank {rank}: {count}.").format(rank=rank, count=count))
    return [*lines, *promise_lines(matched, language)]


def promise_lines(matched: Matched, language: str) -> list[str]:
    """What the method promises on these choices, and what it doesn't."""
    held = [message(f"promise-{q}", language) for q, holds in matched.promised.items() if holds]
    missing = [message(f"promise-{q}", language) for q, holds in matched.promised.items() if not holds]
    return [_("Holds: {promise}").format(promise=one) for one in held] + [
        _("Not promised: {promise}").format(promise=one) for one in missing
    ]


def trouble_lines(matched: Matched, language: str) -> list[str]:
    """Minimums not reached, capacities rounded, and what the judge found; nothing when all is kept."""
    lines = []
    for short in matched.matching.shortfalls:
        proven = _("{hospital}: the minimum of {minimum} can't be kept; {reached} at most.")
        tried = _("{hospital}: the minimum of {minimum} is not reached by this method: {reached}.")
        text = proven if matched.matching.proven else tried
        lines.append(text.format(hospital=short.hospital, minimum=short.minimum, reached=short.reached))
    for one in matched.matching.roundings:
        text = _("{hospital}: no stable matching with the couples was found; {used} places are used, not {given}.")
        lines.append(text.format(hospital=one.hospital, used=one.used, given=one.given))
    for finding in matched.findings:
        figures = {"found": finding.found, "allowed": finding.allowed}
        lines.append(message(finding.code, language, learner=finding.learner, hospital=finding.hospital, **figures))
    return lines


def write_match_report(path: Path, matched: Matched, language: str) -> None:
    """Write the page, whole or not at all; raises OSError when the file can't be written."""
    write_text(path, match_html(matched, language))


def match_html(matched: Matched, language: str) -> str:
    """The page as HTML, in the active language of the command line, which must be `language`."""
    style = files("wardbridge.cli.report").joinpath("style.css").read_text(encoding="utf-8")
    title = message("match-title", language)
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{safe(title)}</title><style>{style}</style>"
    )
    body = element("main", element("header", element("h1", safe(title))) + "".join(_sections(matched, language)))
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head><body>{body}</body></html>\n'


def _sections(matched: Matched, language: str) -> Iterator[str]:
    lines = summary_lines(matched, language)
    promises = promise_lines(matched, language)
    yield element("p", safe(lines[0]), class_="lead")
    yield listing(line for line in lines[1:] if line not in promises)
    yield section(_("To look at"), listing(trouble_lines(matched, language)))
    yield section(_("What this method promises here"), listing(promises))
    judge = _("The independent judge went through every learner and every wish and found nothing against it.")
    if not matched.findings and not matched.market.couples:
        yield element("p", safe(judge))
    yield section(message("match-draw", language), *_draw(matched))
    yield section(message("match-hospitals", language), _hospitals(matched, language))
    origin = _("Made from {source} (SHA-256 of its rows: {digest}) with the seed {seed}.")
    made = origin.format(source=matched.source, digest=matched.digest, seed=matched.matching.seed)
    yield element("p", safe(made), class_="soft")


def _draw(matched: Matched) -> Iterator[str]:
    """How anyone repeats the draw."""
    seed, code = matched.matching.seed, matched.market.learners[0]
    how = _(
        "Who stands level is told apart by lot. A learner's lot is the SHA-256 of the seed, a colon and his code, as "
        "64 hexadecimal digits; the smaller lot goes first. All lots stand in match.xlsx. Anyone can repeat one:"
    )
    yield element("p", safe(how))
    yield element("pre", safe(f"printf '%s' '{seed}:{code}' | sha256sum\n{lot(seed, code)}"))


def _hospitals(matched: Matched, language: str) -> str:
    every = [hospital_data(matched, h) for h in range(len(matched.market.hospitals))]
    columns = ("region", "minimum", "maximum", "placed", "last_score", "last_rank")
    keys = [key for key in columns if any(data[key] not in {None, ""} for data in every)]
    head = [message(f"match-column-{key.replace('_', '-')}", language) for key in ("code", *keys)]
    rows = [[row_head(data["hospital"]), *(cell(_shown(data[key], language)) for key in keys)] for data in every]
    return table(message("match-hospitals", language), head, rows)


def _shown(value: str | float | None, language: str) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else format_number(value, language)
