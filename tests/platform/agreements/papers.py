"""Agreements of the tiny world, brought as far as a test needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.files.base import ContentFile, File
from django.utils import timezone

from tests.platform.personas import Persona
from wardbridge.agreements.domain import drafting, parties, signing, states, texts
from wardbridge.agreements.domain.drafting import Head
from wardbridge.agreements.enums import Kind, State, Subject
from wardbridge.agreements.models import Agreement, Party, TextVersion
from wardbridge.core.models import Organisation
from wardbridge.planning.models import Round


def cover(round_: Round) -> None:
    """An agreement in force between each school and each hospital of the round, on all its days, without its papers."""
    schools = Organisation.objects.filter(programmes__rounds=round_).distinct()
    hospitals = Organisation.objects.filter(sites__departments__rounds=round_).distinct()
    for school in schools:
        for hospital in hospitals:
            if Agreement.unscoped.filter(owner=school, code=f"{round_.code}-{hospital.code}").exists():
                continue
            row = Agreement.unscoped.create(
                owner=school,
                code=f"{round_.code}-{hospital.code}",
                name_vi="Hợp đồng mẫu",
                kind=Kind.SPECIFIC,
                subject=Subject.PLACEMENT,
                first=round_.first_day - timedelta(days=30),
                last=round_.last_day + timedelta(days=30),
                state=State.IN_FORCE,
                synthetic=True,
            )
            for party in (school, hospital):
                Party.unscoped.create(agreement=row, organisation=party, post="Lãnh đạo")


PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def today() -> date:
    return timezone.localdate()


def head(**changes: object) -> Head:
    base = Head(
        code="01/HĐ",
        name_vi="Hợp đồng đào tạo thực hành",
        name_en="Practice training contract",
        kind=Kind.SPECIFIC,
        subject=Subject.PLACEMENT,
        first=today() - timedelta(days=30),
        last=today() + timedelta(days=335),
        synthetic=True,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # fields of Head by name


def scan(content: bytes = PNG, name: str = "scan.png") -> File[bytes]:
    return ContentFile(content, name=name)


@dataclass
class Desk:
    """The school's office, which keeps the agreement, and the hospital's, its counterpart."""

    school: Persona
    hospital: Persona

    def draft(self, **changes: object) -> Agreement:
        """A draft of the school's with the hospital as second party."""
        owner = self.school.actor.organisations[0]
        made = drafting.create(actor=self.school.actor, owner=owner, head=head(**changes), post="Hiệu trưởng")
        other = self.hospital.actor.organisations[0]
        parties.add(actor=self.school.actor, agreement=made, organisation=other, post="Giám đốc")
        return made

    def reviewed(self, **changes: object) -> TextVersion:
        made = self.draft(**changes)
        states.send(actor=self.school.actor, agreement=made)
        return texts.freeze(actor=self.school.actor, agreement=made)

    def to_sign(self, **changes: object) -> TextVersion:
        text = self.reviewed(**changes)
        states.open_signing(actor=self.school.actor, agreement=text.agreement)
        return text

    def party(self, agreement: Agreement, who: Persona) -> Party:
        return Party.objects.visible_to(who.actor).get(agreement=agreement, organisation__in=who.actor.organisation_ids)

    def sign(self, text: TextVersion, who: Persona) -> None:
        """On paper, certified by the party's own office."""
        party = self.party(text.agreement, who)
        signing.sign_on_paper(
            actor=who.actor, party=party, digest=text.digest, scan=scan(), signed_on=today() - timedelta(days=1)
        )

    def in_force(self, **changes: object) -> Agreement:
        text = self.to_sign(**changes)
        self.sign(text, self.school)
        self.sign(text, self.hospital)
        return Agreement.objects.visible_to(self.school.actor).get(pk=text.agreement_id)
