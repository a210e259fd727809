"""Words of the core that are stored: kinds of organisations, roles, states of long work."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    SCHOOL = "school", _("school")
    HOSPITAL = "hospital", _("hospital")
    AUTHORITY = "authority", _("health authority")
    ASSOCIATION = "association", _("association")


class Role(models.TextChoices):
    """What a membership lets its holder do in the organisation.

    `OFFICE` runs its rounds and keeps its records, `WARD` reads what concerns the wards, `VIEWER` reads figures.
    """

    OFFICE = "office", _("office")
    WARD = "ward", _("ward")
    VIEWER = "viewer", _("viewer")


class JobState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")

    @property
    def ended(self) -> bool:
        return self in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


class MessageState(models.TextChoices):
    """State of an outbox message."""

    PENDING = "pending", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


class Level(models.TextChoices):
    """Level of training, from the law's point of view (rules VN-02, VN-04, VN-05)."""

    POSTGRADUATE = "postgraduate", _("postgraduate")
    UNIVERSITY = "university", _("university")
    COLLEGE = "college", _("college or intermediate")
