"""Who bears what: burdens by school and by class and group beside their fair shares, and how learners differ."""

from __future__ import annotations

from wardbridge.cli.language import _
from wardbridge.cli.report.markup import cell, element, row_head, safe, section, table
from wardbridge.engine.equity import Fairness, Share, fairness_of
from wardbridge.engine.io.planfile import Judged
from wardbridge.rulekit.messages import format_number


def equity_section(judged: Judged, language: str) -> str:
    """The section; empty where the round states no burdens."""
    fairness = fairness_of(judged.problem, judged.plan)
    if fairness is None:
        return ""
    parts = [element("p", safe(_spread(fairness, language)))]
    for title, shares in ((_("Burden by school"), fairness.schools), (_("Burden by class and group"), fairness.groups)):
        if shares:
            parts.append(_table(title, shares, language))
    return section(_("How evenly burdens are shared"), *parts)


def _spread(fairness: Fairness, language: str) -> str:
    carried = [one.carry_over for one in fairness.learners]
    mean = format_number(round(sum(carried) / max(1, len(carried)), 2), language)
    return _(
        "With earlier rounds a learner bears {mean} points of burden on the average, {least} at least and {most} at "
        "most; the list by learner is in plan.xlsx."
    ).format(mean=mean, least=min(carried, default=0), most=max(carried, default=0))


def _table(title: str, shares: tuple[Share, ...], language: str) -> str:
    rows = (
        [
            row_head(share.code),
            cell(str(share.learners)),
            *(cell(format_number(round(value, 2), language)) for value in (share.borne, share.fair, share.beyond)),
        ]
        for share in shares
    )
    head = (_("Name"), _("Learners"), _("Borne"), _("Fair share"), _("Beyond it, earlier rounds included"))
    return table(title, head, rows)
