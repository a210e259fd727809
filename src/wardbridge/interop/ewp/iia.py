"""An Inter-Institutional Agreement as data, and written as version 7 of the format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lxml import etree

from wardbridge.interop.ewp.hashing import digest_of
from wardbridge.interop.ewp.names import CONTACTS, IIAS, Element, add, bytes_of


class MobilityKind(StrEnum):
    """The kinds of mobility that the format has, in the order in which it wants them."""

    STUDIES = "student-studies-mobility-spec"
    TRAINEESHIP = "student-traineeship-mobility-spec"
    TEACHING = "staff-teacher-mobility-spec"
    TRAINING = "staff-training-mobility-spec"

    @property
    def of_students(self) -> bool:
        return self in {MobilityKind.STUDIES, MobilityKind.TRAINEESHIP}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who signs, or whom to ask; `name` may be that of an office, `role` the post."""

    name: str
    role: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One of the two institutions (`hei`: its SCHAC identifier) and what it calls the agreement."""

    hei: str
    iia_id: str = ""
    iia_code: str = ""
    signatory: Contact | None = None
    signed_on: date | None = None
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """A language asked for (ISO 639-1), and its level of the CEFR or none."""

    language: str
    cefr: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mobility:
    """Who may go from one institution to the other: `people` in each academic year from `first` to `last`.

    `first` and `last` are the calendar years in which the academic years begin; `months` are those of all people of
    a year together; `areas` are (ISCED-F code, clarification).
    """

    kind: MobilityKind
    sender: str
    host: str
    first: int
    last: int
    people: int
    skills: tuple[Skill, ...] = ()
    areas: tuple[tuple[str, str], ...] = ()
    months: Decimal | None = None
    eqf: tuple[int, ...] = ()
    terms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Iia:
    """One agreement; the first partner is the one that sends the file. `line`: where it stood in a file."""

    partners: tuple[Partner, Partner]
    in_effect: bool
    mobilities: tuple[Mobility, ...]
    terminated: bool = False
    digest: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


def write(agreements: list[Iia]) -> bytes:
    """The answer of an EWP server that holds these agreements, each with its hash."""
    root = etree.Element(f"{{{IIAS}}}iias-get-response", nsmap={None: IIAS, "c": CONTACTS})
    for one in agreements:
        iia = add(root, "iia")
        for partner in one.partners:
            _partner(add(iia, "partner"), partner)
        add(iia, "in-effect", _truth(one.in_effect))
        conditions = add(iia, "cooperation-conditions")
        if one.terminated:
            conditions.set("terminated-as-a-whole", "true")
        for mobility in sorted(one.mobilities, key=lambda each: list(MobilityKind).index(each.kind)):
            _mobility(add(conditions, mobility.kind), mobility)
    for iia in root:
        add(iia, "iia-hash", digest_of(iia))
    return bytes_of(root)


def _partner(made: Element, partner: Partner) -> None:
    add(made, "hei-id", partner.hei)
    _given(made, "iia-id", partner.iia_id)
    _given(made, "iia-code", partner.iia_code)
    if partner.signatory:
        _contact(add(made, "signing-contact"), partner.signatory)
    if partner.signed_on:
        add(made, "signing-date", partner.signed_on.isoformat())
    for one in partner.contacts:
        _contact(add(made, "contact", space=CONTACTS), one)


def _contact(made: Element, contact: Contact) -> None:
    add(made, "contact-name", contact.name, space=CONTACTS)
    if contact.email:
        add(made, "email", contact.email, space=CONTACTS)
    if contact.role:
        add(made, "role-description", contact.role, space=CONTACTS)


def _mobility(made: Element, one: Mobility) -> None:
    add(made, "sending-hei-id", one.sender)
    add(made, "receiving-hei-id", one.host)
    add(made, "receiving-first-academic-year-id", academic_year(one.first))
    add(made, "receiving-last-academic-year-id", academic_year(one.last))
    add(made, "mobilities-per-year", str(one.people))
    for skill in one.skills:
        asked = add(made, "recommended-language-skill")
        add(asked, "language", skill.language)
        _given(asked, "cefr-level", skill.cefr)
    for code, clarification in one.areas:
        area = add(made, "subject-area")
        add(area, "isced-f-code", code)
        _given(area, "isced-clarification", clarification)
    _given(made, "other-info-terms", one.terms)
    if one.kind.of_students:
        if one.months:
            add(made, "total-months-per-year", f"{one.months.normalize():f}")
        add(made, "blended", _truth(False))
        for level in one.eqf:
            add(made, "eqf-level", str(level))


def academic_year(begins: int) -> str:
    """The identifier of the academic year that begins in the autumn of `begins`, such as ``2026/2027``."""
    return f"{begins}/{begins + 1}"


def _given(parent: Element, name: str, text: str) -> None:
    if text:
        add(parent, name, text)


def _truth(value: bool) -> str:
    return "true" if value else "false"
