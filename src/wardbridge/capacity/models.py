"""What may be taken: offers and quotas as agreed, the limit rows they and the law give, and the claims on them."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from wardbridge.capacity import permissions
from wardbridge.capacity.enums import EntryKind, HoldState, LimitKind
from wardbridge.capacity.keys import COLUMNS, Key
from wardbridge.core.enums import Level
from wardbridge.core.models import Named
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.rulekit.shifts import Shift

SHIFTS = [(shift.value, shift.value) for shift in Shift]


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
    """One row of what may be taken at one time: a kind, a place, a span of days, a time of the day, a scope, an amount.

    The place is a department, a site or a whole hospital. A department's rows are by half days (and nights): the law
    says "at one time", so a whole day takes a morning and an afternoon. Other rows count the day as one time.

    `amount` counts learners, except for `teachers`: there it counts shares of one teacher in 30ths (a postgraduate
    takes 6, a university learner 3, a college learner 2; VN-05), so that mixed levels add up in whole numbers.
    `records` lists what gave the amount (offer uids, teacher codes, the number of beds).
    """

    kind = models.CharField(max_length=10, choices=LimitKind.choices)
    department = models.ForeignKey("institutions.Department", models.PROTECT, null=True, related_name="limits")
    site = models.ForeignKey("institutions.Site", models.PROTECT, null=True, related_name="limits")
    organisation = models.ForeignKey("core.Organisation", models.PROTECT, null=True, related_name="limits")
    scope = models.CharField(max_length=120, blank=True, help_text=_("Whom it counts: a level, an offer, a quota."))
    shift = models.CharField(max_length=10, choices=SHIFTS, default=Shift.DAY)
    first = models.DateField()
    last = models.DateField()
    amount = models.PositiveIntegerField()
    records = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=[place, "kind", "scope", "shift", "first", "last"],
                    condition=models.Q(**{f"{place}__isnull": False}),
                    name=f"limit_{place}_key",
                )
                for place in ("department", "site", "organisation")
            ),
            models.CheckConstraint(
                condition=models.Q(department__isnull=False, site=None, organisation=None)
                | models.Q(department=None, site__isnull=False, organisation=None)
                | models.Q(department=None, site=None, organisation__isnull=False),
                name="limit_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.department_id or self.site_id or self.organisation_id} {self.first}: {self.amount}"

    @property
    def key(self) -> Key:
        return Key(*(getattr(self, name) for name in COLUMNS))

    @property
    def place(self) -> Named:
        """The department, site or hospital that it limits."""
        found = self.department or self.site or self.organisation
        assert found is not None  # noqa: S101  # the database holds one of them
        return found


class Claim(models.Model):
    """What a holder takes of a limit row; written by `capacity.domain.ledger` alone.

    `names` are those who count once, whoever takes them (a school at a site, a person under a quota); the amount is
    then their number.
    """

    limit = models.ForeignKey(Limit, models.PROTECT, related_name="claims")
    holder = models.CharField(max_length=80, db_index=True, help_text=_("Who takes: the uid of a round."))
    amount = models.PositiveIntegerField()
    names = models.JSONField(default=list)

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


class Hold(models.Model):
    """Places held until a day: counted as taken, and given back by hand, after that day, or when its round takes them.

    With a department: so many learners of a level there on these days. Without: all the places that a round's draft
    needs (`record` names the round as a holder).
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey("core.Organisation", models.PROTECT, related_name="holds")
    department = models.ForeignKey("institutions.Department", models.PROTECT, null=True, related_name="holds")
    record = models.CharField(max_length=64, blank=True, db_index=True)
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    shift = models.CharField(_("time of the day"), max_length=10, choices=SHIFTS, default=Shift.DAY)
    people = models.PositiveIntegerField(_("people"))
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    until = models.DateField(_("held until"))
    purpose = models.CharField(_("for what"), max_length=200)
    state = models.CharField(max_length=10, choices=HoldState, default=HoldState.ACTIVE)
    by = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(permissions.holds)
    unscoped = Unscoped()

    class Meta:
        ordering = ["until", "pk"]
        indexes = [models.Index(fields=["state", "until"], name="hold_ending")]
        constraints = [
            models.CheckConstraint(name="hold_dates", condition=models.Q(first__lte=models.F("last"))),
            models.CheckConstraint(name="hold_has_people", condition=models.Q(people__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.people} until {self.until}"

    @property
    def holder(self) -> str:
        """The name under which its claims stand in the ledger: as a part of what it is held for."""
        return f"{self.record}/{self.uid.hex}" if self.record else f"hold:{self.uid}"
