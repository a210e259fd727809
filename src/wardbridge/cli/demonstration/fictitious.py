"""What goes wrong in the sample goes wrong here: the fictitious hospital and school, their agreements and papers.

A contract was terminated, something owed is overdue, papers are missing, refused or run out, an exchange of places was
refused, and the hospital closed beds while learners were there. Nobody and nothing of it exists.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from struct import pack

from django.core.files.base import ContentFile

from wardbridge.agreements.domain import states, terms
from wardbridge.agreements.domain.drafting import Head
from wardbridge.agreements.enums import Kind, Renewal, State, Subject
from wardbridge.agreements.models import Agreement
from wardbridge.cli.demonstration.agreements import DIRECTOR, RECTOR, add_price, signed
from wardbridge.cli.demonstration.intake import COMING, HERE, SITE
from wardbridge.cli.demonstration.organisations import MADE_UP_HOSPITAL, MADE_UP_SCHOOL, organisation
from wardbridge.cohorts.models import Enrolment
from wardbridge.compliance.domain import items
from wardbridge.compliance.domain.gates import GateData, open_gate
from wardbridge.compliance.enums import GateKind, Verifier
from wardbridge.compliance.models import Gate, Item
from wardbridge.core.actors import Actor
from wardbridge.core.domain import accounts
from wardbridge.core.enums import Level, OrganisationKind
from wardbridge.core.models import Organisation, User
from wardbridge.institutions.domain import directory
from wardbridge.institutions.models import Department
from wardbridge.people.domain import persons
from wardbridge.planning.models import Participant, Round
from wardbridge.schedule.domain import swaps

DAY = timedelta(days=1)
FEWER_BEDS = 1


def prepare(round_: Round, today: date) -> None:
    """Agreements, gates and papers, before the round is published; made once."""
    school = organisation(OrganisationKind.SCHOOL, MADE_UP_SCHOOL[1])
    hospital = organisation(OrganisationKind.HOSPITAL, MADE_UP_HOSPITAL[1])
    _agreements(school, hospital, round_, today)
    if not Gate.objects.filter(owner=hospital).exists():
        gates = _gates(hospital)
        _shown(gates, _learners(round_, HERE))
        _half_shown(gates, _learners(round_, COMING), round_)


def afterwards(round_: Round) -> None:
    """What went wrong after the publication: an exchange refused, beds closed under those who are there."""
    one, other = (
        Participant.objects.filter(round=round_, enrolment__placements__isnull=False, enrolment__class_group__code=HERE)
        .select_related("enrolment__person", "enrolment__programme", "round")
        .order_by("pk")
        .distinct()[:2]
    )
    swap = swaps.ask(actor=Actor.system(), asker=one, other=other, reason="Muốn học cùng nhóm bạn")
    swap = swaps.answer(actor=Actor.system(), swap=swap, agree=True)
    swaps.decide(actor=Actor.system(), swap=swap, allow=False, reason="Khoa đã phân lịch trực, không đổi được")
    ward = Department.objects.select_related("site", "discipline").get(site__code=SITE, code=f"{SITE}-NGOAI")
    names = directory.Names(ward.name_vi, ward.name_en, ward.name_fr)
    row = directory.DepartmentData(ward.site, ward.code, names, ward.discipline, ward.short, FEWER_BEDS, room=ward.room)
    directory.upsert_departments(actor=Actor.system(), rows=[row])


FRAME = Head(
    code="MAU/HĐNT",
    name_vi="Hợp đồng nguyên tắc đào tạo thực hành (mẫu)",
    name_en="Framework contract on practice training (sample)",
    name_fr="Accord-cadre de formation pratique (exemple)",
    kind=Kind.FRAMEWORK,
    subject=Subject.PLACEMENT,
    first=date(2024, 1, 1),
    last=date(2028, 12, 31),
    renewal=Renewal.AGREED,
    synthetic=True,
)
BEFORE = Head(
    code="MAU/HĐCT-1",
    name_vi="Hợp đồng đào tạo thực hành, đợt trước (mẫu)",
    name_en="Practice training contract, intake before (sample)",
    name_fr="Convention de stage, session précédente (exemple)",
    kind=Kind.SPECIFIC,
    subject=Subject.PLACEMENT,
    first=date(2024, 1, 1),
    last=date(2024, 12, 31),
    synthetic=True,
)
NOW = replace(
    BEFORE,
    code="MAU/HĐCT-2",
    name_vi="Hợp đồng đào tạo thực hành, đợt này (mẫu)",
    name_en="Practice training contract, this intake (sample)",
    name_fr="Convention de stage, cette session (exemple)",
)
"""Their days are set from the year in which the sample is made."""


def _agreements(school: Organisation, hospital: Organisation, round_: Round, today: date) -> None:
    """A framework, under it one contract that was terminated and one that holds; something is overdue."""
    year, other = round_.first_day.year, [(hospital, DIRECTOR)]
    framing = replace(FRAME, first=date(year - 2, 1, 1), last=date(year + 2, 12, 31))
    frame = signed(school, other, framing, post=RECTOR, on=date(year - 3, 12, 20))
    before = replace(BEFORE, parent=frame, first=date(year - 1, 1, 1), last=date(year - 1, 12, 31))
    old = signed(school, other, before, post=RECTOR, on=date(year - 2, 12, 20))
    if old.state == State.IN_FORCE:
        reason = "Bệnh viện không bố trí đủ giảng viên như đã cam kết (mẫu)"
        states.terminate(actor=Actor.system(), agreement=old, reason=reason, on=date(year - 1, 6, 30))

    def lines(row: Agreement) -> None:
        actor = Actor.system()
        for at in (year, year + 1):
            terms.add_quota(
                actor=actor, agreement=row, sender=school, host=hospital, year=at, people=30, level=Level.UNIVERSITY
            )
        add_price(row, school, hospital)
        late = max(today - 20 * DAY, row.first)
        for owes, text, due in (
            (hospital, "Gửi danh sách giảng viên và lịch nghỉ của khoa", late),
            (school, "Gửi kế hoạch đợt sau", today + 25 * DAY),
        ):
            terms.add_obligation(actor=actor, agreement=row, organisation=owes, text=text, due=due)

    now = replace(NOW, parent=frame, first=date(year, 1, 1), last=date(year + 1, 12, 31))
    signed(school, other, now, post=RECTOR, lines=lines, on=date(year - 1, 12, 20))


def _gates(hospital: Organisation) -> dict[GateKind, Gate]:
    site = hospital.sites.get(code=SITE)
    asked = (
        GateData(GateKind.HEALTH_CHECK, "Giấy khám sức khỏe", "Health certificate", "Certificat médical"),
        GateData(GateKind.INSURANCE, "Bảo hiểm y tế và tai nạn", "Health and accident insurance",
                 "Assurance maladie et accident"),
        GateData(GateKind.INDUCTION, "Tập huấn kiểm soát nhiễm khuẩn", "Induction on infection control",
                 "Accueil : prévention des infections", verifier=Verifier.SITE, days_before=0),
    )  # fmt: skip
    return {one.kind: open_gate(actor=Actor.system(), owner=hospital, data=replace(one, site=site)) for one in asked}


def _learners(round_: Round, group: str) -> list[Enrolment]:
    rows = Enrolment.unscoped.filter(participations__round=round_, class_group__code=group)
    return list(rows.select_related("person__user", "programme__school").order_by("code"))


def _shown(gates: dict[GateKind, Gate], learners: Sequence[Enrolment]) -> None:
    """Those who are there have shown all."""
    for learner in learners:
        for kind in (GateKind.HEALTH_CHECK, GateKind.INSURANCE):
            items.verify(actor=Actor.system(), item=_send(gates[kind], learner))
        items.confirm_seen(actor=Actor.system(), gate=gates[GateKind.INDUCTION], enrolment=learner)


def _half_shown(gates: dict[GateKind, Gate], learners: Sequence[Enrolment], round_: Round) -> None:
    """Of those who come: one has shown all, others wait, were refused, run out, are cleared or freed; most lack all."""
    actor, health, insurance = Actor.system(), gates[GateKind.HEALTH_CHECK], gates[GateKind.INSURANCE]
    whole, waiting, refused, short, cleared, freed, *_ = learners
    for learner in (whole, waiting, refused, short, cleared, freed):
        items.verify(actor=actor, item=_send(health, learner))
    items.verify(actor=actor, item=_send(insurance, whole))
    _send(insurance, waiting)
    items.reject(actor=actor, item=_send(insurance, refused), words="Ảnh mờ, không đọc được ngày hết hạn")
    items.verify(actor=actor, item=_send(insurance, short, round_.last_day - 10 * DAY))
    items.clear_until(
        actor=actor, gate=insurance, enrolment=cleared, day=round_.last_day, words="Đã nộp hồ sơ, chờ cấp thẻ"
    )
    items.exempt(actor=actor, gate=insurance, enrolment=freed, words="Được đơn vị chủ quản mua bảo hiểm")


def _send(gate: Gate, learner: Enrolment, until: date | None = None) -> Item:
    """The learner himself sends a picture that says nothing."""
    picture = ContentFile(_blank_png(), name="giay-to-mau.png")
    return items.submit(
        actor=Actor.of(_account(learner)), gate=gate, enrolment=learner, file=picture, valid_until=until
    )


def _account(learner: Enrolment) -> User:
    """The learner's account; it has no password until one is set."""
    if learner.person.user is None:
        user = accounts.open_account(
            actor=Actor.system(), username=learner.code.lower(), display_name=learner.person.full_name
        )
        persons.link_account(actor=Actor.system(), person=learner.person, user=user)
        learner.person.user = user
    return learner.person.user


def _blank_png() -> bytes:
    """A grey picture of 32 × 32 points."""

    def chunks() -> Iterator[bytes]:
        for kind, data in (
            (b"IHDR", pack(">IIBBBBB", 32, 32, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress((b"\0" + b"\xc8" * 32) * 32)),
            (b"IEND", b""),
        ):
            yield pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks())
