"""A call of a Vietnamese hospital for residents, with places at two hospitals in France. All made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile, File
from django.utils import timezone

from tests.platform import personas
from tests.platform.personas import Organisations, Persona
from wardbridge.agreements.enums import Exchanged, Kind, State, Subject
from wardbridge.agreements.models import Agreement, Party, Quota
from wardbridge.core.actors import Actor
from wardbridge.core.domain import organisations
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.models import Organisation
from wardbridge.exchange.domain import applying, calls, consents, nominating, ranking, reviewing
from wardbridge.exchange.domain.applying import Said
from wardbridge.exchange.enums import PaperKind, Profession, Purpose, Track
from wardbridge.exchange.models import Application, Asked, Call, Criterion, Fellowship, Place
from wardbridge.people.models import Person

PDF = b"%PDF-1.7 synthetic"


def scan(content: bytes = PDF, name: str = "hộ chiếu.pdf") -> File[bytes]:
    return ContentFile(content, name=name)


def today() -> date:
    return timezone.localdate()


def later(days: int) -> date:
    return today() + timedelta(days=days)


@dataclass
class Scene:
    """The call, its offices, its reviewers; applicants are made as a test needs them."""

    sender: Persona
    host: Persona
    reviewers: list[Persona]
    home: Organisation
    abroad: Organisation
    other: Organisation
    quotas: list[Quota]
    call: Call
    places: list[Place]
    criteria: list[Criterion] = field(default_factory=list)

    @property
    def points(self) -> dict[int, Decimal]:
        """Full marks on every line of the rubric."""
        return {one.pk: Decimal(one.most) for one in self.criteria}

    def applicant(self, name: str) -> tuple[Persona, Person]:
        persona = personas.make_persona(f"applicant-{name}".lower())
        person = Person.unscoped.create(family="Nguyễn", middle="Mẫu", given=name, synthetic=True)
        return personas.link(persona, person), person

    def draft(self, who: tuple[Persona, Person], wishes: Sequence[int] = (0, 1), **said: object) -> Application:
        """A draft that wants papers and consents."""
        persona, person = who
        values: dict[str, object] = {"profession": Profession.RESIDENT, "semesters_left": 4, "cefr": "B2", **said}
        return applying.begin(
            actor=persona.actor,
            call=self.call,
            person=person,
            said=Said(**values),  # type: ignore[arg-type]  # fields of Said by name
            wishes=[self.places[at] for at in wishes],
        )

    def complete(self, who: tuple[Persona, Person], application: Application) -> None:
        """Attach every paper asked for and give both consents."""
        persona, person = who
        for asked in Asked.unscoped.filter(call=self.call):
            until = later(900) if asked.kind == PaperKind.PASSPORT else None
            applying.attach(actor=persona.actor, application=application, asked=asked, file=scan(), valid_until=until)
        for purpose in (Purpose.SELECTION, Purpose.TRANSFER):
            consents.give(actor=persona.actor, person=person, organisation=self.home, purpose=purpose)

    def sent(self, name: str, wishes: Sequence[int] = (0, 1), **said: object) -> Application:
        who = self.applicant(name)
        row = self.draft(who, wishes, **said)
        self.complete(who, row)
        return applying.send(actor=who[0].actor, application=row)

    def close(self) -> None:
        """The deadline passes."""
        Call.unscoped.filter(pk=self.call.pk).update(deadline=timezone.now() - timedelta(seconds=1))
        self.call.refresh_from_db()

    def score(self, application: Application, by: int = 0, points: int = 8) -> None:
        given = {one.pk: Decimal(points) for one in self.criteria}
        reviewing.score(actor=self.reviewers[by].actor, application=application, points=given, words="Hồ sơ tốt")

    def nominated(self, name: str = "Ước") -> Fellowship:
        """One applicant brought as far as a nomination at the first host."""
        application = self.sent(name)
        self.score(application)
        self.close()
        ranking.rank(actor=self.sender.actor, call=self.call)
        (row,) = nominating.nominate(actor=self.sender.actor, call=self.call)
        return row


def make_scene(orgs: Organisations) -> Scene:
    abroad = hospital("chu-mau", "CHU Mẫu", "FR")
    other = hospital("chu-mau-2", "CHU Mẫu 2", "FR")
    home = orgs.hospital
    sender = personas.make_persona("sender", organisation=home)
    quotas = [quota_of(home, abroad, 2, "01/TT"), quota_of(home, other, 1, "02/TT")]
    call = _call(sender, home)
    places = [calls.offer_place(actor=sender.actor, call=call, quota=one, places=one.people) for one in quotas]
    criteria = [
        calls.add_criterion(actor=sender.actor, call=call, code=code, most=10, name_vi=vi, name_en=en, name_fr=fr)
        for code, vi, en, fr in (
            ("record", "Kết quả học tập", "Academic record", "Dossier"),
            ("project", "Dự định học tập", "Training project", "Projet"),
        )
    ]
    for kind in (PaperKind.PASSPORT, PaperKind.DEGREE):
        calls.ask(actor=sender.actor, call=call, kind=kind, until_end=kind == PaperKind.PASSPORT)
    judges = [personas.make_persona(f"reviewer-{number}") for number in (1, 2)]
    for one in judges:
        calls.appoint_reviewer(actor=sender.actor, call=call, user=one.user)
    call = calls.publish(actor=sender.actor, call=call)
    host = personas.make_persona("host", organisation=abroad)
    return Scene(sender, host, judges, home, abroad, other, quotas, call, places, criteria)


def hospital(code: str, name: str, country: str) -> Organisation:
    return organisations.create(
        actor=Actor.system(),
        kind=OrganisationKind.HOSPITAL,
        code=code,
        name_vi=name,
        name_en=name,
        name_fr=name,
        country=country,
        synthetic=True,
    )


def quota_of(home: Organisation, abroad: Organisation, people: int, code: str) -> Quota:
    agreement = Agreement.unscoped.create(
        owner=home,
        code=code,
        name_vi=f"Thỏa thuận {code}",
        kind=Kind.SPECIFIC,
        subject=Subject.COOPERATION,
        first=today() - timedelta(days=30),
        last=later(1500),
        state=State.IN_FORCE,
        synthetic=True,
    )
    for party in (home, abroad):
        Party.unscoped.create(agreement=agreement, organisation=party, post="Giám đốc")
    first = later(240)
    return Quota.unscoped.create(
        agreement=agreement, sender=home, host=abroad, who=Exchanged.RESIDENT, year=first.year, people=people
    )


def _call(sender: Persona, home: Organisation, deadline: datetime | None = None) -> Call:
    first = later(240)
    return calls.open_call(
        actor=sender.actor,
        owner=home,
        terms=calls.Terms(
            code="NT-2027",
            name_vi="Nội trú đi Pháp 2027",
            name_en="Residents to France 2027",
            name_fr="Internes en France 2027",
            who=Exchanged.RESIDENT,
            track=Track.DFMS,
            first=first,
            last=first + timedelta(days=360),
            deadline=deadline or timezone.now() + timedelta(days=30),
            seed="NT-2027",
            synthetic=True,
        ),
    )
