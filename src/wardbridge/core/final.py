"""Rows that are written once: what is published or signed never changes (invariants 4 and 11)."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models

from wardbridge.core.models import RowIsFinal
from wardbridge.core.scoping import ScopedManager, Unscoped

M = TypeVar("M", bound=models.Model)


class FinalQuerySet(models.QuerySet[M]):
    """No change and no removal by the bulk doors either."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise RowIsFinal(self.model())

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowIsFinal(self.model())

    def delete(self) -> NoReturn:
        raise RowIsFinal(self.model())


class Final(models.Model):
    """A row that is saved once and stays as it is."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RowIsFinal(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowIsFinal(self)


class FinalScoped(ScopedManager[M]):
    """`visible_to(actor)` alone, and nothing that changes rows."""

    _queryset_class = FinalQuerySet


class FinalUnscoped(Unscoped[M]):
    """All rows, none of them changed."""

    _queryset_class = FinalQuerySet
