"""Looking ahead, once a day: terms that have ended, ends and obligations 90, 60 and 30 days away, and overdue ones."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from wardbridge.agreements.domain.access import locked
from wardbridge.agreements.domain.changing import address, offices
from wardbridge.agreements.domain.states import HOLDS, end_of_term
from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement, Obligation, Reminder
from wardbridge.core.actors import Actor
from wardbridge.notices.domain.telling import tell
from wardbridge.notices.texts import day as day_of
from wardbridge.notices.texts import name_of

ENDING, DUE = "agreement.ending", "agreement.due"
AHEAD = (30, 60, 90)
OVERDUE = -1

_looked: dict[str, date] = {}


def daily() -> None:
    """The worker's sweep: looks once a day and process; what was told is stored, so nobody is told twice."""
    today = timezone.localdate()
    if _looked.get("on") != today:
        look(today)
        _looked["on"] = today


def look(today: date) -> int:
    """End what has ended and tell what is near on `today`; returns how many things were told."""
    actor = Actor(user=None, on=today, is_system=True)
    ended = Agreement.unscoped.filter(state__in=HOLDS, last__lt=today)
    for row in ended:
        with transaction.atomic():
            end_of_term(actor, locked(row))
    return _tell_ends(today) + _tell_dues(today)


def step_of(days: int) -> int | None:
    """The warning that `days` ahead calls for: 30, 60 or 90; -1 for what is overdue; `None` when it is far off."""
    if days < 0:
        return OVERDUE
    return next((step for step in AHEAD if days <= step), None)


def _tell_ends(today: date) -> int:
    told = 0
    for row in Agreement.unscoped.filter(state=State.IN_FORCE).exclude(last=None):
        end = row.until
        if end is None or end < today or (step := step_of((end - today).days)) is None:
            continue
        with transaction.atomic():
            if _first_time(row, None, end, step):
                params = {"agreement": name_of(row), "end": day_of(end), "days": (end - today).days}
                tell(kind=ENDING, recipients=offices(row), params=params, link=address(row))
                told += 1
    return told


def _tell_dues(today: date) -> int:
    told = 0
    horizon = today + timedelta(days=max(AHEAD))
    rows = Obligation.unscoped.filter(met_on=None, due__lte=horizon, agreement__state=State.IN_FORCE)
    for one in rows.select_related("agreement", "organisation"):
        step = step_of((one.due - today).days)
        with transaction.atomic():
            if step is not None and _first_time(one.agreement, one, one.due, step):
                params = {
                    "agreement": name_of(one.agreement),
                    "party": name_of(one.organisation),
                    "what": one.text,
                    "due": day_of(one.due),
                }
                tell(kind=DUE, recipients=offices(one.agreement), params=params, link=address(one.agreement))
                told += 1
    return told


def _first_time(agreement: Agreement, obligation: Obligation | None, due: date, step: int) -> bool:
    """Note that this is told now; False when it was told before. The agreement is held against a second worker."""
    locked(agreement)
    _row, made = Reminder.unscoped.get_or_create(agreement=agreement, obligation=obligation, due=due, days=step)
    return made
