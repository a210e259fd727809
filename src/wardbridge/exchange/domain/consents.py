"""Consent: one purpose at a time, given by the person himself, withdrawn as easily (PD-02)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.exchange.domain.access import must_be
from wardbridge.exchange.enums import Purpose
from wardbridge.exchange.models import Consent
from wardbridge.people.models import Person

EDITION = "2026-11"
"""Edition of the words under which consent is asked (`enums.Purpose`); a change of the words changes it."""


def give(*, actor: Actor, person: Person, organisation: Organisation, purpose: Purpose) -> Consent:
    """The person says yes; saying it again changes nothing."""
    must_be(actor, person)
    with transaction.atomic():
        key = {"person": person, "organisation": organisation, "purpose": purpose, "withdrawn_at": None}
        row, made = Consent.unscoped.get_or_create(**key, defaults={"edition": EDITION})
        if made:
            audit.record(actor=actor, verb="consent.give", target=row, after={"purpose": purpose, "edition": EDITION})
    return row


def withdraw(*, actor: Actor, person: Person, organisation: Organisation, purpose: Purpose) -> bool:
    """The person takes it back, from now on; whether there was one to take back."""
    must_be(actor, person)
    with transaction.atomic():
        rows = Consent.unscoped.filter(person=person, organisation=organisation, purpose=purpose, withdrawn_at=None)
        row = rows.select_for_update().first()
        if row is None:
            return False
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        audit.record(actor=actor, verb="consent.withdraw", target=row, after={"purpose": purpose})
    return True


def holds(person: Person, organisation: Organisation, purpose: Purpose) -> bool:
    rows = Consent.unscoped.filter(person=person, organisation=organisation, purpose=purpose, withdrawn_at=None)
    return rows.exists()
