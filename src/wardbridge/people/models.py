"""Persons, the codes they are known by, and those of them who teach on a ward."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wardbridge.core.enums import Level
from wardbridge.core.models import Dated, Organisation, User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.core.text import fold
from wardbridge.institutions.models import Department
from wardbridge.people import names, permissions


class Person(models.Model):
    """One row a human, whatever roles he holds. Found again by a code and its issuer, never by name alone."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    family = models.CharField(_("family name"), max_length=60, blank=True)
    middle = models.CharField(_("middle name"), max_length=60, blank=True)
    given = models.CharField(_("given name"), max_length=60)
    born = models.DateField(_("birth date"), null=True, blank=True)
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="person")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    synthetic = models.BooleanField(_("synthetic"), default=False)
    folded = models.CharField(max_length=200, db_index=True, editable=False)
    sort_key = models.CharField(max_length=600, db_index=True, editable=False)

    objects = ScopedManager(permissions.persons)
    unscoped = Unscoped()

    DERIVED = ("folded", "sort_key")

    class Meta:
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_derived()
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """Family, middle and given name in the Vietnamese order."""
        return " ".join(part for part in (self.family, self.middle, self.given) if part)

    @property
    def short_name(self) -> str:
        """The given name with the initials before it (`An N. V.`): it is the given name that stands for a person."""
        initials = " ".join(f"{part[0]}." for part in (*self.family.split(), *self.middle.split()))
        return f"{self.given} {initials}".strip()

    def set_derived(self) -> None:
        """Fill the columns that follow from the name: for search without diacritics and for Vietnamese order."""
        self.folded = fold(self.full_name)
        self.sort_key = names.sort_key(family=self.family, middle=self.middle, given=self.given)


class Identifier(models.Model):
    """A code under which an organisation knows a person: student code, staff code."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="identifiers")
    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(_("code"), max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "code"], name="identifier_of_issuer")]

    def __str__(self) -> str:
        return self.code


class Supervisor(Dated):
    """A person who teaches learners in a department (người giảng dạy thực hành), from a day to a day."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="supervisors")
    department = models.ForeignKey(Department, models.PROTECT, related_name="supervisors")
    code = models.CharField(_("code"), max_length=60)
    level = models.CharField(_("level of the degree"), max_length=20, choices=Level)
    practice_since = models.DateField(_("in practice since"))
    licence = models.CharField(_("practising licence"), max_length=60, blank=True)
    licence_scope = models.CharField(_("scope of the licence"), max_length=160, blank=True)
    licence_until = models.DateField(_("licence valid until"), null=True, blank=True)
    teaching_certificate = models.BooleanField(_("certificate of clinical teaching"), default=True)
    certificate_until = models.DateField(_("certificate valid until"), null=True, blank=True)
    post = models.CharField(_("post"), max_length=120, blank=True)

    objects = ScopedManager(permissions.supervisors)
    unscoped = Unscoped()

    class Meta:
        ordering = ["person__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["department", "code"], name="supervisor_code")]

    def __str__(self) -> str:
        return self.person.full_name


class Leave(models.Model):
    """Days on which a supervisor does not teach, both inside."""

    supervisor = models.ForeignKey(Supervisor, models.CASCADE, related_name="leaves")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(name="leave_first_before_last", condition=models.Q(first__lte=models.F("last")))
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"
