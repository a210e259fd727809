"""Where people practise: sites, departments, disciplines. A public directory; what happens in them is not."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wardbridge.core.models import Named, Organisation


class Discipline(Named):
    """A clinical discipline of the shared catalogue."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    short = models.CharField(_("short code"), max_length=8, blank=True)

    class Meta:
        ordering = ["code"]


class Site(Named):
    """A practice site; a hospital may have several."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sites")
    code = models.CharField(_("code"), max_length=60)
    address = models.CharField(_("address"), max_length=300, blank=True)
    housing = models.PositiveIntegerField(_("places to sleep"), null=True, blank=True)
    housing_women = models.PositiveIntegerField(_("of them in rooms for women"), null=True, blank=True)
    housing_men = models.PositiveIntegerField(_("of them in rooms for men"), null=True, blank=True)
    few_schools = models.BooleanField(_("serves few schools only (VN-11)"), default=False)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="site_code")]


class Department(Named):
    """A department of a site: its discipline, and the figures from which limits are made."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="departments")
    code = models.CharField(_("code"), max_length=60)
    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="departments")
    short = models.CharField(_("short code"), max_length=8, blank=True)
    beds = models.PositiveIntegerField(_("beds"), null=True, blank=True)
    chairs = models.PositiveIntegerField(_("dental chairs"), null=True, blank=True)
    room = models.PositiveIntegerField(_("places in the teaching room"), null=True, blank=True)
    floor = models.CharField(_("building and floor"), max_length=60, blank=True)

    class Meta:
        ordering = ["site__code", "code"]
        constraints = [models.UniqueConstraint(fields=["site", "code"], name="department_code")]
