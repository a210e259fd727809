"""What was published: a work by its DOI, its authors by ORCID, and where each of them worked."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wardbridge.core.models import Organisation
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.core.text import fold
from wardbridge.research import permissions
from wardbridge.research.enums import OutputKind
from wardbridge.research.models.projects import Project


class Output(models.Model):
    """A work; within who keeps it each DOI stands once. `folded` finds the same title written otherwise."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="outputs")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="outputs")
    kind = models.CharField(_("kind"), max_length=10, choices=OutputKind)
    title = models.CharField(_("title"), max_length=400)
    venue = models.CharField(_("journal or book"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    doi = models.CharField(_("DOI"), max_length=200, blank=True)
    folded = models.CharField(max_length=400, db_index=True, editable=False)
    synthetic = models.BooleanField(_("synthetic"), default=False)

    objects = ScopedManager(permissions.outputs)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-year", "title"]
        constraints = [models.UniqueConstraint(fields=["owner", "doi"], condition=~Q(doi=""), name="output_doi_once")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.title)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # handed through


class Author(models.Model):
    """An author in his place; his organisation when it is known here, else the ROR id or the name of it."""

    output = models.ForeignKey(Output, models.CASCADE, related_name="authors")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=160)
    orcid = models.CharField(_("ORCID iD"), max_length=19, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    ror = models.CharField(_("ROR id"), max_length=9, blank=True)

    objects = ScopedManager(permissions.of_output)
    unscoped = Unscoped()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["output", "order"], name="author_place"),
            models.UniqueConstraint(fields=["output", "orcid"], condition=~Q(orcid=""), name="author_once"),
        ]

    def __str__(self) -> str:
        return self.name
