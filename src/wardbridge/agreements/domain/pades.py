"""Digital signatures in a PDF (PAdES), verified by pyHanko; nothing is fetched from outside."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from wardbridge.agreements import messages
from wardbridge.core.errors import Refused

WHOLE = {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}


@dataclass(frozen=True, slots=True)
class Verified:
    """A signature that holds: who, by whose certificate, when he says so, and whether we know the issuer."""

    subject: str
    issuer: str
    serial: str
    at: datetime | None
    trusted: bool

    def as_json(self) -> dict[str, object]:
        return {
            "subject": self.subject,
            "issuer": self.issuer,
            "serial": self.serial,
            "at": self.at.isoformat() if self.at else None,
            "trusted": self.trusted,
        }


def verify(signed: bytes, original: bytes) -> tuple[Verified, ...]:
    """Every signature of the file, each verified to hold over the original text and over all that was added.

    A signed PDF is the original's bytes with something appended, so the text is the same exactly when it begins so.

    Raises
    ------
    Refused
        ``agreement-pdf-other``, ``agreement-pdf-unsigned``, ``agreement-pdf-broken``.
    """
    if not signed.startswith(original):
        raise Refused.because(messages.PDF_OTHER)
    try:
        reader = PdfFileReader(io.BytesIO(signed))
        found = list(reader.embedded_regular_signatures)
        if not found:
            raise Refused.because(messages.PDF_UNSIGNED)
        context = ValidationContext(trust_roots=_roots(), allow_fetching=False)
        # The library runs an event loop of its own, which a thread that has one already refuses: hence another thread.
        with ThreadPoolExecutor(1) as apart:
            states = list(apart.map(lambda one: validate_pdf_signature(one, signer_validation_context=context), found))
    except (PdfError, SignatureValidationError, ValueError) as error:
        raise Refused.because(messages.PDF_BROKEN, found=type(error).__name__) from error
    return tuple(_held(state) for state in states)


def _held(state: PdfSignatureStatus) -> Verified:
    """The signature as ours, or why it does not hold."""
    level = state.modification_level
    if not state.intact or not state.valid:
        raise Refused.because(messages.PDF_BROKEN, found="digest")
    if state.coverage not in WHOLE or level in {None, ModificationLevel.OTHER}:
        raise Refused.because(messages.PDF_BROKEN, found="changed after signing")
    certificate = state.signing_cert
    return Verified(
        subject=certificate.subject.human_friendly,
        issuer=certificate.issuer.human_friendly,
        serial=f"{certificate.serial_number:x}",
        at=state.signer_reported_dt,
        trusted=bool(state.trusted),
    )


def _roots() -> list[object]:
    """Certificates of the authorities that the installation trusts (PEM or DER files of one folder)."""
    folder = Path(settings.SIGNATURE_ROOTS) if settings.SIGNATURE_ROOTS else None
    names = sorted(str(path) for path in folder.iterdir() if path.is_file()) if folder and folder.is_dir() else []
    return list(load_certs_from_pemder(names))  # type: ignore[no-untyped-call]
