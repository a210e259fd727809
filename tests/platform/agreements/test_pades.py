"""Digitally signed PDFs: verified by pyHanko against the very text, with certificates made for the test."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pytest_django import Settings

from tests.platform.agreements.papers import Desk, scan
from wardbridge.agreements.domain import signing
from wardbridge.agreements.enums import Door
from wardbridge.agreements.models import Document, Signature, TextVersion
from wardbridge.core.errors import Refused


@cache
def certificate() -> tuple[bytes, bytes]:
    """A self-signed certificate and its key, both DER: "Người ký mẫu", made up."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Người ký mẫu")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
                key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.public_bytes(serialization.Encoding.DER), plain


def signed(original: bytes, field: str = "Party") -> bytes:
    """The PDF with a signature appended."""
    der, key = certificate()
    signer = signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(der),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(original))
    with ThreadPoolExecutor(1) as apart:  # a browser test of the same run leaves an event loop in this thread
        out = apart.submit(
            signers.sign_pdf,
            writer,
            signers.PdfSignatureMetadata(field_name=field, reason="Mẫu"),
            signer=signer,
            new_field_spec=SigFieldSpec(field),
        ).result()
    content: bytes = out.getvalue()
    return content


def original_of(text: TextVersion) -> bytes:
    return bytes(Document.unscoped.get(pk=text.document_id).content)


def record(desk: Desk, text: TextVersion, content: bytes) -> Signature:
    party = desk.party(text.agreement, desk.school)
    return signing.sign_by_pdf(
        actor=desk.school.actor, party=party, digest=text.digest, file=scan(content, "signed.pdf")
    )


def refusal(desk: Desk, text: TextVersion, content: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        record(desk, text, content)
    return [one.code for one in refused.value.reasons]


def test_a_signature_that_holds_is_recorded(desk: Desk) -> None:
    text = desk.to_sign()
    made = record(desk, text, signed(original_of(text)))
    assert made.door == Door.PDF
    assert "Người ký mẫu" in made.signatory
    assert [one["trusted"] for one in made.evidence["signatures"]] == [False]


def test_an_issuer_of_the_installations_folder_is_known(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "root.crt").write_bytes(certificate()[0])
    settings.SIGNATURE_ROOTS = str(tmp_path)
    text = desk.to_sign()
    made = record(desk, text, signed(original_of(text)))
    assert [one["trusted"] for one in made.evidence["signatures"]] == [True]


def test_two_may_sign_one_after_the_other(desk: Desk) -> None:
    text = desk.to_sign()
    made = record(desk, text, signed(signed(original_of(text)), "Second"))
    assert len(made.evidence["signatures"]) == 2


def test_what_is_not_this_text_is_refused(desk: Desk) -> None:
    text, other = desk.to_sign(), desk.reviewed(code="02", name_vi="Văn bản khác")
    assert refusal(desk, text, original_of(text)) == ["agreement-pdf-unsigned"]
    assert refusal(desk, text, signed(original_of(other))) == ["agreement-pdf-other"]


def test_a_change_inside_or_after_the_signature_is_seen(desk: Desk) -> None:
    text = desk.to_sign()
    content = signed(original_of(text))
    inside = bytearray(content)
    at = content.rindex(b"/Reason")
    inside[at + 10] ^= 1
    assert refusal(desk, text, bytes(inside)) == ["agreement-pdf-broken"]
    assert refusal(desk, text, content[:-200]) == ["agreement-pdf-broken"]
