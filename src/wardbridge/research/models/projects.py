"""A joint project: who leads it where, the board that cleared it, the file of its data abroad, who pays."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements.models import Agreement
from wardbridge.core.models import Named, Organisation
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.research import permissions
from wardbridge.research.enums import ProjectState, Theme


class Project(Named):
    """A project from day to day (both inside); `methods` says what is shared between the teams."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="projects")
    code = models.CharField(_("own number"), max_length=60)
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="projects")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ProjectState, default=ProjectState.PROPOSED)
    methods = models.TextField(_("methods and topics shared"), blank=True)
    ethics = models.CharField(_("approval of the ethics board"), max_length=120, blank=True)
    ethics_on = models.DateField(_("approved on"), null=True, blank=True)
    ethics_until = models.DateField(_("approval until"), null=True, blank=True)
    data_abroad = models.BooleanField(_("personal data go abroad"), default=False)
    transfer_file = models.CharField(_("file of the data transfer"), max_length=120, blank=True)
    transfer_on = models.DateField(_("file handed in on"), null=True, blank=True)
    synthetic = models.BooleanField(_("synthetic"), default=False)

    objects = ScopedManager(permissions.projects)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-first", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="project_code"),
            models.CheckConstraint(name="project_dates", condition=Q(last=None) | Q(first__lte=F("last"))),
        ]


class ProjectTheme(models.Model):
    """One of the themes of a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="themes")
    theme = models.CharField(_("theme"), max_length=20, choices=Theme)

    objects = ScopedManager(permissions.of_project)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["project", "theme"], name="project_theme_once")]

    def __str__(self) -> str:
        return self.get_theme_display()


class ProjectPartner(models.Model):
    """An organisation of a project, with the post that leads it there; a blank name is "name not recorded"."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    post = models.CharField(_("post of the principal investigator"), max_length=160)
    investigator = models.CharField(_("principal investigator"), max_length=120, blank=True)

    objects = ScopedManager(permissions.of_project)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["project", "organisation"], name="project_partner_once")]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.organisation_id}"


class Grant(models.Model):
    """Money for a project from one source in one currency; sums are made for each currency apart."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="grants")
    source = models.CharField(_("source"), max_length=160)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)

    objects = ScopedManager(permissions.of_project)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="grant_positive", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.source}: {self.amount} {self.currency}"
