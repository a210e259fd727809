"""The places that a fellow takes at his host: through the ledger's one door, beside rounds, requests and holds.

A fellow counts as one learner there, a student as a university learner and everybody else as a postgraduate, in each
week that his stay touches. The Vietnamese law of teachers and beds binds in Vietnam only; elsewhere a department has
the limits that it keeps itself (offers, its room), and one that keeps none takes whom its office accepts.
"""

from __future__ import annotations

from datetime import date

from wardbridge.agreements.enums import Exchanged
from wardbridge.capacity.domain import ledger
from wardbridge.capacity.domain.holds import weeks_touched
from wardbridge.capacity.domain.limits import by_times
from wardbridge.capacity.domain.usage import Use, used
from wardbridge.capacity.enums import LimitKind
from wardbridge.demand.domain.places import limits_of
from wardbridge.exchange.models import Fellowship
from wardbridge.rulekit.levels import Level
from wardbridge.schedule.domain import places
from wardbridge.schedule.domain.places import Wants

LAW = "VN"
"""The country whose law counts teachers and beds."""
OF_LAW = (LimitKind.TEACHERS, LimitKind.BEDS)


def take(row: Fellowship, since: date) -> None:
    """Make the fellow hold his department's places from the week of `since` to his last day, and none elsewhere.

    Nothing for a stay without a department, or one that is over.

    Raises
    ------
    PlacesTaken
        With every conflict; nothing is written then.
    """
    first = max(row.first, since)
    if row.department is None or first > row.last:
        return
    ward, weeks = row.department, weeks_touched(first, row.last)
    limits = limits_of([ward], weeks[0].first, len(weeks))
    lawful = row.host.country == LAW
    figures = tuple(by_times(one for one in limits.figures if lawful or one.kind not in OF_LAW))
    mondays = tuple(week.first for week in weeks)
    use = Use(row.pk, ward.pk, ward.site_id, 0, level_of(row), mondays)
    places.take(holder_of(row), Wants(figures, used(figures, [use], limits.matchers), {}))


def release(row: Fellowship, since: date) -> None:
    """Give back the weeks that begin on a day or later; the week that has begun stays taken."""
    ledger.release(holder=holder_of(row), since=since)


def level_of(row: Fellowship) -> Level:
    """What the fellow counts as where the law counts by level."""
    return Level.UNIVERSITY if row.who == Exchanged.STUDENT else Level.POSTGRADUATE


def holder_of(row: Fellowship) -> str:
    """Under what name the fellow stands in the ledger."""
    return f"fellowship:{row.uid}"
