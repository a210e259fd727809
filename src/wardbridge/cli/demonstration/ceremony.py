"""The ceremony of November 2025 in Hanoi: one event with its bilateral agreements, signed by posts alone.

The account names the parties, who attended by post, and who goes both ways from December 2025 (B5: postgraduate
students, resident doctors and lecturers; elsewhere in the text also doctors and medical students). How many go, for how
long, and the clauses are made up: the agreements are marked synthetic.
"""

from __future__ import annotations

from datetime import date

from wardbridge.activities.domain import holding
from wardbridge.activities.domain.holding import Event
from wardbridge.activities.enums import ActivityKind
from wardbridge.activities.models import Activity
from wardbridge.agreements.domain import terms
from wardbridge.agreements.domain.drafting import Head
from wardbridge.agreements.enums import Exchanged, Kind, Renewal, Subject
from wardbridge.agreements.models import Agreement
from wardbridge.cli.demonstration.agreements import DIRECTOR, RECTOR, signed
from wardbridge.core.actors import Actor
from wardbridge.core.domain import organisations
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.models import Organisation
from wardbridge.interop.domain import identifiers

SCHOOL, HOSPITAL, AUTHORITY = OrganisationKind.SCHOOL, OrganisationKind.HOSPITAL, OrganisationKind.AUTHORITY
PARTNERS: dict[str, tuple[OrganisationKind, str, str, str, str]] = {
    "vnu-ump": (SCHOOL, "VN", "Trường Đại học Y Dược, ĐHQGHN", "VNU University of Medicine and Pharmacy",
                "Université de médecine et de pharmacie, UNV Hanoï"),
    "bv-e": (HOSPITAL, "VN", "Bệnh viện E", "E Hospital", "Hôpital E"),
    "bv-viet-duc": (HOSPITAL, "VN", "Bệnh viện Hữu nghị Việt Đức", "Viet Duc University Hospital",
                    "Hôpital universitaire Viet Duc"),
    "bv-dhyd-linh-dam": (HOSPITAL, "VN", "Bệnh viện Đại học Y Dược, ĐHQGHN – cơ sở Linh Đàm",
                         "VNU-UMP Hospital, Linh Dam campus", "Hôpital de l’UMP, site de Linh Dam"),
    "uca": (SCHOOL, "FR", "Đại học Clermont Auvergne", "Université Clermont Auvergne", "Université Clermont Auvergne"),
    "chu-clermont-ferrand": (HOSPITAL, "FR", "Bệnh viện Đại học Clermont-Ferrand",
                             "Clermont-Ferrand University Hospital", "CHU de Clermont-Ferrand"),
    "dai-su-quan-phap": (AUTHORITY, "FR", "Đại sứ quán Pháp tại Việt Nam", "Embassy of France in Vietnam",
                         "Ambassade de France au Vietnam"),
}  # fmt: skip
BILATERAL = (
    ("vnu-ump", "uca"),
    ("bv-e", "chu-clermont-ferrand"),
    ("bv-viet-duc", "chu-clermont-ferrand"),
    ("bv-dhyd-linh-dam", "chu-clermont-ferrand"),
)
ATTENDED = (
    ("chu-clermont-ferrand", "Tổng Giám đốc"),
    ("dai-su-quan-phap", "Đại diện"),
    ("vnu-ump", "Phó Giám đốc (theo nguồn)"),
    ("bv-e", "Lãnh đạo bệnh viện"),
    ("bv-viet-duc", "Lãnh đạo bệnh viện"),
    ("bv-dhyd-linh-dam", "Lãnh đạo bệnh viện"),
)
EXCHANGED = (Exchanged.POSTGRADUATE, Exchanged.RESIDENT, Exchanged.LECTURER, Exchanged.DOCTOR, Exchanged.STUDENT)
"""Whom the account says the two sides exchange (B5)."""

CODE = "LK-2025 (mẫu)"
BEGIN = date(2025, 12, 1)
HELD = date(2025, 11, 12)
HEIS = {"vnu-ump": "ump.vnu.edu.vn", "uca": "uca.fr"}
"""Identifiers of the two schools in European exchange: their own domains."""
SOURCE = "Bài báo tháng 11/2025; một nguồn khác ghi ngày 12/11"


def hold() -> Activity:
    """The ceremony with its agreements, made once."""
    actor = Actor.system()
    known = {code: organisation_of(code) for code in PARTNERS}
    owner = known["vnu-ump"]
    for code, hei in HEIS.items():
        identifiers.set_hei(actor=actor, organisation=known[code], hei_id=hei)
    if found := Activity.unscoped.filter(owner=owner, code=CODE).first():
        return found
    event = holding.record(
        actor=actor,
        owner=owner,
        event=Event(
            code=CODE,
            name_vi="Lễ ký thỏa thuận hợp tác Việt – Pháp",
            name_en="Ceremony of the Vietnam–France agreements",
            name_fr="Cérémonie des conventions Vietnam–France",
            kind=ActivityKind.CEREMONY,
            first=HELD,
            last=HELD,
            place="Hà Nội",
            source=SOURCE,
            synthetic=True,
        ),
    )
    for number, (here, there) in enumerate(BILATERAL, 1):
        row = _bilateral(known[here], known[there], number)
        holding.belongs(actor=actor, activity=event, agreement=row)
    for code, post in ATTENDED:
        holding.attend(actor=actor, activity=event, organisation=known[code], post=post)
    return event


def organisation_of(code: str) -> Organisation:
    kind, country, vi, en, fr = PARTNERS[code]
    found = organisations.find(kind=kind, said=vi)
    return found or organisations.create(
        actor=Actor.system(), kind=kind, code=code, name_vi=vi, name_en=en, name_fr=fr, country=country
    )


def _bilateral(here: Organisation, there: Organisation, number: int) -> Agreement:
    def quotas(row: Agreement) -> None:
        for sender, host in ((here, there), (there, here)):
            for who in EXCHANGED:
                terms.add_quota(
                    actor=Actor.system(),
                    agreement=row,
                    sender=sender,
                    host=host,
                    who=who,
                    year=2026,
                    people=2,
                    months=6,
                )

    head = Head(
        code=f"{number:02}/TTHT-2025 (mẫu)",
        name_vi=f"Thỏa thuận hợp tác {here.name_in('vi')} – {there.name_in('vi')}",
        name_en=f"Cooperation agreement {here.name_in('en')} – {there.name_in('en')}",
        name_fr=f"Convention de coopération {here.name_in('fr')} – {there.name_in('fr')}",
        kind=Kind.SPECIFIC,
        subject=Subject.COOPERATION,
        first=BEGIN,
        last=date(2030, 11, 30),
        renewal=Renewal.AGREED,
        notice_days=180,
        second_language="fr",
        approval="không ghi số (mẫu)",
        approved_on=date(2025, 11, 3),
        synthetic=True,
    )
    post = RECTOR if here.kind == SCHOOL else DIRECTOR
    return signed(
        here, [(there, "Chủ tịch" if there.kind == SCHOOL else "Tổng Giám đốc")], head, post=post, lines=quotas, on=HELD
    )
