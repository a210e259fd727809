"""The agreements under which the sample round is placed, signed by the platform's own verbs; synthetic, posts only.

Each hospital has a framework with each school that sends and a detailed contract for 2025 that cites it (VN-16), with
the quotas that the account gives, or that the sample's own rows come to. It is done once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile

from wardbridge.agreements.domain import drafting, parties, signing, states, terms, texts
from wardbridge.agreements.domain.drafting import Head
from wardbridge.agreements.enums import FeeUnit, Kind, Renewal, Subject
from wardbridge.agreements.models import Agreement, Document, Party
from wardbridge.cli.demonstration.organisations import HOSPITALS, SCHOOL, UONG_BI, organisation
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Level, OrganisationKind
from wardbridge.core.models import Organisation
from wardbridge.engine.io.sheets import RoundBook

RECTOR, DIRECTOR = "Hiệu trưởng", "Giám đốc"
SIGNED = {Kind.FRAMEWORK: date(2023, 1, 10), Kind.SPECIFIC: date(2025, 1, 3)}
CERTIFIER = "Phòng Đào tạo (mẫu)"
PEOPLE = {HOSPITALS[0][0]: 115, HOSPITALS[1][0]: 84, HOSPITALS[2][0]: 71}
"""People of the account's A2 to A5: 95 and 20 in dentistry, 84, 71."""

Sent = Mapping[Level, int]
"""How many people a school may send in the year, by level."""


def sign_all() -> None:
    """The agreements of Hai Phong's university with each hospital of the sample round."""
    school = organisation(OrganisationKind.SCHOOL, SCHOOL[1])
    for number, names in enumerate(HOSPITALS, 1):
        hospital = organisation(OrganisationKind.HOSPITAL, names[1])
        sign_pair(school, hospital, number, {Level.UNIVERSITY: PEOPLE[hospital.code]})


def sign_for(book: RoundBook) -> None:
    """The agreements of each school of a book with Uong Bi's hospital: its quotas are the people whom the book has."""
    hospital = organisation(OrganisationKind.HOSPITAL, UONG_BI[1])
    programmes = {row.code: row for row in book.programmes}
    sent: dict[str, Counter[Level]] = defaultdict(Counter)
    for row in book.learners:
        programme = programmes[row.programme]
        sent[programme.school][Level(programme.level)] += 1
    for said, levels in sent.items():
        sign_pair(organisation(OrganisationKind.SCHOOL, said), hospital, len(HOSPITALS) + 1, levels)


def sign_pair(school: Organisation, hospital: Organisation, number: int, sent: Sent) -> None:
    """A framework and, under it, the detailed contract of 2025."""
    _detailed(school, hospital, number, sent, _framework(school, hospital, number))


def _framework(school: Organisation, hospital: Organisation, number: int) -> Agreement:
    return signed(
        school,
        [(hospital, DIRECTOR)],
        Head(
            code=f"{number:02}/HĐNT-2023 (mẫu)",
            name_vi=f"Hợp đồng nguyên tắc đào tạo thực hành với {hospital.name_in('vi')}",
            name_en=f"Framework contract on practice training with {hospital.name_in('en')}",
            name_fr=f"Accord-cadre de formation pratique avec {hospital.name_in('fr')}",
            kind=Kind.FRAMEWORK,
            subject=Subject.PLACEMENT,
            first=date(2023, 1, 15),
            last=date(2028, 1, 14),
            renewal=Renewal.AGREED,
            notice_days=90,
            synthetic=True,
        ),
        post=RECTOR,
    )


def _detailed(school: Organisation, hospital: Organisation, number: int, sent: Sent, frame: Agreement) -> Agreement:
    head = Head(
        code=f"{number:02}/HĐCT-2025 (mẫu)",
        name_vi=f"Hợp đồng đào tạo thực hành 2025 tại {hospital.name_in('vi')}",
        name_en=f"Practice training contract 2025 at {hospital.name_in('en')}",
        name_fr=f"Convention de stage 2025 : {hospital.name_in('fr')}",
        kind=Kind.SPECIFIC,
        subject=Subject.PLACEMENT,
        parent=frame,
        first=date(2025, 1, 6),
        last=date(2025, 12, 31),
        synthetic=True,
    )

    def lines(row: Agreement) -> None:
        actor = Actor.system()
        for level, people in sent.items():
            terms.add_quota(
                actor=actor, agreement=row, sender=school, host=hospital, year=2025, people=people, level=level
            )
        add_price(row, school, hospital)
        owed = terms.add_obligation(
            actor=actor, agreement=row, organisation=school, text="Gửi danh sách người học", due=date(2025, 2, 15)
        )
        terms.meet(actor=actor, obligation=owed, on=date(2025, 2, 12), proof="Danh sách kèm công văn (mẫu)")

    return signed(school, [(hospital, DIRECTOR)], head, post=RECTOR, lines=lines)


def add_price(row: Agreement, school: Organisation, hospital: Organisation) -> None:
    """What the school pays for a learner and week, and which share of tuition that is (VN-13); made up."""
    terms.add_fee(
        actor=Actor.system(),
        agreement=row,
        payer=school,
        payee=hospital,
        amount=Decimal(150_000),
        unit=FeeUnit.LEARNER_WEEK,
        tuition_share=Decimal(20),
    )


def signed(
    owner: Organisation,
    others: list[tuple[Organisation, str]],
    head: Head,
    *,
    post: str,
    lines: Callable[[Agreement], None] | None = None,
    on: date | None = None,
) -> Agreement:
    """The agreement of this number, or a new one brought to force: every party signs on paper, by its post alone."""
    actor = Actor.system()
    if found := Agreement.unscoped.filter(owner=owner, code=head.code).first():
        return found
    row = drafting.create(actor=actor, owner=owner, head=head, post=post)
    for other, his in others:
        parties.add(actor=actor, agreement=row, organisation=other, post=his)
    if lines is not None:
        lines(row)
    states.send(actor=actor, agreement=row)
    text = texts.freeze(actor=actor, agreement=row)
    states.open_signing(actor=actor, agreement=row)
    content = bytes(Document.unscoped.get(pk=text.document_id).content)
    for party in Party.unscoped.filter(agreement=row).select_related("organisation", "agreement__owner"):
        signing.sign_on_paper(
            actor=actor,
            party=party,
            digest=text.digest,
            scan=ContentFile(content, name="ban-quet-mau.pdf"),
            signed_on=on or SIGNED[Kind(head.kind)],
            certifier=CERTIFIER,
        )
    return Agreement.unscoped.get(pk=row.pk)
