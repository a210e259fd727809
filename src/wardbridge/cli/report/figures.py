"""The figures at the top of the report."""

from __future__ import annotations

from wardbridge.cli.language import _
from wardbridge.cli.report.markup import element, safe
from wardbridge.cli.summary import percent
from wardbridge.engine.io.planfile import Judged
from wardbridge.rulekit.messages import format_number


def key_figures(judged: Judged, language: str) -> str:
    """People, placements, points, proof, violations and seconds, as a list of terms."""
    head, result = judged.headline, judged.result
    pairs = [
        (_("People placed (người)"), f"{head['placed']} / {head['learners']}"),
        (_("Placements (lượt)"), str(head["placements"])),
        (_("Violations"), str(len(judged.violations))),
    ]
    if result.objective is not None:
        pairs.append((_("Points"), format_number(result.objective, language)))
    if result.bound is not None:
        pairs.append((_("The most there can be"), format_number(result.bound, language)))
    if result.gap is not None:
        pairs.append((_("Gap"), f"{percent(result.gap)} %"))
    pairs.append((_("From file to judged plan"), f"{format_number(judged.seconds, language)} s"))
    items = (element("div", element("dt", safe(term)) + element("dd", safe(value))) for term, value in pairs)
    return element("dl", "".join(items))
