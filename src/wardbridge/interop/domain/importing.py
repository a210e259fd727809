"""Agreements read from a partner's file: a draft of one's own with the same quotas, or the mirror of one we hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from wardbridge.agreements.domain import drafting, files, parties, terms
from wardbridge.agreements.domain.drafting import Head
from wardbridge.agreements.enums import Exchanged, Kind, Subject
from wardbridge.agreements.models import Agreement, Document
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation
from wardbridge.interop import messages
from wardbridge.interop.domain.exporting import EQF, bilaterals
from wardbridge.interop.domain.identifiers import content_of, hei_of
from wardbridge.interop.ewp.iia import Iia, Mobility, MobilityKind, Partner
from wardbridge.interop.ewp.reading import read
from wardbridge.interop.models import Hei, PartnerCopy

SENT = {
    MobilityKind.TRAINEESHIP: Exchanged.STUDENT,
    MobilityKind.TEACHING: Exchanged.LECTURER,
    MobilityKind.TRAINING: Exchanged.DOCTOR,
}
COORDINATOR = "Institutional coordinator"
XML = "application/xml"


class Outcome(StrEnum):
    DRAFTED = "drafted"
    MIRRORED = "mirrored"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one agreement of a file.

    `agrees`: whether the conditions are those we hold (of a draft made from them, whether all could be carried);
    `left`: kinds of mobility that have no quota here, with how often each stood there.
    """

    agreement: Agreement
    outcome: Outcome
    agrees: bool
    left: tuple[tuple[MobilityKind, int], ...] = ()


def take(*, actor: Actor, owner: Organisation, file: File[bytes], post: str, synthetic: bool = False) -> list[Taken]:
    """Read a partner's agreements on behalf of `owner`, all or none; the file is kept with each.

    Raises
    ------
    PermissionDenied
    Refused
        ``ewp-no-hei``, ``ewp-not-ours``, ``ewp-unknown-partner``, ``ewp-changed``, all there are at once; what
        `reading.read` and the verbs of agreements refuse.
    """
    if not actor.is_office(owner):
        raise PermissionDenied
    hei = hei_of(owner)
    if not hei:
        raise Refused.because(messages.NO_HEI, found=owner.name)
    content = content_of(file)
    found = read(content)
    with transaction.atomic():
        known = {row.hei_id: row.organisation for row in Hei.objects.select_related("organisation")}
        if reasons := [reason for one in found for reason in _foreign(one, owner, hei, known)]:
            raise Refused(reasons)
        desk = _Desk(actor, owner, hei, known, (file.name or "iias.xml", content), post, synthetic)
        return [desk.take(one) for one in found]


def _foreign(one: Iia, owner: Organisation, hei: str, known: dict[str, Organisation]) -> Iterator[Reason]:
    """Partners that are not ours, or not known."""
    names = [partner.hei.lower() for partner in one.partners]
    if hei not in names:
        yield Reason(messages.NOT_OURS, {"line": one.line, "owner": owner.name, "found": ", ".join(names)})
    for name in names:
        if name not in known:
            yield Reason(messages.UNKNOWN, {"line": one.line, "found": name})


