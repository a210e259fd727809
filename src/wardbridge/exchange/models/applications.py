"""What somebody sends in answer to a call, and what he agrees that it is used for."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.compliance.models import Paper
from wardbridge.core.final import Final, FinalScoped, FinalUnscoped
from wardbridge.core.models import Organisation, User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.exchange import permissions
from wardbridge.exchange.enums import ApplicationState, Profession, Purpose
from wardbridge.exchange.models.calls import Asked, Call, Place
from wardbridge.institutions.models import Department
from wardbridge.people.models import Person


class Application(models.Model):
    """One person's application to one call. A number left open is "not said"."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    person = models.ForeignKey(Person, models.PROTECT, related_name="applications")
    state = models.CharField(_("state"), max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    profession = models.CharField(_("profession"), max_length=12, choices=Profession)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    semesters_left = models.PositiveSmallIntegerField(_("hospital semesters left"), null=True, blank=True)
    cefr = models.CharField(_("level of French now"), max_length=2, blank=True)
    degree_in_french = models.BooleanField(_("whole degree taught in French"), default=False)
    months_before = models.PositiveSmallIntegerField(_("months already spent as stagiaire associé"), default=0)
    diploma_ended = models.DateField(_("last day of an earlier DFMS or DFMSA"), null=True, blank=True)
    no_acts = models.BooleanField(_("I shall do no clinical act"), default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now)

    objects = ScopedManager(permissions.applications)
    unscoped = Unscoped()

    class Meta:
        ordering = ["person__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="application_once")]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.person_id}"


class Wish(models.Model):
    """A place that the applicant would take, 1 the dearest."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="wishes")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()

    objects = ScopedManager(permissions.of_application)
    unscoped = Unscoped()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["application", "place"], name="wish_once"),
            models.UniqueConstraint(fields=["application", "rank"], name="exchange_wish_rank_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.place_id}"


class Proof(models.Model):
    """A paper the applicant sent, sealed; `shared` when the sending office shows it to the host."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="proofs")
    asked = models.ForeignKey(Asked, models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, models.SET_NULL, null=True, related_name="proof")
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    shared = models.BooleanField(_("the host sees it"), default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager(permissions.proofs)
    unscoped = Unscoped()

    class Meta:
        ordering = ["asked__pk"]
        constraints = [models.UniqueConstraint(fields=["application", "asked"], name="proof_once")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.asked_id}"


class Waiver(Final):
    """That an office lets one rule pass for one applicant, who said so and why; written once."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="waivers")
    code = models.CharField(max_length=40)
    words = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = FinalScoped(permissions.of_application)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="exchange_waived_once")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.code}"


class Consent(models.Model):
    """Somebody's yes to one use of his data by one organisation, with the edition of the words he read (PD-02)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="exchange_consents")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    edition = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(permissions.consents)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="consent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.purpose}"
