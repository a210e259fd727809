"""Organisations, the people who sign in, and what they may do where."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.models.base import Dated, InForce, Named


class Organisation(Named):
    """A school, hospital, authority or association; its name and place are public."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    country = models.CharField(_("country"), max_length=2, default="VN")
    synthetic = models.BooleanField(_("synthetic"), default=False)

    class Meta:
        ordering = ["name_vi", "code"]


class User(AbstractUser):
    """Who signs in. His name and birth date, when he is a learner or a teacher, are those of `people.Person`."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(_("name shown"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)

    def get_full_name(self) -> str:
        return self.display_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()


class Membership(Dated):
    """A role in an organisation, from a day to a day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role)

    objects: ClassVar[models.Manager[Membership]] = models.Manager()
    in_force = InForce()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_first_before_last",
                condition=models.Q(first=None) | models.Q(last=None) | models.Q(first__lte=models.F("last")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.organisation}"
