"""The texts of an agreement, the signatures under them and what happened to it: rows that are written once.

The text that is signed *is* the bytes of one PDF; its SHA-256 is what every party signs. The bytes lie in the
database, where triggers refuse to change or remove them (migration 0002), and the model refuses it too.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements import permissions
from wardbridge.agreements.enums import Door, State
from wardbridge.agreements.models.agreements import Agreement, Party
from wardbridge.core.final import Final, FinalScoped, FinalUnscoped
from wardbridge.core.models import User
from wardbridge.core.scoping import ScopedManager, Unscoped


class Document(Final):
    """A file of an agreement: a text, the scan of a signed paper, a signed PDF, a proof."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="documents")
    name = models.CharField(_("file name"), max_length=255)
    media = models.CharField(_("kind of file"), max_length=80)
    size = models.PositiveIntegerField(_("bytes"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    content = models.BinaryField()
    created = models.DateTimeField(default=timezone.now)

    objects = FinalScoped(permissions.of_agreement)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class TextVersion(Final):
    """A text of the agreement, frozen; `digest` is that of its PDF, `content` what the PDF was made from."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField(_("version"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    document = models.OneToOneField(Document, models.PROTECT, related_name="text")
    content = models.JSONField(default=dict)
    created = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = FinalScoped(permissions.of_agreement)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="text_number")]

    def __str__(self) -> str:
        return f"{self.agreement_id} text {self.number}"


class Signature(Final):
    """A party's signature under one text, by one door; `digest` is what was signed, said once more."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    text = models.ForeignKey(TextVersion, models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, models.PROTECT, related_name="signatures")
    digest = models.CharField(_("SHA-256"), max_length=64)
    door = models.CharField(_("how"), max_length=8, choices=Door)
    signed_on = models.DateField(_("signed on"))
    signatory = models.CharField(_("who signed"), max_length=120, blank=True)
    post = models.CharField(_("post"), max_length=160)
    certified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    certifier = models.CharField(_("certified by"), max_length=160, blank=True)
    scan = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    evidence = models.JSONField(default=dict)
    created = models.DateTimeField(default=timezone.now)

    objects = FinalScoped(permissions.of_agreement)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["text", "party"], name="signed_once")]

    def __str__(self) -> str:
        return f"{self.party_id} under {self.text_id}"


class SignLink(models.Model):
    """A one-time address under which a party's signatory reads the text and signs it.

    Only the SHA-256 of its token is stored: who reads the database can't sign.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="links")
    text = models.ForeignKey(TextVersion, models.PROTECT, related_name="links")
    party = models.ForeignKey(Party, models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("e-mail"))
    expires = models.DateTimeField(_("open until"))
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ScopedManager(permissions.of_agreement)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.party_id} until {self.expires:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.revoked_at is None and timezone.now() < self.expires


class Change(Final):
    """A change of state, with its reason: the agreement's timeline."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    before = models.CharField(max_length=12, choices=State, blank=True)
    after = models.CharField(max_length=12, choices=State)
    on = models.DateField(_("with effect from"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = FinalScoped(permissions.of_agreement)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.before} → {self.after}"
