"""Questions about stays that pages share: who must act, who is late, what of the papers is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from wardbridge.core.actors import Actor
from wardbridge.exchange.domain.language import best, is_ready
from wardbridge.exchange.enums import PREPARING, Side
from wardbridge.exchange.models import Application, Fellowship, LanguagePlan, Reviewer, Step


@dataclass(frozen=True, slots=True)
class Row:
    """A stay in a list: the step that waits, and whether it is late."""

    stay: Fellowship
    step: Step | None
    late: bool

    @property
    def who(self) -> str:
        return str(Side(self.step.side).label) if self.step else ""


def rows(actor: Actor, stays: Iterable[Fellowship]) -> list[Row]:
    """Each stay with the first step not done; a stay that is lost or has arrived waits for nothing here."""
    return [_row(actor.on, stay, stay.steps_seen) for stay in stays]  # type: ignore[attr-defined]  # prefetched


def _row(on: date, stay: Fellowship, steps: Sequence[Step]) -> Row:
    waiting = next((one for one in steps if one.done_on is None), None) if stay.state in PREPARING else None
    return Row(stay, waiting, waiting is not None and waiting.due < on)


def listed(actor: Actor) -> QuerySet[Fellowship]:
    """The stays that the actor sees, with what a list shows: a fixed number of queries."""
    steps = Prefetch("steps", Step.objects.visible_to(actor), to_attr="steps_seen")
    stays = Fellowship.objects.visible_to(actor).select_related("person", "sender", "host", "discipline")
    return stays.prefetch_related(steps)


def takes_part(actor: Actor) -> bool:
    """Whether the actor himself applies, goes or reviews."""
    if actor.user_id is None:
        return False
    kinds = ((Application, "person__user"), (Fellowship, "person__user"), (Reviewer, "user"))
    return any(model.unscoped.filter(**{path: actor.user_id}).exists() for model, path in kinds)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where somebody stands on the way to the level required; `late` when the day has passed without it."""

    plan: LanguagePlan
    level: str
    ready: bool
    late: bool


def ladder(actor: Actor, plan: LanguagePlan) -> Ladder:
    ready = is_ready(plan)
    return Ladder(plan, best(plan), ready, late=not ready and plan.due < actor.on)
