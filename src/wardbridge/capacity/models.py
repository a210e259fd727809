"""What may be taken: offers and quotas as agreed, the limit rows they and the law give, and the claims on them."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from wardbridge.capacity.enums import EntryKind, LimitKind


class Offer(models.Model):
    """Places at one time in a department from a day to a day (both inside), for some learners or for all."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    department = models.ForeignKey("institutions.Department", models.PROTECT, related_name="offers")
    programme = models.ForeignKey("cohorts.Programme", models.PROTECT, null=True, blank=True, related_name="offers")
    level = models.CharField(max_length=20, blank=True)
    first = models.DateField(null=True, blank=True, help_text=_("Blank: from the start of the round."))
    last = models.DateField(null=True, blank=True, help_text=_("Blank: to the end of the round."))
    slots = models.PositiveIntegerField()
    minimum = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["department_id", "first", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(minimum__lte=models.F("slots")), name="offer_minimum_within"),
        ]

    def __str__(self) -> str:
        return f"{self.department_id}: {self.slots}"


class SiteQuota(models.Model):
    """People whom a site receives over a whole round, as an agreement fixes them."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    site = models.ForeignKey("institutions.Site", models.PROTECT, related_name="quotas")
    programme = models.ForeignKey("cohorts.Programme", models.PROTECT, null=True, blank=True, related_name="quotas")
    level = models.CharField(max_length=20, blank=True)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    minimum = models.PositiveIntegerField(default=0)
    maximum = models.PositiveIntegerField()

    class Meta:
        ordering = ["site_id", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(minimum__lte=models.F("maximum")), name="quota_minimum_within"),
        ]

    def __str__(self) -> str:
        return f"{self.site_id}: {self.maximum}"


class Limit(models.Model):
    """One row of what may be taken at one time: a kind, a place, a span of days, a scope and an amount.

    `amount` counts learners, except for `teachers`: there it counts shares of one teacher in 30ths (a postgraduate
    takes 6, a university learner 3, a college learner 2; VN-05), so that mixed levels add up in whole numbers.
    `records` lists what gave the amount (offer uids, teacher codes, the number of beds).
    """

    kind = models.CharField(max_length=10, choices=LimitKind.choices)
    department = models.ForeignKey("institutions.Department", models.PROTECT, null=True, related_name="limits")
    site = models.ForeignKey("institutions.Site", models.PROTECT, null=True, related_name="limits")
    scope = models.CharField(max_length=120, blank=True, help_text=_("Whom it counts: a level, an offer, a quota."))
    first = models.DateField()
    last = models.DateField()
    amount = models.PositiveIntegerField()
    records = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "kind", "scope", "first", "last"],
                condition=models.Q(department__isnull=False),
                name="limit_department_key",
            ),
            models.UniqueConstraint(
                fields=["site", "kind", "scope", "first", "last"],
                condition=models.Q(site__isnull=False),
                name="limit_site_key",
            ),
            models.CheckConstraint(
                condition=models.Q(department__isnull=False) ^ models.Q(site__isnull=False), name="limit_one_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.department_id or self.site_id} {self.first}: {self.amount}"


class Claim(models.Model):
    """What a holder takes of a limit row; written by `capacity.domain.ledger` alone."""

    limit = models.ForeignKey(Limit, models.PROTECT, related_name="claims")
    holder = models.CharField(max_length=80, db_index=True, help_text=_("Who takes: the uid of a round."))
    amount = models.PositiveIntegerField()

    class Meta:
        ordering = ["limit_id", "holder"]
        constraints = [models.UniqueConstraint(fields=["limit", "holder"], name="claim_once_per_holder")]

    def __str__(self) -> str:
        return f"{self.holder} takes {self.amount} of {self.limit_id}"


class Entry(models.Model):
    """A numbered line of the ledger: its number is the snapshot that a run plans on."""

    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    holder = models.CharField(max_length=80, blank=True)
    rows = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.id} {self.kind}"
