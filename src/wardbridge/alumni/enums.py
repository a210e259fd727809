"""Words of a cooperation's memory that are stored."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Profession(models.TextChoices):
    DOCTOR = "doctor", _("doctor")
    NURSE = "nurse", _("nurse")
    TECHNICIAN = "technician", _("technician")
    MANAGER = "manager", _("hospital manager")
    LECTURER = "lecturer", _("lecturer")
    OTHER = "other", _("other")


class Told(models.TextChoices):
    """What a history is about."""

    TRAINED = "trained", _("people trained abroad")
    EXPERTS = "experts", _("experts who came to teach")


class MilestoneKind(models.TextChoices):
    FOUNDING = "founding", _("founding")
    AGREEMENT = "agreement", _("agreement")
    PROGRAMME = "programme", _("programme")
    EVENT = "event", _("event")
