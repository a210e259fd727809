"""What a school sends: programmes and what they require, groups, and the learners enrolled."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wardbridge.cohorts import permissions
from wardbridge.cohorts.enums import GroupKind, ShareGround
from wardbridge.core.enums import Level
from wardbridge.core.models import Dated, Named, Organisation
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.institutions.models import Discipline, Site
from wardbridge.people.models import Person
from wardbridge.rulekit.housing import Need


class Programme(Named):
    """A programme of a school."""

    school = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    code = models.CharField(_("code"), max_length=60)
    profession = models.CharField(_("profession"), max_length=60, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level)

    objects = ScopedManager(permissions.programmes)
    unscoped = Unscoped()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["school", "code"], name="programme_code")]


class Track(Named):
    """A branch of a programme; with `sites`, done only there. A programme without branches has one, with code ""."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="tracks")
    code = models.CharField(_("code"), max_length=60)
    sites = models.ManyToManyField(Site, blank=True, related_name="+")
    subjects = models.JSONField(_("trained besides the specialty"), default=list, blank=True)

    objects = ScopedManager(permissions.of_programme)
    unscoped = Unscoped()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="track_code")]


class Requirement(models.Model):
    """What each learner of the programme (track) must do: `choose` of the disciplines, each `weeks` weeks long."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="requirements")
    track = models.ForeignKey(Track, models.CASCADE, null=True, blank=True, related_name="requirements")
    code = models.CharField(_("code"), max_length=60)
    disciplines = models.ManyToManyField(Discipline, related_name="+")
    choose = models.PositiveSmallIntegerField(_("how many of them"), default=1)
    weeks = models.PositiveSmallIntegerField(_("weeks of each"))
    after = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="before")
    sites = models.ManyToManyField(Site, blank=True, related_name="+")

    objects = ScopedManager(permissions.of_programme)
    unscoped = Unscoped()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "track", "code"], name="requirement_code"),
            models.UniqueConstraint(
                fields=["programme", "code"], condition=models.Q(track=None), name="requirement_code_of_all_tracks"
            ),
            models.CheckConstraint(
                name="requirement_has_weeks", condition=models.Q(weeks__gte=1) & models.Q(choose__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Group(models.Model):
    """A class (lớp) or a group (nhóm, tổ); with `together`, its members share one rotation."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="groups")
    code = models.CharField(_("code"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=GroupKind)
    name = models.CharField(_("name"), max_length=120, blank=True)
    leader = models.ForeignKey("Enrolment", models.SET_NULL, null=True, blank=True, related_name="leads")
    together = models.BooleanField(_("moves together"), default=False)

    objects = ScopedManager(permissions.groups)
    unscoped = Unscoped()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["programme", "kind", "code"], name="group_code")]

    def __str__(self) -> str:
        return self.name or self.code


class Enrolment(models.Model):
    """A learner: a person in a programme, under the school's student code."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="enrolments")
    code = models.CharField(_("student code"), max_length=60)
    track = models.ForeignKey(Track, models.PROTECT, null=True, blank=True, related_name="enrolments")
    housing = models.CharField(
        _("place to sleep needed"), max_length=10, blank=True, choices=[(need.value, need.value) for need in Need]
    )
    class_group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="class_members")
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="members")

    objects = ScopedManager(permissions.enrolments)
    unscoped = Unscoped()

    class Meta:
        ordering = ["person__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="student_code"),
            models.UniqueConstraint(fields=["programme", "person"], name="enrolled_once"),
        ]

    def __str__(self) -> str:
        return self.code


class EnrolmentShare(Dated):
    """An organisation other than the school that may see this learner, on what ground, from a day to a day."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    ground = models.CharField(_("ground"), max_length=10, choices=ShareGround)
    record = models.CharField(_("record"), max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "organisation", "ground", "record"], name="shared_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} → {self.organisation_id}"


class Absence(models.Model):
    """Days on which a learner, or every member of a class or group, can't be placed; both ends inside."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, null=True, blank=True, related_name="absences")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="absences")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))

    objects = ScopedManager(permissions.absences)
    unscoped = Unscoped()

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(
                name="absence_of_one",
                condition=models.Q(enrolment=None, group__isnull=False) | models.Q(enrolment__isnull=False, group=None),
            ),
            models.CheckConstraint(name="absence_first_before_last", condition=models.Q(first__lte=models.F("last"))),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"


class ListMapping(models.Model):
    """How a school's own list is read: the columns that its header row stands for."""

    school = models.ForeignKey(Organisation, models.CASCADE, related_name="list_mappings")
    signature = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "signature"], name="mapping_of_header")]

    def __str__(self) -> str:
        return self.signature
