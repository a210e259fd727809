"""What other systems know us by: institutions' identifiers, factsheets, agreements read from partners."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements.models import Agreement, Document
from wardbridge.agreements.permissions import of_agreement
from wardbridge.core.models import Organisation
from wardbridge.core.scoping import ScopedManager, Unscoped


class Hei(models.Model):
    """The identifier (SCHAC) by which an institution is known in European exchange: a domain, public."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="hei")
    hei_id = models.CharField(_("identifier (SCHAC)"), max_length=120, unique=True)

    class Meta:
        ordering = ["hei_id"]

    def __str__(self) -> str:
        return self.hei_id


class FactsheetRow(models.Model):
    """An institution's factsheet as it stands: the document of the standard, valid when it was stored; public."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="factsheet")
    content = models.TextField()
    own = models.BooleanField(_("written by the institution itself"))

    def __str__(self) -> str:
        return str(self.organisation)


class PartnerCopy(models.Model):
    """That a partner holds an agreement in its own system: its identifier there, and the hash of its text."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="copies")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    iia_id = models.CharField(_("identifier at the partner"), max_length=64)
    digest = models.CharField(_("SHA-256"), max_length=64)
    agrees = models.BooleanField(_("its conditions are ours"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    objects = ScopedManager(of_agreement)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "partner"], name="partner_copy_once"),
            models.UniqueConstraint(fields=["partner", "iia_id"], name="partner_copy_id"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.iia_id}"
