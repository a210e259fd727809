"""Kinds of limits and of ledger entries."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LimitKind(TextChoices):
    """What binds the number of learners in one place at one time."""

    OFFER = "offer", _("offered places")
    TEACHERS = "teachers", _("practice teachers")
    BEDS = "beds", _("beds or dental chairs")
    ROOM = "room", _("teaching room")
    QUOTA = "quota", _("quota of the agreement")
    HOUSING = "housing", _("places to sleep")
    SCHOOLS = "schools", _("schools at the site")


class HoldState(TextChoices):
    """What became of places held."""

    ACTIVE = "active", _("held")
    RELEASED = "released", _("given back")
    EXPIRED = "expired", _("expired")
    USED = "used", _("taken by its round")


class EntryKind(TextChoices):
    """What a numbered entry of the ledger did."""

    LIMITS = "limits", _("limits set")
    TAKE = "take", _("places taken")
    RELEASE = "release", _("places released")
