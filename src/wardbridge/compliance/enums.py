"""Stored words of the compliance gates."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class GateKind(models.TextChoices):
    """What has to be shown before a placement may start."""

    IMMUNISATION = "immunisation", _("immunisation")
    HEALTH_CHECK = "health-check", _("health check")
    INSURANCE = "insurance", _("insurance")
    PLEDGE = "pledge", _("pledge")
    INDUCTION = "induction", _("induction at the site")
    DECISION = "decision", _("decision of the school")
    OTHER = "other", _("other paper")


class Verifier(models.TextChoices):
    """Who looks at it: the school reads the paper; the site confirms what it has seen itself."""

    SCHOOL = "school", _("the school")
    SITE = "site", _("the practice site")


class ItemState(models.TextChoices):
    SUBMITTED = "submitted", _("submitted")
    VERIFIED = "verified", _("verified")
    REJECTED = "rejected", _("rejected")
    TEMPORARY = "temporary", _("cleared until a day")
    EXEMPT = "exempt", _("exempt")


class Verdict(models.TextChoices):
    """How a gate stands for a placement: the first three let it start."""

    MET = "met", _("met")
    TEMPORARY = "temporary", _("cleared until a day")
    EXEMPT = "exempt", _("exempt")
    MISSING = "missing", _("missing")
    WAITING = "waiting", _("waits to be verified")
    REJECTED = "rejected", _("rejected")
    EXPIRES = "expires", _("expires before the end")

    @property
    def open(self) -> bool:
        """Whether the placement may start as far as this gate is concerned."""
        return self in {Verdict.MET, Verdict.TEMPORARY, Verdict.EXEMPT}
