"""The cooperation year by year: milestones, histories, what was held, awards, techniques in use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wardbridge.activities.models import Activity
from wardbridge.alumni.models import Award, History, Milestone
from wardbridge.core.actors import Actor
from wardbridge.research.models import Technique


class What(StrEnum):
    MILESTONE = "milestone"
    HISTORY = "history"
    ACTIVITY = "activity"
    AWARD = "award"
    TECHNIQUE = "technique"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something of a year, perhaps of a month; `about` when the year is only about right."""

    year: int
    month: int
    what: What
    row: Milestone | History | Activity | Award | Technique
    about: bool = False


def timeline(actor: Actor) -> list[Entry]:
    """All that the actor may see, the oldest first; five queries."""
    return sorted(_entries(actor), key=lambda one: (one.year, one.month, one.what, one.row.pk))


def _entries(actor: Actor) -> Iterator[Entry]:
    for mark in Milestone.objects.visible_to(actor).select_related("owner", "partner"):
        yield Entry(mark.began_year, mark.began_month or 0, What.MILESTONE, mark, mark.about)
    for history in History.objects.visible_to(actor).select_related("owner", "partner"):
        yield Entry(history.since, 0, What.HISTORY, history)
    for activity in Activity.objects.visible_to(actor).select_related("owner"):
        yield Entry(activity.first.year, activity.first.month, What.ACTIVITY, activity)
    for award in Award.objects.visible_to(actor).select_related("owner"):
        yield Entry(award.on.year, award.on.month, What.AWARD, award)
    for technique in Technique.objects.visible_to(actor).exclude(first_case=None).select_related("owner"):
        if technique.first_case is not None:
            yield Entry(technique.first_case.year, technique.first_case.month, What.TECHNIQUE, technique)
