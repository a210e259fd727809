"""The exchange under the agreements of December 2025, as records (B5, B8): people made up, offices by name only.

One resident of Viet Duc was chosen by a call and has arrived at Clermont-Ferrand; another stood below her and was told
why; a lecturer is proposed the other way; one more call is open, so that its pages can be tried.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone

from wardbridge.agreements.enums import Exchanged
from wardbridge.agreements.models import Quota
from wardbridge.cli.demonstration.ceremony import organisation_of
from wardbridge.core.actors import Actor
from wardbridge.core.domain import accounts
from wardbridge.core.models import Organisation, User
from wardbridge.exchange.domain import (
    applying,
    calls,
    consents,
    hosting,
    language,
    money,
    nominating,
    path,
    ranking,
    reviewing,
    visas,
)
from wardbridge.exchange.domain.applying import Said
from wardbridge.exchange.enums import Answer, LanguageEvent, PaperKind, Profession, Purpose, Track
from wardbridge.exchange.models import Application, Asked, Call, Criterion, Fellowship, Place
from wardbridge.people.domain import persons
from wardbridge.people.domain.persons import PersonData
from wardbridge.people.models import Person

HOME, ABROAD = "bv-viet-duc", "chu-clermont-ferrand"
FIRST, LAST = date(2026, 11, 2), date(2027, 4, 30)
DEADLINE = timezone.make_aware(datetime(2026, 3, 31, 17, 0))
CHOSEN = "NT-2026 (mẫu)"
FELLOW, OTHER, LECTURER = "EX01", "EX02", "EX03"
PEOPLE = (
    PersonData(FELLOW, "Trần", "Thị", "Mẫu Ánh", synthetic=True),
    PersonData(OTHER, "Lê", "Văn", "Mẫu Bình", synthetic=True),
    PersonData(LECTURER, "Martin", "", "Modèle", synthetic=True),
)
PDF = b"%PDF-1.7 synthetic"


def send_and_receive(today: date) -> None:
    """Both directions and the open call; made once."""
    home, abroad = organisation_of(HOME), organisation_of(ABROAD)
    if Call.unscoped.filter(owner=home, code=CHOSEN).exists():
        return
    people = persons.upsert_persons(actor=Actor.system(), issuer=home, rows=PEOPLE).rows
    stay = _chosen(home, abroad, people)
    _arrived(stay)
    _received(abroad, home, people[LECTURER])
    _open(home, abroad, today)


def _quota(sender: Organisation, host: Organisation, who: Exchanged) -> Quota:
    return Quota.unscoped.get(sender=sender, host=host, who=who, year=FIRST.year)


def _call(home: Organisation, quota: Quota, terms: calls.Terms) -> Call:
    actor = Actor.system()
    call = calls.open_call(actor=actor, owner=home, terms=terms)
    calls.offer_place(actor=actor, call=call, quota=quota, places=1)
    for code, vi, en, fr in (
        ("record", "Kết quả học tập", "Academic record", "Dossier universitaire"),
        ("project", "Dự định học tập", "Training project", "Projet de formation"),
    ):
        calls.add_criterion(actor=actor, call=call, code=code, most=10, name_vi=vi, name_en=en, name_fr=fr)
    calls.ask(actor=actor, call=call, kind=PaperKind.PASSPORT, until_end=True)
    return call


def _terms(code: str, who: Exchanged, deadline: datetime, first: date, last: date) -> calls.Terms:
    return calls.Terms(
        code=code,
        name_vi=f"Tu nghiệp tại Clermont-Ferrand: {code}",
        name_en=f"Training at Clermont-Ferrand: {code}",
        name_fr=f"Formation à Clermont-Ferrand : {code}",
        who=who,
        track=Track.ASSOCIATE,
        first=first,
        last=last,
        deadline=deadline,
        synthetic=True,
    )


def _chosen(home: Organisation, abroad: Organisation, people: dict[str, Person]) -> Fellowship:
    """The call of spring: two applied, one place. It is open while they apply, and closed by its own deadline."""
    actor, soon = Actor.system(), timezone.now() + timedelta(hours=1)
    quota = _quota(home, abroad, Exchanged.RESIDENT)
    call = _call(home, quota, _terms(CHOSEN, Exchanged.RESIDENT, soon, FIRST, LAST))
    judge = _account("exchange-reviewer", "Người chấm (mẫu)")
    calls.appoint_reviewer(actor=actor, call=call, user=judge)
    call = calls.publish(actor=actor, call=call)
    for code, points in ((FELLOW, 9), (OTHER, 7)):
        application = _applied(call, people[code])
        given = {one.pk: Decimal(points) for one in Criterion.unscoped.filter(call=call)}
        reviewing.score(actor=Actor.of(judge), application=application, points=given, words="Nhận xét mẫu")
    Call.unscoped.filter(pk=call.pk).update(deadline=DEADLINE)
    ranking.rank(actor=actor, call=call)
    (stay,) = nominating.nominate(actor=actor, call=call)
    return stay


def _applied(call: Call, person: Person) -> Application:
    actor = Actor.system()
    said = Said(profession=Profession.RESIDENT, cefr="B1")
    wishes = list(Place.unscoped.filter(call=call))
    application = applying.begin(actor=actor, call=call, person=person, said=said, wishes=wishes)
    for asked in Asked.unscoped.filter(call=call):
        file = ContentFile(PDF, name="ban-quet-mau.pdf")
        applying.attach(
            actor=actor, application=application, asked=asked, file=file, valid_until=LAST + timedelta(days=900)
        )
    for purpose in (Purpose.SELECTION, Purpose.TRANSFER):
        consents.give(actor=actor, person=person, organisation=call.owner, purpose=purpose)
    return applying.send(actor=actor, application=application)


def _arrived(stay: Fellowship) -> None:
    """Every step up to the arrival, with two sources of money and the language from B1 to B2."""
    actor = Actor.system()
    hosting.answer(actor=actor, fellowship=stay, answer=Answer.ACCEPTED)
    hosting.describe(
        actor=actor,
        fellowship=stay,
        terms=hosting.Terms(
            objectives="Gây mê hồi sức trong phẫu thuật tim (mẫu)",
            criteria="Xếp hạng theo điểm của đợt tuyển",
            unit="Khoa Gây mê hồi sức (mẫu)",
            post="Trưởng khoa",
        ),
    )
    for source, amount, currency in (
        ("Học bổng (mẫu)", 4200, "EUR"),
        ("Quỹ đào tạo bệnh viện (mẫu)", 30_000_000, "VND"),
    ):
        grant = money.Grant(source=source, amount=Decimal(amount), currency=currency, first=FIRST, last=LAST)
        money.fund(actor=actor, fellowship=stay, grant=grant)
    money.confirm(actor=actor, fellowship=stay)
    for kind, name, on, result in (
        (LanguageEvent.COURSE, "Lớp tiếng Pháp y khoa (mẫu)", date(2026, 5, 4), ""),
        (LanguageEvent.TEST, "DELF B2 (mẫu)", date(2026, 8, 20), "B2"),
    ):
        language.enter(actor=actor, fellowship=stay, kind=kind, name=name, on=on, result=result)
    language.confirm(actor=actor, fellowship=stay)
    visa = visas.Granted(kind="VLS-TS", first=FIRST, last=LAST, granted_on=date(2026, 9, 25))
    visas.grant(actor=actor, fellowship=stay, visa=visa)
    hosting.arrive(actor=actor, fellowship=stay, on=FIRST)


def _received(sender: Organisation, host: Organisation, person: Person) -> None:
    quota = _quota(sender, host, Exchanged.LECTURER)
    stay = path.Stay(
        person=person, quota=quota, first=date(2026, 12, 7), last=date(2026, 12, 18), track=Track.VISIT, synthetic=True
    )
    nominating.put_forward(actor=Actor.system(), stay=stay)


def _open(home: Organisation, abroad: Organisation, today: date) -> None:
    """A call that one may still answer, while the year of its quota lasts."""
    first = today + timedelta(days=30)
    if first.year != FIRST.year:
        return
    deadline = timezone.now() + timedelta(days=20)
    terms = _terms("NT-2026b (mẫu)", Exchanged.RESIDENT, deadline, first, first + timedelta(days=150))
    call = _call(home, _quota(home, abroad, Exchanged.RESIDENT), terms)
    calls.publish(actor=Actor.system(), call=call)


def _account(username: str, name: str) -> User:
    found = User.objects.filter(username=username).first()
    return found or accounts.open_account(actor=Actor.system(), username=username, display_name=name)
