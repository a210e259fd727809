"""Looking ahead, once a day: answers that fall due, and requests whose day has passed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from wardbridge.core.actors import Actor
from wardbridge.demand.domain import places
from wardbridge.demand.domain.access import hospital_of, locked, school_of
from wardbridge.demand.domain.stepping import address, offices, step, told
from wardbridge.demand.enums import HOLDING, WAITING, State
from wardbridge.demand.models import Request, Told
from wardbridge.notices.domain.telling import tell
from wardbridge.notices.texts import day as day_of

DUE = "demand.due"
AHEAD = (1, 3, 7, 14, 30, 60, 90)

_looked: dict[str, date] = {}


def daily() -> None:
    """The worker's sweep: looks once a day and process; what was told is stored, so nobody is told twice."""
    today = timezone.localdate()
    if _looked.get("on") != today:
        look(today)
        _looked["on"] = today


def look(today: date) -> int:
    """Expire what nobody answered and remind of what is near on `today`; returns how many requests were touched."""
    actor = Actor(user=None, on=today, is_system=True)
    waiting = Request.unscoped.filter(state__in=WAITING, due__isnull=False)
    expired = sum(_expire(actor, row, today) for row in waiting.filter(due__lt=today))
    near = waiting.filter(due__gte=today, due__lte=today + timedelta(days=max(AHEAD)))
    return expired + sum(_remind(row, today) for row in near)


def step_of(days: int) -> int:
    """Which reminder `days` before the deadline calls for: the nearest of 1, 3, 7, 14, 30, 60, 90 not below it."""
    return next(one for one in AHEAD if days <= one)


@transaction.atomic
def _expire(actor: Actor, row: Request, today: date) -> bool:
    held = locked(row)
    if held.state not in WAITING or held.due is None or held.due >= today:
        return False
    if held.state in HOLDING:
        places.release(held)
    step(actor, held, State.EXPIRED, by=None)
    return True


@transaction.atomic
def _remind(row: Request, today: date) -> bool:
    held = locked(row)
    if held.state not in WAITING or held.due is None:
        return False
    _told, made = Told.unscoped.get_or_create(request=held, due=held.due, days=step_of((held.due - today).days))
    if not made:
        return False
    side = hospital_of(held) if held.state == State.SENT else school_of(held)
    params = {**told(held), "due": day_of(held.due)}
    tell(kind=DUE, recipients=offices(held, of=[side]), params=params, link=address(held))
    return True
