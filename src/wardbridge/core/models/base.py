"""Abstract models that every app shares."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class Named(models.Model):
    """A name in Vietnamese, English and French; one that is blank falls back to Vietnamese, then to the code."""

    name_vi = models.CharField(_("name in Vietnamese"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)

    if TYPE_CHECKING:
        code: models.CharField[str, str]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.name_in(get_language() or "vi")

    def name_in(self, language: str) -> str:
        """The name in `language` (``vi``, ``en``, ``fr``; ``en-gb`` counts as ``en``)."""
        chosen = {"en": self.name_en, "fr": self.name_fr}.get(language[:2], self.name_vi)
        return chosen or self.name_vi or self.code


def on_day(day: date) -> Q:
    """Rows in force on `day`: `first` ≤ day ≤ `last`; an open end is always in force."""
    return (Q(first=None) | Q(first__lte=day)) & (Q(last=None) | Q(last__gte=day))


class InForce(models.Manager[M]):
    """Rows by valid time."""

    def on(self, day: date) -> models.QuerySet[M]:
        return self.get_queryset().filter(on_day(day))


class Dated(models.Model):
    """What holds from a day to a day, both inside; an open end holds without limit."""

    first = models.DateField(_("from"), null=True, blank=True)
    last = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
