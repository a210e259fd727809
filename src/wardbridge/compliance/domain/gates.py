"""Gates: an organisation says what must be shown, from a day to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wardbridge.cohorts.models import Programme
from wardbridge.compliance.enums import GateKind, Verifier
from wardbridge.compliance.models import Gate
from wardbridge.core import audit, errors
from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.errors import Refused
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department, Site

NOT_ALLOWED = errors.text("gate-not-allowed", _("Only the office of a hospital or of a school sets its own gates."))
NO_NAME = errors.text("gate-name", _("Name what must be shown, in Vietnamese at least."))
DAYS = errors.text("gate-days", _("A gate can't end before it begins."))
ELSEWHERE = errors.text("gate-elsewhere", _("This site, department or programme belongs to another organisation."))


@dataclass(frozen=True, slots=True)
class GateData:
    """What a gate asks and of whom; `None` does not restrict."""

    kind: GateKind
    name_vi: str
    name_en: str = ""
    name_fr: str = ""
    verifier: Verifier = Verifier.SCHOOL
    programme: Programme | None = None
    site: Site | None = None
    department: Department | None = None
    days_before: int = 14
    first: date | None = None
    last: date | None = None


@transaction.atomic
def open_gate(*, actor: Actor, owner: Organisation, data: GateData) -> Gate:
    """A new gate of a hospital (for its own sites) or a school (for its own programmes).

    Raises
    ------
    Refused
        ``gate-not-allowed``, ``gate-name``, ``gate-days``, ``gate-elsewhere``.
    """
    kinds = {OrganisationKind.HOSPITAL, OrganisationKind.SCHOOL}
    if not actor.is_office(owner) or owner.kind not in kinds:
        raise Refused.because(NOT_ALLOWED)
    if not data.name_vi.strip():
        raise Refused.because(NO_NAME)
    if data.first and data.last and data.last < data.first:
        raise Refused.because(DAYS)
    if not _own(owner, data):
        raise Refused.because(ELSEWHERE)
    values = {name: getattr(data, name) for name in GateData.__dataclass_fields__}
    row = Gate.objects.create(owner=owner, **values)
    said = {"kind": data.kind, "name": data.name_vi, "days_before": data.days_before}
    audit.record(actor=actor, verb="gate.open", target=row, after=said)
    return row


def _own(owner: Organisation, data: GateData) -> bool:
    """A hospital's gate stands at its sites, a school's at its programmes; either may name the other's part too."""
    site = data.department.site if data.department else data.site
    if data.department and data.site and data.department.site_id != data.site.pk:
        return False
    if owner.kind == OrganisationKind.HOSPITAL:
        return site is not None and site.organisation_id == owner.pk
    return data.programme is not None and data.programme.school_id == owner.pk


@transaction.atomic
def close_gate(*, actor: Actor, gate: Gate, day: date) -> None:
    """From `day` on the gate asks nothing more; what was shown stays."""
    if not actor.is_office(gate.owner_id):
        raise Refused.because(NOT_ALLOWED)
    before = gate.last
    gate.last = max(day - timedelta(days=1), gate.first or day - timedelta(days=1))
    gate.save(update_fields=["last"])
    audit.record(actor=actor, verb="gate.close", target=gate, before={"last": before}, after={"last": gate.last})
