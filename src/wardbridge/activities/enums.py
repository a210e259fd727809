"""Words of activities that are stored."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    CEREMONY = "ceremony", _("signing ceremony")
    COURSE = "course", _("course")
    WORKSHOP = "workshop", _("workshop")
    MISSION = "mission", _("expert mission")


OPEN = (ActivityKind.COURSE, ActivityKind.WORKSHOP)
"""Kinds for which organisations register people."""
