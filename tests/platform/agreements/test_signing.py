"""In force only when every party signed the same hash (invariant 11), by whichever door."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.agreements.papers import Desk, scan, today
from tests.platform.personas import Persona
from wardbridge.agreements.domain import signing, states, texts
from wardbridge.agreements.enums import Door, State
from wardbridge.agreements.models import Agreement, Change, Document, Signature
from wardbridge.core.errors import Refused
from wardbridge.core.models import AuditEntry


def state_of(agreement: Agreement) -> str:
    return Agreement.unscoped.get(pk=agreement.pk).state


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.reasons]


def test_in_force_only_when_all_signed(desk: Desk) -> None:
    text = desk.to_sign()
    desk.sign(text, desk.school)
    assert state_of(text.agreement) == State.SIGNING
    desk.sign(text, desk.hospital)
    assert state_of(text.agreement) == State.IN_FORCE
    steps = list(Change.unscoped.filter(agreement=text.agreement).values_list("after", flat=True))
    assert steps == ["draft", "negotiation", "review", "signing", "in_force"]


def test_every_verb_leaves_its_audit_row(desk: Desk) -> None:
    row = desk.in_force()
    verbs = list(AuditEntry.objects.filter(object_id=str(row.uid)).values_list("verb", flat=True))
    assert verbs == [
        "agreement.create", "agreement.party.add", "agreement.send", "agreement.text", "agreement.review",
        "agreement.signing", "agreement.sign", "agreement.sign", "agreement.in_force",
    ]  # fmt: skip


def test_the_text_is_the_bytes_of_a_pdf(desk: Desk) -> None:
    text = desk.reviewed()
    document = Document.unscoped.get(pk=text.document_id)
    assert bytes(document.content).startswith(b"%PDF-")
    assert document.digest == text.digest


def test_a_newer_text_must_be_signed_by_all_anew(desk: Desk) -> None:
    text = desk.to_sign()
    desk.sign(text, desk.school)
    states.reopen(actor=desk.school.actor, agreement=text.agreement, reason="Sửa điều 3")
    newer = texts.freeze(actor=desk.school.actor, agreement=text.agreement)
    states.open_signing(actor=desk.school.actor, agreement=text.agreement)
    with pytest.raises(Refused) as refused:
        desk.sign(text, desk.hospital)
    assert codes(refused) == ["agreement-superseded"]
    desk.sign(newer, desk.hospital)
    assert state_of(text.agreement) == State.SIGNING
    assert Signature.unscoped.filter(text=text).count() == 1


def test_a_party_signs_a_text_once(desk: Desk) -> None:
    text = desk.to_sign()
    desk.sign(text, desk.school)
    with pytest.raises(Refused) as refused:
        desk.sign(text, desk.school)
    assert codes(refused) == ["agreement-signed-already"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file-empty"), (b"MZ not a scan", "file-kind"), (b"<html>", "file-kind")],
)
def test_a_scan_is_taken_by_what_it_is(content: bytes, code: str, desk: Desk) -> None:
    text = desk.to_sign()
    party = desk.party(text.agreement, desk.school)
    with pytest.raises(Refused) as refused:
        signing.sign_on_paper(
            actor=desk.school.actor, party=party, digest=text.digest, scan=scan(content), signed_on=today()
        )
    assert codes(refused) == [code]


def test_a_day_to_come_is_no_day_of_signing(desk: Desk) -> None:
    text = desk.to_sign()
    with pytest.raises(Refused) as refused:
        signing.sign_on_paper(
            actor=desk.school.actor,
            party=desk.party(text.agreement, desk.school),
            digest=text.digest,
            scan=scan(),
            signed_on=today() + timedelta(days=1),
        )
    assert codes(refused) == ["agreement-signed-future"]


def test_the_counterpart_signs_for_itself_alone(desk: Desk, stranger: Persona) -> None:
    text = desk.to_sign()
    schools = desk.party(text.agreement, desk.school)
    for who in (desk.hospital, stranger):
        with pytest.raises(PermissionDenied):
            signing.sign_on_paper(actor=who.actor, party=schools, digest=text.digest, scan=scan(), signed_on=today())


def test_the_one_time_link_is_good_once(desk: Desk) -> None:
    text = desk.to_sign()
    party = desk.party(text.agreement, desk.hospital)
    _link, token = signing.invite(
        actor=desk.hospital.actor, party=party, digest=text.digest, email="giam-doc@example.org"
    )
    with pytest.raises(Refused) as refused:
        signing.sign_by_link(token=token, signatory=" ", digest=text.digest)
    assert codes(refused) == ["agreement-signatory"]
    made = signing.sign_by_link(token=token, signatory="Nguyễn Văn Mẫu", digest=text.digest)
    assert (made.door, made.signatory) == (Door.LINK, "Nguyễn Văn Mẫu")
    with pytest.raises(Refused) as refused:
        signing.sign_by_link(token=token, signatory="Nguyễn Văn Mẫu", digest=text.digest)
    assert codes(refused) == ["agreement-link-closed"]


def test_a_newer_link_closes_the_older(desk: Desk) -> None:
    text = desk.to_sign()
    party = desk.party(text.agreement, desk.hospital)
    tokens = [
        signing.invite(actor=desk.hospital.actor, party=party, digest=text.digest, email="a@example.org")[1]
        for _ in range(2)
    ]
    with pytest.raises(Refused) as refused:
        signing.sign_by_link(token=tokens[0], signatory="Mẫu", digest=text.digest)
    assert codes(refused) == ["agreement-link-closed"]


def test_mixed_doors_make_one_agreement(desk: Desk) -> None:
    text = desk.to_sign()
    desk.sign(text, desk.school)
    party = desk.party(text.agreement, desk.hospital)
    _link, token = signing.invite(actor=desk.hospital.actor, party=party, digest=text.digest, email="a@example.org")
    signing.sign_by_link(token=token, signatory="Mẫu", digest=text.digest)
    assert state_of(text.agreement) == State.IN_FORCE