@dataclass(frozen=True, slots=True)
class _Desk:
    """What each agreement of a file is taken with."""

    actor: Actor
    owner: Organisation
    hei: str
    known: dict[str, Organisation]
    file: tuple[str, bytes]
    post: str
    synthetic: bool

    def take(self, one: Iia) -> Taken:
        ours, theirs = sorted(one.partners, key=lambda partner: partner.hei.lower() != self.hei)
        partner = self.known[theirs.hei.lower()]
        copies = PartnerCopy.unscoped.filter(partner=partner, iia_id=theirs.iia_id or one.digest)
        if copy := copies.select_related("agreement").first():
            if copy.digest != one.digest:
                raise Refused.because(messages.CHANGED, line=one.line, found=theirs.iia_code or theirs.iia_id)
            return Taken(copy.agreement, Outcome.KNOWN, copy.agrees)
        held = self._held(ours.iia_id)
        if held is not None:
            agrees = set(one.mobilities) == {each for pair in bilaterals(self.actor, held) for each in pair.mobilities}
            self._copy(held, partner, theirs, one, agrees=agrees)
            return Taken(held, Outcome.MIRRORED, agrees)
        return self._draft(one, partner, theirs)

    def _held(self, iia_id: str) -> Agreement | None:
        """The agreement that the partner knows by an identifier of ours."""
        try:
            uid = UUID(iia_id[:36])
        except ValueError:
            return None
        return Agreement.objects.visible_to(self.actor).filter(uid=uid).first()

    def _draft(self, one: Iia, partner: Organisation, theirs: Partner) -> Taken:
        years = [year for each in one.mobilities for year in (each.first, each.last)] or [self.actor.on.year]
        code = theirs.iia_code or theirs.iia_id or one.digest[:12]
        head = Head(
            code=code[:60],
            name_vi=f"Thỏa thuận trao đổi với {partner.name_in('vi')}"[:200],
            name_en=f"Exchange agreement with {partner.name_in('en')}"[:200],
            name_fr=f"Convention d’échange avec {partner.name_in('fr')}"[:200],
            kind=Kind.SPECIFIC,
            subject=Subject.COOPERATION,
            first=date(min(years), 9, 1),
            last=date(max(years) + 1, 8, 31),
            synthetic=self.synthetic,
        )
        row = drafting.create(actor=self.actor, owner=self.owner, head=head, post=self.post)
        signer = theirs.signatory
        parties.add(
            actor=self.actor,
            agreement=row,
            organisation=partner,
            post=(signer.role if signer and signer.role else COORDINATOR)[:160],
            signatory=signer.name[:120] if signer and signer.name != signer.role else "",
            code=theirs.iia_code[:60],
        )
        left = self._quotas(row, one.mobilities)
        self._copy(row, partner, theirs, one, agrees=not left)
        return Taken(row, Outcome.DRAFTED, not left, left)

    def _quotas(self, row: Agreement, mobilities: tuple[Mobility, ...]) -> tuple[tuple[MobilityKind, int], ...]:
        """One quota for each year; mobilities that a quota can't tell apart are added up."""
        left: dict[MobilityKind, int] = defaultdict(int)
        wanted: dict[tuple[str, str, Exchanged, str, int], list[Mobility]] = defaultdict(list)
        for one in mobilities:
            who = SENT.get(one.kind)
            if who is None:
                left[one.kind] += 1
                continue
            who = Exchanged(one.terms) if one.terms in Exchanged.values else who
            level = next((level.value for level, eqf in EQF.items() if eqf == one.eqf), "")
            for year in range(one.first, one.last + 1):
                wanted[one.sender.lower(), one.host.lower(), who, level, year].append(one)
        for (sender, host, who, level, year), all_ in wanted.items():
            people = sum(one.people for one in all_)
            months = all_[0].months
            each = int(months / people) if months and len(all_) == 1 and months % people == 0 else None
            terms.add_quota(
                actor=self.actor,
                agreement=row,
                sender=self.known[sender],
                host=self.known[host],
                year=year,
                people=people,
                who=who,
                level=level,
                months=each,
                cefr=max((skill.cefr for one in all_ for skill in one.skills), default=""),
            )
        return tuple(sorted(left.items()))

    def _copy(self, row: Agreement, partner: Organisation, theirs: Partner, one: Iia, *, agrees: bool) -> None:
        name, content = self.file
        document: Document = files.keep(row, name=name, media=XML, content=content)
        values = {"iia_id": theirs.iia_id or one.digest, "digest": one.digest, "agrees": agrees, "document": document}
        PartnerCopy.unscoped.update_or_create(agreement=row, partner=partner, defaults=values)
        after = {"partner": partner.code, "iia": theirs.iia_id, "digest": one.digest, "agrees": agrees}
        audit.record(actor=self.actor, verb="ewp.take", target=row, after=after)
