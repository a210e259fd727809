"""Loads against limits: a chart a hospital, the heat table of departments × weeks, and what one more place is worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from wardbridge.cli.language import _
from wardbridge.cli.report.charts import columns
from wardbridge.cli.report.markup import cell, element, row_head, safe, section, table
from wardbridge.cli.summary import shown_name
from wardbridge.engine.io.planfile import Judged
from wardbridge.engine.io.planview import Load, loads_of
from wardbridge.rulekit.messages import format_number, format_week, text

_LISTED = 10
"""Places listed by what one more there is worth."""


def loads_section(judged: Judged, language: str) -> str:
    """A chart and a heat table for each hospital."""
    loads = defaultdict(list)
    for load in loads_of(judged.problem, judged.plan):
        loads[load.department].append(load)
    legend = _("Learners at one time / the most allowed; ▲ full, with what binds: offer, teachers, beds or room.")
    parts = [element("p", safe(legend), class_="soft")]
    for site in judged.book.sites:
        codes = [row.code for row in judged.book.departments if row.site == site.code]
        name = shown_name(site.name, site.code, language)
        if codes:
            parts += [element("h3", safe(name)), _chart(name, [loads[code] for code in codes], language)]
            parts.append(_heat(judged, name, {code: loads[code] for code in codes}, language))
    return section(_("Loads by department and week"), *parts)


def _chart(name: str, departments: list[list[Load]], language: str) -> str:
    weeks = list(zip(*departments, strict=True))
    labels = [format_week(week[0].period, language) for week in weeks]
    loads = [sum(load.load for load in week) for week in weeks]
    limits = [sum(load.limit for load in week) for week in weeks]
    pairs = zip(labels, loads, limits, strict=True)
    figures = ", ".join(f"{label} {load}/{limit}" for label, load, limit in pairs)
    return columns(
        name, _("Learners by week and the most allowed: {figures}").format(figures=figures), labels, loads, limits
    )


def _heat(judged: Judged, name: str, loads: dict[str, list[Load]], language: str) -> str:
    names = {row.code: shown_name(row.name, row.code, language) for row in judged.book.departments}
    weeks = [format_week(period, language) for period in range(judged.book.round.weeks)]
    rows = ([row_head(f"{names[code]} ({code})"), *_cells(loads[code], language)] for code in loads)
    return table(
        _("{hospital}: learners / most allowed").format(hospital=name), (_("Department"), *weeks), rows, "heat"
    )


def _cells(loads: Iterable[Load], language: str) -> list[str]:
    cells = []
    for load in loads:
        cause, shown = text(f"cause-{load.cause}", language), safe(f"{load.load}/{load.limit}")
        if load.full and load.load:
            shown += f"<br><small>▲ {safe(cause)}</small>"
        cells.append(element("td", shown, title=cause, class_=_heat_class(load)))
    return cells


def _heat_class(load: Load) -> str:
    """Five steps of colour; the figures and the mark say the same without it."""
    if load.load > load.limit:
        return "h5"
    if load.full and load.load:
        return "h4"
    share = load.load / load.limit if load.limit else 0.0
    return next((name for least, name in ((0.75, "h3"), (0.4, "h2"), (0.01, "h1")) if share >= least), "")


def worth_section(judged: Judged, language: str) -> str:
    """Where one more place would raise the points most (the limits' dual values: advice, not a promise)."""
    worth: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for (department, period), points in judged.result.duals.items():
        if points > 0.005:
            worth[department].append((points, period))
    best = sorted(worth.items(), key=lambda item: (-max(item[1])[0], item[0]))[:_LISTED]
    names = {row.code: shown_name(row.name, row.code, language) for row in judged.book.departments}
    rows = [
        [
            row_head(names.get(code, code)),
            cell(format_number(max(weeks)[0], language)),
            cell(", ".join(format_week(period, language) for _points, period in sorted(weeks, key=lambda w: w[1]))),
        ]
        for code, weeks in best
    ]
    if not rows:
        return ""
    caption = _("Points that one more place would give, at most, and the weeks where it would help")
    head = (_("Department"), _("Points"), _("Weeks"))
    return section(_("What one more place is worth"), table(caption, head, rows))
