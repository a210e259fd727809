"""Wishes met by rank, and people by hospital and programme."""

from __future__ import annotations

from wardbridge.cli.facts import received
from wardbridge.cli.language import _
from wardbridge.cli.report.charts import bars
from wardbridge.cli.report.markup import cell, row_head, section, table
from wardbridge.cli.summary import shown_name
from wardbridge.engine.io.planfile import Judged
from wardbridge.engine.io.planview import wishes_met


def wishes_section(judged: Judged) -> str:
    """How many wishes of each rank are met: a chart and its table."""
    wishes = wishes_met(judged.problem, judged.plan)
    rows = []
    for rank in sorted({wish.rank for wish in wishes}):
        asked = [wish for wish in wishes if wish.rank == rank]
        rows.append((_("Rank {rank}").format(rank=rank), sum(wish.met for wish in asked), len(asked)))
    if not rows:
        return ""
    share = ", ".join(f"{label}: {met}/{asked}" for label, met, asked in rows)
    heading = _("Wishes met")
    cells = ((row_head(label), cell(str(met)), cell(str(asked))) for label, met, asked in rows)
    head = (_("Rank of the wish"), _("Met"), _("Asked"))
    return section(heading, bars(heading, share, rows), table(heading, head, cells))


def hospitals_section(judged: Judged, language: str) -> str:
    """People (người) whom each hospital receives, by programme."""
    book = judged.book
    people = received(book, judged.plan)
    programmes = list(dict.fromkeys(row.code for row in book.programmes))
    names = {row.code: shown_name(row.name, row.code, language) for row in book.programmes}
    rows = [
        [
            row_head(shown_name(site.name, site.code, language)),
            *(cell(str(people[site.code, programme])) for programme in programmes),
            cell(str(sum(people[site.code, programme] for programme in programmes))),
        ]
        for site in book.sites
    ]
    head = (_("Hospital"), *(names[code] for code in programmes), _("Together"))
    return section(_("People by hospital"), table(_("People (người), each counted once a hospital"), head, rows))
