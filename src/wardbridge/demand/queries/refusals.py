"""Refusals in aggregate: by reason, discipline, site and month. Requests between institutions, never a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from wardbridge.core.actors import Actor
from wardbridge.demand import reasons
from wardbridge.demand.enums import State
from wardbridge.demand.models import Request
from wardbridge.institutions.models import Discipline, Site

SILENT = "silent"
"""In place of a code: nobody answered in time."""

REFUSAL = Q(state=State.DECLINED) | Q(state=State.EXPIRED, answered_at=None)
"""Requests that a hospital declined or left unanswered."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """Refusals alike: how many requests, learners asked for, and learner-weeks; `month` is its first day."""

    code: str
    text: str
    discipline: Discipline
    site: Site
    month: date
    requests: int
    learners: int
    weeks: int


def of_region(actor: Actor) -> list[Refusals]:
    """Those of the hospitals whose parent organisation is one of the actor's."""
    return list(_counted(Request.unscoped.filter(site__organisation__parent__in=actor.organisation_ids)))


def of_all() -> list[Refusals]:
    """Those of every hospital: what is published."""
    return list(_counted(Request.unscoped.all()))


Sums = tuple[str, int, int, int]
"""A text, and the requests, learners and learner-weeks under it."""


def by_reason(rows: list[Refusals]) -> list[Sums]:
    """The sums of each reason, the most frequent first."""
    return _sums((one.text, one) for one in rows)


def by_discipline(rows: list[Refusals]) -> list[Sums]:
    """The sums of each discipline, the most frequent first."""
    return _sums((one.discipline.name, one) for one in rows)


def _sums(rows: Iterable[tuple[str, Refusals]]) -> list[Sums]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for text, one in rows:
        for place, number in enumerate((one.requests, one.learners, one.weeks)):
            sums[text][place] += number
    found = [(text, requests, learners, weeks) for text, (requests, learners, weeks) in sums.items()]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def _counted(rows: QuerySet[Request]) -> Iterator[Refusals]:
    found = rows.filter(REFUSAL).select_related("line__discipline", "site__organisation")
    alike: dict[tuple[str, str, int, int, date], list[Request]] = defaultdict(list)
    for one in found.order_by("pk"):
        day = one.answered_at.date() if one.answered_at else one.due
        month = (day or one.first).replace(day=1)
        alike[one.edition, one.reason or SILENT, one.line.discipline_id, one.site_id, month].append(one)
    for (edition, code, _discipline, _site, month), those in alike.items():
        text = _("no answer in time") if code == SILENT else reasons.text_of(edition, code)
        yield Refusals(
            code,
            text,
            those[0].line.discipline,
            those[0].site,
            month,
            len(those),
            sum(one.learners for one in those),
            sum(one.learners * one.weeks for one in those),
        )
