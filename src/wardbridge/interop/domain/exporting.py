"""An agreement as other systems read it: one bilateral agreement for each two parties that have an identifier."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from wardbridge.agreements.domain.texts import current
from wardbridge.agreements.enums import Exchanged, State
from wardbridge.agreements.models import Agreement, Party, Quota, Signature
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Level
from wardbridge.core.errors import Refused
from wardbridge.interop import messages
from wardbridge.interop.ewp import iia
from wardbridge.interop.ewp.iia import Contact, Iia, Mobility, MobilityKind, Partner, Skill
from wardbridge.interop.models import Hei, PartnerCopy

KINDS = {
    Exchanged.STUDENT: MobilityKind.TRAINEESHIP,
    Exchanged.POSTGRADUATE: MobilityKind.TRAINEESHIP,
    Exchanged.RESIDENT: MobilityKind.TRAINEESHIP,
    Exchanged.LECTURER: MobilityKind.TEACHING,
    Exchanged.DOCTOR: MobilityKind.TRAINING,
}
"""Who goes → the kind of mobility; clinical practice is a traineeship."""
EQF = {Level.COLLEGE: (5,), Level.UNIVERSITY: (6, 7), Level.POSTGRADUATE: (7, 8)}
LANGUAGES = {"FR": "fr", "VN": "vi", "BE": "fr", "CH": "fr"}
AREAS = {"dent": "0911", "nurs": "0913", "midwif": "0913", "pharm": "0916", "rehab": "0915", "physio": "0915"}
MEDICINE = "0912"
"""ISCED-F 2013: a discipline whose code begins so belongs there, every other one to medicine."""


def written(actor: Actor, agreement: Agreement) -> bytes:
    """The file; Refused ``ewp-not-bilateral``, ``ewp-no-mobility``."""
    return iia.write(bilaterals(actor, agreement))


def bilaterals(actor: Actor, agreement: Agreement) -> list[Iia]:
    """Each two parties with an identifier between which somebody may go; the actor's own institution stands first."""
    parties = list(Party.unscoped.filter(agreement=agreement).select_related("organisation"))
    heis = dict(
        Hei.objects.filter(organisation__in=[one.organisation_id for one in parties]).values_list(
            "organisation", "hei_id"
        )
    )
    known = [one for one in parties if one.organisation_id in heis]
    if len(known) < 2:
        raise Refused.because(messages.NOT_BILATERAL, found=len(known))
    first = actor.organisation_ids or {agreement.owner_id}
    known.sort(key=lambda one: (one.organisation_id not in first, one.order, one.pk))
    quotas = list(Quota.unscoped.filter(agreement=agreement).select_related("discipline", "host"))
    found = []
    for number, pair in enumerate(combinations(known, 2), 1):
        mobilities = tuple(_mobilities(quotas, {one.organisation_id: heis[one.organisation_id] for one in pair}))
        if mobilities:
            suffix = "" if len(known) == 2 else f".{number}"
            found.append(_bilateral(agreement, pair, heis, f"{agreement.uid}{suffix}", mobilities))
    if not found:
        raise Refused.because(messages.NO_MOBILITY)
    return found


def _bilateral(
    agreement: Agreement, pair: tuple[Party, Party], heis: dict[int, str], own_id: str, mobilities: tuple[Mobility, ...]
) -> Iia:
    copies = {one.partner_id: one.iia_id for one in PartnerCopy.unscoped.filter(agreement=agreement)}
    text = current(agreement)
    signed = {one.party_id: one for one in Signature.unscoped.filter(text=text)} if text else {}
    partners = tuple(
        Partner(
            hei=heis[party.organisation_id],
            iia_id=own_id if place == 0 else copies.get(party.organisation_id, ""),
            iia_code=party.code or (agreement.code if party.organisation_id == agreement.owner_id else ""),
            signatory=Contact(name=party.signatory or party.post, role=party.post),
            signed_on=signed[party.pk].signed_on if party.pk in signed else None,
            contacts=(Contact(name=party.coordinator, email=party.email),) if party.coordinator else (),
        )
        for place, party in enumerate(pair)
    )
    return Iia(
        partners=(partners[0], partners[1]),
        in_effect=agreement.is_signed,
        terminated=agreement.state == State.TERMINATED,
        mobilities=mobilities,
    )


def _mobilities(quotas: list[Quota], heis: dict[int, str]) -> Iterator[Mobility]:
    """Quotas that differ only in the year, in years that follow each other, are one mobility from year to year."""
    rows = [one for one in quotas if one.sender_id in heis and one.host_id in heis]
    rows.sort(key=lambda one: (one.who, one.sender_id, one.discipline_id or 0, one.level, one.year))
    joined: list[tuple[Quota, int]] = []
    for row in rows:
        if joined and _same(joined[-1][0], row) and joined[-1][1] + 1 == row.year:
            joined[-1] = (joined[-1][0], row.year)
        else:
            joined.append((row, row.year))
    for row, last in joined:
        yield _mobility(row, last, heis)


def _same(one: Quota, other: Quota) -> bool:
    names = ("who", "sender_id", "host_id", "discipline_id", "level", "people", "months", "cefr")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _mobility(row: Quota, last: int, heis: dict[int, str]) -> Mobility:
    who, kind = Exchanged(row.who), KINDS[Exchanged(row.who)]
    language = LANGUAGES.get(row.host.country, "en")
    code = row.discipline.code if row.discipline else ""
    area = next((isced for begin, isced in AREAS.items() if code.startswith(begin)), MEDICINE)
    levels = EQF.get(Level(row.level), ()) if row.level else EQF[Level.POSTGRADUATE] if who != Exchanged.STUDENT else ()
    return Mobility(
        kind=kind,
        sender=heis[row.sender_id],
        host=heis[row.host_id],
        first=row.year,
        last=last,
        people=row.people,
        skills=(Skill(language, row.cefr),) if row.cefr or kind is MobilityKind.TEACHING else (),
        areas=((area, row.discipline.name_in("en") if row.discipline else ""),),
        months=Decimal(row.months * row.people) if row.months and kind.of_students else None,
        eqf=levels if kind.of_students else (),
        terms="" if who == Exchanged.STUDENT else who.value,
    )
