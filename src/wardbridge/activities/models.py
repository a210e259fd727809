"""What is done under agreements: ceremonies, courses, workshops, expert missions; who comes, by post."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wardbridge.activities import permissions
from wardbridge.activities.enums import ActivityKind
from wardbridge.agreements.models import Agreement
from wardbridge.core.models import Named, Organisation
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.people.models import Person


class Activity(Named):
    """One event, on its days (both inside), with the agreements that were signed there or that promised it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="activities")
    code = models.CharField(_("own number"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=ActivityKind)
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    agreements = models.ManyToManyField(Agreement, related_name="activities", blank=True)
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)
    synthetic = models.BooleanField(_("synthetic"), default=False)

    objects = ScopedManager(permissions.activities)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-first", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="activity_code"),
            models.CheckConstraint(name="activity_dates", condition=Q(first__lte=F("last"))),
        ]


class Attendee(models.Model):
    """Someone who attended, by his post; a blank name is "name not recorded"."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendees")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    post = models.CharField(_("post"), max_length=160)
    name = models.CharField(_("name"), max_length=120, blank=True)

    objects = ScopedManager(permissions.of_activity)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "organisation", "post", "name"], name="attended_once")
        ]

    def __str__(self) -> str:
        return self.post


class Session(models.Model):
    """A part of an activity on one day, with the hours that count as continuing education (CME-1)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sessions")
    day = models.DateField(_("day"))
    topic = models.CharField(_("topic"), max_length=200)
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=1)
    cme_hours = models.DecimalField(_("hours of continuing education"), max_digits=4, decimal_places=1, default=0)
    treats = models.BooleanField(_("patients are treated"), default=False)

    objects = ScopedManager(permissions.of_activity)
    unscoped = Unscoped()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="session_hours", condition=Q(hours__gt=0) & Q(cme_hours__gte=0) & Q(cme_hours__lte=F("hours"))
            )
        ]

    def __str__(self) -> str:
        return self.topic


class Expert(models.Model):
    """An expert, by post; before he treats patients he has a licence, an interpreter and the host's approval."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="experts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    post = models.CharField(_("post"), max_length=160)
    name = models.CharField(_("name"), max_length=120, blank=True)
    specialty = models.CharField(_("specialty"), max_length=160)
    treats = models.BooleanField(_("treats patients"), default=False)
    licence = models.CharField(_("practising licence"), max_length=120, blank=True)
    licence_until = models.DateField(_("licence until"), null=True, blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=160, blank=True)
    approval = models.CharField(_("host's approval"), max_length=120, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)

    objects = ScopedManager(permissions.of_activity)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.post


class Registration(models.Model):
    """Somebody who registered for a course or workshop; a person when he is known here."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="registrations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="registrations")
    name = models.CharField(_("name"), max_length=180)
    post = models.CharField(_("post"), max_length=160, blank=True)

    objects = ScopedManager(permissions.registrations)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "organisation", "name"], name="registered_once"),
            models.UniqueConstraint(
                fields=["activity", "person"], condition=Q(person__isnull=False), name="person_registered_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Presence(models.Model):
    """That somebody who registered was at a session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="presences")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="presences")

    objects = ScopedManager(permissions.presences)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["session", "registration"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.registration_id}"
