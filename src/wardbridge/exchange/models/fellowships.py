"""A stay at a host, from nomination on: the record that both offices share."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements.enums import Exchanged
from wardbridge.agreements.models import Quota
from wardbridge.compliance.models import Paper
from wardbridge.core.final import Final, FinalScoped, FinalUnscoped
from wardbridge.core.models import Organisation, User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.exchange import permissions
from wardbridge.exchange.enums import Answer, DeclineReason, FellowshipState, Side, Track
from wardbridge.exchange.models.applications import Application
from wardbridge.institutions.models import Department, Discipline
from wardbridge.people.models import Person
from wardbridge.rulekit.eligibility import stay_months


class Fellowship(models.Model):
    """One person's stay of a sender at a host; without an application when it came another way (history).

    A blank `practitioner` is "name not recorded"; `waived` says why it stands above its quota.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    application = models.OneToOneField(Application, models.PROTECT, null=True, blank=True, related_name="fellowship")
    person = models.ForeignKey(Person, models.PROTECT, related_name="fellowships")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    discipline = models.ForeignKey(Discipline, models.PROTECT, null=True, blank=True, related_name="+")
    quota = models.ForeignKey(Quota, models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(_("who"), max_length=12, choices=Exchanged)
    track = models.CharField(_("status of the stay"), max_length=12, choices=Track)
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    state = models.CharField(_("state"), max_length=16, choices=FellowshipState, default=FellowshipState.NOMINATED)
    objectives = models.TextField(_("objectives of the training"), blank=True)
    criteria = models.TextField(_("how the fellow was selected"), blank=True)
    unit = models.CharField(_("accredited unit"), max_length=200, blank=True)
    post = models.CharField(_("post of the responsible practitioner"), max_length=160, blank=True)
    practitioner = models.CharField(_("responsible practitioner"), max_length=160, blank=True)
    waived = models.CharField(_("why above the quota"), max_length=300, blank=True)
    synthetic = models.BooleanField(_("synthetic"), default=False)

    objects = ScopedManager(permissions.fellowships)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-first", "person__sort_key"]
        constraints = [
            models.CheckConstraint(name="fellowship_dates", condition=Q(first__lte=F("last"))),
            models.CheckConstraint(name="fellowship_two_sides", condition=~Q(sender=F("host"))),
        ]
        indexes = [models.Index(fields=["quota", "state"], name="fellowship_of_quota")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.sender_id} → {self.host_id}"

    @property
    def months(self) -> int:
        return stay_months(self.first, self.last)


class Step(models.Model):
    """One step of the path: who must take it by when, and when it was taken."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fellowship = models.ForeignKey(Fellowship, models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=16, choices=FellowshipState)
    side = models.CharField(_("who acts"), max_length=8, choices=Side)
    due = models.DateField(_("due"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    words = models.CharField(_("note for both offices"), max_length=300, blank=True)
    paper = models.OneToOneField(Paper, models.SET_NULL, null=True, blank=True, related_name="step")
    order = models.PositiveSmallIntegerField()

    objects = ScopedManager(permissions.of_fellowship)
    unscoped = Unscoped()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["fellowship", "kind"], name="step_once")]

    def __str__(self) -> str:
        return f"{self.fellowship_id}: {self.kind}"


class HostDecision(Final):
    """What the host answered; written once."""

    fellowship = models.OneToOneField(Fellowship, models.PROTECT, related_name="decision")
    answer = models.CharField(_("answer"), max_length=12, choices=Answer)
    reason = models.CharField(_("reason"), max_length=12, choices=DeclineReason, blank=True)
    words = models.CharField(_("in words"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = FinalScoped(permissions.of_fellowship)
    unscoped = FinalUnscoped()

    def __str__(self) -> str:
        return f"{self.fellowship_id}: {self.answer}"


class Move(Final):
    """A change of state: the fellowship's timeline."""

    fellowship = models.ForeignKey(Fellowship, models.PROTECT, related_name="moves")
    before = models.CharField(max_length=16, choices=FellowshipState, blank=True)
    after = models.CharField(max_length=16, choices=FellowshipState)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = FinalScoped(permissions.of_fellowship)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.fellowship_id}: {self.before} → {self.after}"
