"""Rows that belong to someone: `objects` answers only to an actor, `unscoped` is the named way around.

A type has one rule, a function of the actor that gives a `Q`; write it in the app's `permissions.py`::

    class Enrolment(models.Model):
        objects = ScopedManager(permissions.enrolments)
        unscoped = Unscoped()

    Enrolment.objects.visible_to(actor).filter(...)   # pages, API, commands
    Enrolment.unscoped.filter(...)                    # domain verbs that have checked permission already

Reverse relations (`programme.enrolments`) go through `objects` and raise likewise; prefetch with
``Prefetch("enrolments", Enrolment.objects.visible_to(actor))``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import models
from django.db.models import Q

from wardbridge.core.actors import Actor

M = TypeVar("M", bound=models.Model)
Rule = Callable[[Actor], Q]

NOTHING = Q(pk__in=())


class UnscopedQuery(RuntimeError):
    """A query on shared records that does not say for whom."""


class ScopedManager(models.Manager[M]):
    """Manager that answers only through `visible_to(actor)`; anything else raises `UnscopedQuery`."""

    def __init__(self, rule: Rule | None = None) -> None:
        super().__init__()
        self.rule = rule

    def get_queryset(self) -> models.QuerySet[M]:
        raise UnscopedQuery(f"{self.model.__name__}.objects: call visible_to(actor) first")

    def none(self) -> models.QuerySet[M]:
        return super().get_queryset().none()

    def visible_to(self, actor: Actor) -> models.QuerySet[M]:
        """The rows this actor may see; every row for the system."""
        if hasattr(self, "instance"):  # a reverse relation: the rows of `instance` would be forgotten below
            raise UnscopedQuery(f"{self.model.__name__}: filter the type's own visible_to(actor) by the relation")
        rows = super().get_queryset()
        if actor.is_system:
            return rows
        if self.rule is None:
            raise UnscopedQuery(f"{self.model.__name__} has no rule of visibility")
        # A rule may join several tables: the subquery keeps each row once.
        seen = self.model._base_manager.filter(self.rule(actor)).values("pk")
        return rows.filter(pk__in=seen)


class Unscoped(models.Manager[M]):
    """All rows, whoever asks: for domain code that has checked permission; never in pages."""


def own(actor: Actor, path: str) -> Q:
    """Rows whose `path` leads to the actor's own user; no row for who is not signed in."""
    return Q(**{path: actor.user_id}) if actor.user_id is not None else NOTHING
