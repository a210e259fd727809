"""The memory of a cooperation: old stays, posts that people came to hold, milestones, awards.

Old history is incomplete by nature: a year may be all that is known of a date, a name may be missing, and a history
says how many there were by its source and whether every one of them is entered.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wardbridge.alumni import permissions
from wardbridge.alumni.enums import MilestoneKind, Profession, Told
from wardbridge.core.models import Named, Organisation
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.people.models import Person

FIRST_YEAR, LAST_YEAR = 1900, 2200
MONTHS = Q(began_month=None) | Q(began_month__gte=1, began_month__lte=12) & Q(began_year__isnull=False)


class History(Named):
    """A part of the past as its source tells it: `stated` of them; `complete` when every one is entered."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="histories")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(_("own number"), max_length=60)
    told = models.CharField(_("about"), max_length=10, choices=Told)
    since = models.PositiveSmallIntegerField(_("since"))
    stated = models.PositiveIntegerField(_("people by the source"), null=True, blank=True)
    stated_words = models.CharField(_("as the source says it"), max_length=200, blank=True)
    complete = models.BooleanField(_("every one is entered"), default=False)
    source = models.CharField(_("source"), max_length=300)
    synthetic = models.BooleanField(_("synthetic"), default=False)

    objects = ScopedManager(permissions.histories)
    unscoped = Unscoped()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="history_code"),
            models.CheckConstraint(name="history_between_two", condition=~Q(owner=F("partner"))),
        ]


class PastStay(models.Model):
    """One person's stay of long ago; what is not known is blank."""

    history = models.ForeignKey(History, models.CASCADE, related_name="stays")
    code = models.CharField(_("code"), max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="past_stays")
    profession = models.CharField(_("profession"), max_length=12, choices=Profession)
    specialty = models.CharField(_("specialty"), max_length=160)
    began_year = models.PositiveSmallIntegerField(_("year in which it began"), null=True, blank=True)
    began_month = models.PositiveSmallIntegerField(_("month in which it began"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = ScopedManager(permissions.of_history)
    unscoped = Unscoped()

    class Meta:
        ordering = [F("began_year").asc(nulls_last=True), F("began_month").asc(nulls_last=True), "code"]
        constraints = [
            models.UniqueConstraint(fields=["history", "code"], name="past_stay_code"),
            models.CheckConstraint(name="past_stay_month", condition=MONTHS),
            models.CheckConstraint(name="past_stay_months", condition=Q(months=None) | Q(months__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.specialty}"


class Position(models.Model):
    """A post that somebody holds or held, with its source; names are shown only with his consent."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="positions")
    title = models.CharField(_("post"), max_length=160)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(_("organisation"), max_length=200, blank=True)
    key = models.BooleanField(_("key post"), default=False)
    began_year = models.PositiveSmallIntegerField(_("since the year"))
    began_month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    ended_year = models.PositiveSmallIntegerField(_("until the year"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    objects = ScopedManager(permissions.positions)
    unscoped = Unscoped()

    class Meta:
        ordering = ["began_year", "began_month", "pk"]
        constraints = [
            models.CheckConstraint(name="position_month", condition=MONTHS),
            models.CheckConstraint(
                name="position_years", condition=Q(ended_year=None) | Q(began_year__lte=F("ended_year"))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def where(self) -> str:
        return self.organisation.name if self.organisation else self.place


class Milestone(Named):
    """Something that the cooperation remembers, of a year, perhaps of a month."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="milestones")
    partner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(_("own number"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=MilestoneKind)
    began_year = models.PositiveSmallIntegerField(_("year"))
    began_month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    about = models.BooleanField(_("the year is about right"), default=False)
    source = models.CharField(_("source"), max_length=300)
    synthetic = models.BooleanField(_("synthetic"), default=False)

    objects = ScopedManager(permissions.histories)
    unscoped = Unscoped()

    class Meta:
        ordering = ["began_year", "began_month", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="milestone_code"),
            models.CheckConstraint(name="milestone_month", condition=MONTHS),
        ]


class Award(models.Model):
    """A recognition: by whom, on which day, for what, by which paper."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="awards")
    title = models.CharField(_("award"), max_length=200)
    grantor = models.CharField(_("granted by"), max_length=200)
    on = models.DateField(_("granted on"))
    reason = models.CharField(_("reason"), max_length=300)
    paper = models.CharField(_("number of the paper"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    synthetic = models.BooleanField(_("synthetic"), default=False)

    objects = ScopedManager(permissions.awards)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-on", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "title", "on"], name="award_once")]

    def __str__(self) -> str:
        return self.title


class Recipient(models.Model):
    """Who was honoured: a person, an organisation, or so many of a post whose names are not recorded."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="recipients")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="awards")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    post = models.CharField(_("post"), max_length=160, blank=True)
    people = models.PositiveSmallIntegerField(_("people"), default=1)

    objects = ScopedManager(permissions.of_award)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="recipient_people", condition=Q(people__gte=1))]

    def __str__(self) -> str:
        return self.post or str(self.organisation)
