"""Stored words of demand and requests."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Route(models.TextChoices):
    """How a round meets the demand of its schools."""

    CENTRAL = "central", _("planned centrally")
    REQUESTS = "requests", _("by requests to hospitals")


class DemandState(models.TextChoices):
    DRAFT = "draft", _("draft")
    FILED = "filed", pgettext_lazy("state of a demand", "filed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class State(models.TextChoices):
    """State of a request to a hospital."""

    DRAFT = "draft", _("draft")
    SENT = "sent", pgettext_lazy("state of a request", "sent")
    CONDITIONS = "conditions", _("accepted with conditions")
    ACCEPTED = "accepted", _("accepted")
    REDIRECTED = "redirected", _("redirected")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired without an answer")


WAITING = (State.SENT, State.CONDITIONS)
"""States in which somebody has to answer: the hospital, then the school."""

HOLDING = (State.CONDITIONS, State.ACCEPTED)
"""States in which the request has its places in the ledger."""


class Proposal(models.TextChoices):
    """What a hospital that declines proposes instead."""

    DATES = "dates", _("ask for other dates")
    FEWER = "fewer", _("ask for fewer learners")
    SITE = "site", _("ask another site")
    LATER = "later", _("ask again for the next intake")
    NOTHING = "nothing", _("nothing we could propose")


class Shift(models.TextChoices):
    """Times of the day, as `rulekit.shifts`."""

    DAY = "day", _("whole days")
    MORNING = "morning", _("mornings")
    AFTERNOON = "afternoon", _("afternoons")
    NIGHT = "night", _("nights")
