"""Repair of what is published: it begins from the version in force, and is taken over while that version still is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.planning.domain import repairs
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Draft, Repair, Round
from wardbridge.schedule import messages
from wardbridge.schedule.models import Current


def begin(*, actor: Actor, round: Round, changes: Sequence[dict[str, Any]] = ()) -> Repair:
    """A repair of the version in force.

    Raises
    ------
    PermissionDenied
    Refused
        ``nothing-published``.
    """
    current = _current(round)
    if current is None:
        raise Refused.because(messages.NOTHING_PUBLISHED)
    base = current.version.draft
    base.round = round
    return repairs.begin(actor=actor, base=base, changes=changes)


def make_room(*, actor: Actor, draft: Draft, today: date) -> Repair:
    """Mend a draft that wants places which others hold: only who must gives way (`planning.domain.repairs.request`)."""
    with transaction.atomic():
        repair = repairs.begin(actor=actor, base=draft)
        repairs.request(actor=actor, repair=repair, today=today)
    repair.refresh_from_db()
    return repair


def take_over(*, actor: Actor, repair: Repair) -> Draft:
    """The repaired plan as a draft, its changes in the records (`planning.domain.repairs.take_over`).

    Raises
    ------
    PermissionDenied, InputRefused
    Refused
        ``repair-outdated`` when another version was published, or the draft changed, since; ``repair-not-ready``.
    """
    with transaction.atomic():
        Round.unscoped.select_for_update().get(pk=repair.round_id)
        if not repair.draft_id and outdated(repair):
            raise Refused.because(messages.REPAIR_OUTDATED)
        return repairs.take_over(actor=actor, repair=repair)


def outdated(repair: Repair) -> bool:
    """Whether another version than the repaired one is in force, or the repaired draft was changed since."""
    base = Draft.unscoped.get(pk=repair.base_id)
    if base.state == DraftState.OPEN:
        return base.version != repair.base_version
    current = _current(repair.round)
    return current is None or current.version.draft_id != repair.base_id or base.version != repair.base_version


def _current(round_: Round) -> Current | None:
    return Current.objects.filter(round=round_).select_related("version__draft").first()
