"""The network's past and its joint work (B2 to B4, B6, B9 to B11): what the account says, by the platform's verbs.

The account gives figures and posts; who the people are, what they studied and when is made up and marked synthetic.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import cycle

import xlsxwriter
from django.core.files.base import ContentFile

from wardbridge.activities.domain import holding
from wardbridge.activities.domain.holding import Event as Held
from wardbridge.activities.enums import ActivityKind
from wardbridge.agreements.models import Agreement
from wardbridge.alumni.domain import importing, remembering
from wardbridge.alumni.domain.remembering import Event, Honour, Post, Tale
from wardbridge.alumni.enums import MilestoneKind, Told
from wardbridge.alumni.models import History, PastStay
from wardbridge.cli.demonstration import ceremony
from wardbridge.core.actors import Actor
from wardbridge.core.domain import organisations
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.models import Organisation
from wardbridge.research.domain import outputs, projects, techniques
from wardbridge.research.domain.outputs import Work
from wardbridge.research.domain.projects import Clearance, Plan
from wardbridge.research.domain.techniques import Wish
from wardbridge.research.enums import OutputKind, ProjectState, Step, Theme

SOURCE = "Bài báo tháng 11/2025"
PEOPLE = 72
FIELDS = (
    ("Phẫu thuật tim mạch", "Bác sĩ"),
    ("Gây mê hồi sức", "Bác sĩ"),
    ("Chẩn đoán hình ảnh", "Bác sĩ"),
    ("Điều dưỡng", "Điều dưỡng"),
    ("Quản lý bệnh viện", "Quản lý bệnh viện"),
)
"""What the account says they were trained in (B3), and the profession that goes with it here."""

MONTHS = (6, 9, 12, 18, 24)
"""From 6 months to 2 years (B3)."""

NAMED = ("Nguyễn Thị Mẫu Một", "Trần Văn Mẫu Hai", "Lê Văn Mẫu Ba", "Phạm Thị Mẫu Tư")
POSTS = (
    ("Giám đốc bệnh viện", 2018, "Bệnh viện công lập (mẫu)"),
    ("Trưởng khoa Phẫu thuật tim mạch", 2012, "Bệnh viện công lập (mẫu)"),
    ("Trưởng khoa Gây mê hồi sức", 2015, "Bệnh viện công lập (mẫu)"),
    ("Giám đốc chuyên môn", 2020, "Bệnh viện tư nhân (mẫu)"),
)
"""Posts that the account says alumni came to hold, one of them outside the network (B4)."""

COURSES = (
    ("KH-1", "Quản lý bệnh viện cho cán bộ quản lý", "Hospital management for managers", "Gestion hospitalière"),
    ("KH-2", "Chất lượng dịch vụ cho điều dưỡng", "Service quality for nurses", "Qualité du service, infirmiers"),
    ("KH-3", "Cải tiến quy trình", "Process improvement", "Amélioration des processus"),
)
"""Programmes for managers, nurses and staff, inside the agreements (B9)."""

CHO_RAY = ("Bệnh viện Chợ Rẫy", "Cho Ray Hospital", "Hôpital Cho Ray")
AWARD_ON, HONOURED = date(2022, 3, 4), 3
"""The recognition of B11."""


def remember() -> None:
    """Enter all of it, once."""
    actor = Actor.system()
    known = {code: ceremony.organisation_of(code) for code in ceremony.PARTNERS}
    owner, host = known["vnu-ump"], known["chu-clermont-ferrand"]
    if History.unscoped.filter(owner=owner).exists():
        return
    _past(actor, owner, host)
    _award(actor)
    _courses(actor, owner)
    _project(actor, owner, known["uca"])
    _technique(actor, known["bv-e"], host)


def _past(actor: Actor, owner: Organisation, host: Organisation) -> None:
    trained = remembering.tell(
        actor=actor,
        owner=owner,
        partner=host,
        tale=Tale(
            code="LS-1 (mẫu)",
            name_vi="Bác sĩ, nhân viên được đào tạo tại Clermont-Ferrand",
            name_en="Doctors and staff trained at Clermont-Ferrand",
            name_fr="Médecins et personnels formés à Clermont-Ferrand",
            told=Told.TRAINED,
            since=1991,
            stated=PEOPLE,
            source=SOURCE,
            complete=True,
            synthetic=True,
        ),
    )
    importing.take(actor=actor, history=trained, file=ContentFile(_workbook(), name="72.xlsx"))
    _posts(actor, owner, trained)
    remembering.tell(
        actor=actor,
        owner=owner,
        partner=host,
        tale=Tale(
            code="LS-2 (mẫu)",
            name_vi="Bác sĩ, điều dưỡng, chuyên gia Pháp sang giảng dạy",
            name_en="French doctors, nurses and experts who came to teach",
            name_fr="Médecins, infirmiers et experts français venus enseigner",
            told=Told.EXPERTS,
            since=1980,
            stated_words="hàng trăm",
            source=SOURCE,
            synthetic=True,
        ),
    )
    for code, year, about, names in (
        ("MOC-1", 1980, True, ("Bắt đầu hợp tác Việt – Pháp về y tế", "Cooperation in health begins",
                               "Début de la coopération en santé")),
        ("MOC-2", 1991, False, ("Người đầu tiên sang học tại Clermont-Ferrand",
                                "The first trainees go to Clermont-Ferrand",
                                "Premiers stagiaires à Clermont-Ferrand")),
    ):  # fmt: skip
        vi, en, fr = names
        event = Event(
            code=code, name_vi=vi, name_en=en, name_fr=fr, kind=MilestoneKind.FOUNDING, began_year=year, about=about,
            source=SOURCE, synthetic=True,
        )  # fmt: skip
        remembering.mark(actor=actor, owner=owner, partner=host, event=event)


def _workbook() -> bytes:
    """A workbook as an office would keep it: most names and some years are not recorded."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, ["Danh sách mô phỏng: 72 người theo nguồn"])
    sheet.write_row(1, 0, [heads[0] for heads in importing.COLUMNS.values()])
    fields, months = cycle(FIELDS), cycle(MONTHS)
    for number in range(PEOPLE):
        specialty, profession = next(fields)
        name = NAMED[number] if number < len(NAMED) else ""
        began = "" if number % 9 == 8 else str(1991 + number * 33 // PEOPLE)
        sheet.write_row(number + 2, 0, [f"M{number + 1:02}", name, profession, specialty, began, next(months), SOURCE])
    book.close()
    return written.getvalue()


def _posts(actor: Actor, owner: Organisation, trained: History) -> None:
    stays = PastStay.unscoped.filter(history=trained).exclude(person=None).order_by("code").select_related("person")
    for stay, (title, year, place) in zip(stays, POSTS, strict=True):
        post = Post(title=title, began_year=year, place=place, key=True, source=SOURCE)
        if stay.person is not None:
            remembering.post(actor=actor, owner=owner, person=stay.person, post=post)


def _award(actor: Actor) -> None:
    vi, en, fr = CHO_RAY
    kind = OrganisationKind.HOSPITAL
    hospital = organisations.find(kind=kind, said=vi) or organisations.create(
        actor=actor, kind=kind, code="bv-cho-ray", name_vi=vi, name_en=en, name_fr=fr
    )
    award = remembering.honour(
        actor=actor,
        owner=hospital,
        award=Honour(
            title="Vinh danh kỹ thuật viên vật lý trị liệu",
            grantor="Hội Vật lý trị liệu Việt Nam",
            on=AWARD_ON,
            reason="Điều trị người bệnh COVID-19",
            source="Trang tin của bệnh viện, tháng 3/2022",
        ),
    )
    remembering.add_recipient(
        actor=actor, award=award, organisation=hospital, post="Khoa Phục hồi chức năng", people=HONOURED
    )


def _courses(actor: Actor, owner: Organisation) -> None:
    promised = Agreement.unscoped.filter(owner=owner, activities__code=ceremony.CODE).first()
    for number, (code, vi, en, fr) in enumerate(COURSES):
        day = date(2026, 3 + number, 9)
        held = holding.record(
            actor=actor,
            owner=owner,
            event=Held(
                code=f"{code} (mẫu)", name_vi=vi, name_en=en, name_fr=fr, kind=ActivityKind.COURSE, first=day, last=day,
                place="Hà Nội", source=SOURCE, synthetic=True,
            ),
        )  # fmt: skip
        holding.hold_session(actor=actor, activity=held, day=day, topic=vi, hours=Decimal(6), cme_hours=Decimal(6))
        if promised is not None:
            holding.belongs(actor=actor, activity=held, agreement=promised)


def _project(actor: Actor, owner: Organisation, partner: Organisation) -> None:
    project = projects.propose(
        actor=actor,
        owner=owner,
        plan=Plan(
            code="NC-1 (mẫu)",
            name_vi="Bệnh viện thông minh và tiếp cận chăm sóc",
            name_en="Smart hospital and access to care",
            name_fr="Hôpital intelligent et accès aux soins",
            first=date(2026, 1, 5),
            methods="Chia sẻ phương pháp theo chuyên khoa tương ứng (mẫu)",
            synthetic=True,
        ),
        post="Trưởng bộ môn",
    )
    projects.add_partner(actor=actor, project=project, organisation=partner, post="Professeur des universités")
    projects.set_themes(actor=actor, project=project, themes=Theme.values)
    projects.add_grant(actor=actor, project=project, source="Quỹ hợp tác (mẫu)", amount=Decimal(20000), currency="EUR")
    approved = Clearance(ethics="01/HĐĐĐ (mẫu)", ethics_on=date(2025, 12, 20))
    projects.clear(actor=actor, project=project, clearance=approved)
    for state in (ProjectState.AGREED, ProjectState.ETHICS, ProjectState.RUNNING):
        projects.move(actor=actor, project=project, state=state)
    work = Work(
        kind=OutputKind.ARTICLE, title="Bài báo chung (mô phỏng)", venue="Tạp chí mẫu", year=2026, synthetic=True
    )
    row = outputs.enter(actor=actor, owner=owner, work=work, project=project)
    for name, organisation in (("A. Mẫu", owner), ("B. Modèle", partner)):
        outputs.add_author(actor=actor, output=row, name=name, organisation=organisation)


def _technique(actor: Actor, owner: Organisation, source: Organisation) -> None:
    wish = Wish(
        code="KT-1 (mẫu)",
        name_vi="Phẫu thuật tim ít xâm lấn",
        name_en="Minimally invasive cardiac surgery",
        name_fr="Chirurgie cardiaque mini-invasive",
        need="Người bệnh phải chuyển viện để mổ (mẫu)",
        synthetic=True,
    )
    row = techniques.state_need(actor=actor, owner=owner, source=source, wish=wish, on=date(2025, 1, 6))
    techniques.train(actor=actor, technique=row, post="Phẫu thuật viên", people=2, where=source, on=date(2025, 6, 30))
    for step, on in (
        (Step.PLAN, date(2025, 1, 20)),
        (Step.TRAINED, date(2025, 7, 1)),
        (Step.PROCTORED, date(2025, 8, 4)),
        (Step.APPROVED, date(2025, 9, 15)),
    ):
        row = techniques.reach(actor=actor, technique=row, step=step, on=on, proof="Biên bản (mẫu)")
    first = date(2025, 9, 22)
    row = techniques.reach(
        actor=actor, technique=row, step=Step.LIVE, on=date(2025, 9, 23), proof="Biên bản (mẫu)", first_case=first
    )
    for month, cases, guided in ((date(2025, 9, 1), 2, 2), (date(2025, 10, 1), 5, 1)):
        techniques.count_cases(actor=actor, technique=row, month=month, cases=cases, guided=guided)
