"""Limits that fall after publication: opened when the ledger holds more than they allow, closed when they hold again.

A fall un-places nobody (architecture, "Capacity"); the office that runs the round repairs it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.capacity.domain import ledger
from wardbridge.capacity.domain.limits import LimitFigure, by_times, rows_of, set_limits
from wardbridge.capacity.domain.usage import unit_of
from wardbridge.capacity.models import Claim, Limit
from wardbridge.core.enums import Role
from wardbridge.core.models import Membership, on_day
from wardbridge.notices import texts
from wardbridge.notices.domain.telling import Recipient, tell
from wardbridge.planning.domain import loads, others
from wardbridge.planning.enums import RoundState
from wardbridge.planning.models import Round
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.shifts import Shift
from wardbridge.schedule.models import Disruption

FALLEN = texts.register(
    "schedule.disruption",
    subject=_("Fewer places than learners: {round}"),
    body=_("{count} limits in {places} fell below what is published, the first from {first}. Nobody was moved."),
)

_looked: dict[str, date] = {}


def daily() -> None:
    """The worker's sweep: every published round once a day, for what ends by its date."""
    today = timezone.localdate()
    if _looked.get("on") != today:
        for round_ in _running():
            look(round_, today)
        _looked["on"] = today


def look_at(department: int, today: date) -> None:
    """Look at the rounds under way or to come that hold places in a department whose records changed."""
    for round_ in _running().filter(departments=department):
        look(round_, today, {department})


def _running() -> QuerySet[Round]:
    rows = Round.unscoped.filter(current__isnull=False)
    return rows.exclude(state=RoundState.CLOSED).order_by("pk")


@transaction.atomic
def look(round_: Round, today: date, departments: Collection[int] | None = None) -> list[Disruption]:
    """Bring the limits of a published round up to date; open and close its disruptions; answer those newly open."""
    if round_.last_day < today:
        return []
    figures = [
        figure
        for figure in by_times(loads.limits_of(round_).figures)
        if departments is None or figure.department in departments
    ]
    set_limits(figures)
    over = {row.pk: (row, taken) for row, taken in _over(round_, figures, today)}
    stored = Disruption.unscoped.select_related("limit").filter(round=round_, closed=None)
    if departments is not None:
        stored = stored.filter(limit__department__in=departments)
    known = {row.limit_id: row for row in stored}
    for key, row in known.items():
        if key not in over:
            row.closed = timezone.now()
            row.save(update_fields=["closed"])
    opened = []
    for pk, (limit, taken) in over.items():
        unit = unit_of(limit, books.decree())
        said = {"found": -(-taken // unit), "allowed": limit.amount // unit}
        row, made = Disruption.unscoped.update_or_create(round=round_, limit_id=pk, closed=None, defaults=said)
        opened += [row] if made else []
    if opened:
        _tell(round_, [over[row.limit_id][0] for row in opened])
    return opened


def _over(round_: Round, figures: list[LimitFigure], today: date) -> list[tuple[Limit, int]]:
    """The limits of which the round holds a part and all together hold too much; one row for a whole day."""
    holder = others.holder_of(round_)
    own = set(Claim.objects.filter(Q(holder=holder)).values_list("limit", flat=True))
    rows = {key: row for key, row in rows_of(figures).items() if row.pk in own and row.last >= today}
    if not rows:
        return []
    claims = ledger.claimed(first=min(key.first for key in rows), last=max(key.last for key in rows))
    over = {key: claims[key].amount for key, row in rows.items() if claims[key].amount > row.amount}
    return [
        (rows[key], amount)
        for key, amount in over.items()
        if key.shift != Shift.AFTERNOON or over.get(key._replace(shift=Shift.MORNING.value)) != amount
    ]


def _tell(round_: Round, limits: list[Limit]) -> None:
    hospitals = {organisation for one in limits if (organisation := _hospital(one)) is not None}
    officers = Membership.objects.filter(
        on_day(timezone.localdate()), organisation__in={round_.owner_id, *hospitals}, role=Role.OFFICE
    ).select_related("user")
    link = f"/office/rounds/{round_.uid}/disruptions/"
    recipients = [
        Recipient(user=row.user, link=link if row.organisation_id == round_.owner_id else "/hospital/disruptions/")
        for row in officers
    ]
    params = {
        "round": texts.name_of(round_),
        "count": len(limits),
        "places": ", ".join(sorted({one.place.name_in("vi") for one in limits})),
        "first": texts.day(min(one.first for one in limits)),
    }
    tell(kind=FALLEN, recipients=recipients, params=params)


def _hospital(limit: Limit) -> int | None:
    if limit.department is not None:
        return limit.department.site.organisation_id
    return limit.site.organisation_id if limit.site is not None else limit.organisation_id
