"""Stored words of the cohorts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupKind(models.TextChoices):
    CLASS = "class", _("class")
    GROUP = "group", _("group")


class ShareGround(models.TextChoices):
    """Why an organisation sees a learner of a school."""

    ROUND = "round", _("takes part in a round it shares")
    CASE = "case", _("a case was opened to it")
