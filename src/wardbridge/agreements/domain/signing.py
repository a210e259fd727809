"""The doors of a signature: certified paper, a one-time link, a digitally signed PDF; one text may have all three."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from wardbridge.agreements import messages
from wardbridge.agreements.domain import files, pades
from wardbridge.agreements.domain.access import in_state, must_act_for
from wardbridge.agreements.domain.states import take_effect
from wardbridge.agreements.domain.texts import current
from wardbridge.agreements.enums import Door, State
from wardbridge.agreements.models import Agreement, Document, Party, Signature, SignLink, TextVersion
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.files import PDF, SCANS, read
from wardbridge.core.models import User
from wardbridge.notices.domain.telling import Recipient, tell
from wardbridge.notices.texts import day, name_of

INVITED = "agreement.invited"
LINK_DAYS = 14


def sign_on_paper(
    *,
    actor: Actor,
    party: Party,
    digest: str,
    scan: File[bytes],
    signed_on: date,
    signatory: str = "",
    post: str = "",
    certifier: str = "",
) -> Signature:
    """Record a signature on paper: the scan, and that the actor certifies it is of the text with this `digest`.

    Raises
    ------
    PermissionDenied
    Refused
        ``agreement-state``, ``agreement-superseded``, ``agreement-signed-already``, ``agreement-signed-future``,
        ``agreement-expired``, ``file-…``, and what `states.take_effect` refuses.
    """
    must_act_for(actor, party)
    with transaction.atomic():
        row, text = _text(party, digest)
        content, media = read(scan, SCANS)
        document = files.keep(row, name=scan.name or "scan", media=media, content=content)
        return _sign(
            actor,
            row,
            text,
            party,
            door=Door.PAPER,
            signed_on=signed_on,
            signatory=signatory or party.signatory,
            post=post or party.post,
            scan=document,
            certified_by=actor.user,
            certifier=certifier.strip() or (actor.user.get_full_name() if actor.user else ""),
        )


def sign_by_pdf(*, actor: Actor, party: Party, digest: str, file: File[bytes]) -> Signature:
    """Record a digitally signed PDF: it begins with the text's bytes, and every signature in it holds.

    The last signature is this party's. Refused as on paper, and ``agreement-pdf-…``.
    """
    must_act_for(actor, party)
    with transaction.atomic():
        row, text = _text(party, digest)
        content, media = read(file, (PDF,))
        original = bytes(Document.unscoped.values_list("content", flat=True).get(pk=text.document_id))
        found = pades.verify(content, original)
        document = files.keep(row, name=file.name or "signed.pdf", media=media, content=content)
        last = found[-1]
        return _sign(
            actor,
            row,
            text,
            party,
            door=Door.PDF,
            signed_on=timezone.localtime(last.at).date() if last.at else actor.on,
            signatory=last.subject[:120],
            post=party.post,
            scan=document,
            evidence={"signatures": [one.as_json() for one in found]},
        )


def invite(*, actor: Actor, party: Party, digest: str, email: str) -> tuple[SignLink, str]:
    """A one-time link to read and sign the text, sent to `email` and open for 14 days; withdraws earlier ones.

    Returns the link and its token, which is stored nowhere.
    """
    must_act_for(actor, party)
    with transaction.atomic():
        row, text = _text(party, digest)
        now = timezone.now()
        SignLink.unscoped.filter(party=party, used_at=None, revoked_at=None).update(revoked_at=now)
        token = secrets.token_urlsafe(32)
        link = SignLink.unscoped.create(
            agreement=row,
            text=text,
            party=party,
            digest=_digest(token),
            email=email,
            expires=now + timedelta(days=LINK_DAYS),
            created_by=actor.user,
        )
        audit.record(
            actor=actor, verb="agreement.invite", target=row, after={"party": party.organisation.code, "email": email}
        )
        params = {"agreement": name_of(row), "party": name_of(party.organisation), "until": day(link.expires.date())}
        tell(kind=INVITED, recipients=[Recipient(email=email)], params=params, link=f"/partners/sign/{token}/")
    return link, token


def link_of(token: str) -> SignLink | None:
    """The link of a token, open or not."""
    rows = SignLink.unscoped.select_related("agreement__owner", "party__organisation", "party__agreement", "text")
    return rows.filter(digest=_digest(token)).first()


def sign_by_link(*, token: str, signatory: str, digest: str) -> Signature:
    """Sign as the one who holds the link: the typed name is the signature; the link closes.

    Raises
    ------
    Refused
        ``agreement-link-closed``, ``agreement-signatory``, ``agreement-superseded``, and as on paper.
    """
    if not signatory.strip():
        raise Refused.because(messages.SIGNATORY)
    with transaction.atomic():
        link = SignLink.unscoped.select_for_update(of=("self",)).filter(digest=_digest(token)).first()
        if link is None or not link.is_open:
            raise Refused.because(messages.LINK_CLOSED)
        party = Party.unscoped.select_related("organisation", "agreement").get(pk=link.party_id)
        row, text = _text(party, digest)
        if text.pk != link.text_id:
            raise Refused.because(messages.SUPERSEDED)
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
        return _sign(
            Actor(user=None, on=timezone.localdate()),
            row,
            text,
            party,
            door=Door.LINK,
            signed_on=timezone.localdate(),
            signatory=signatory.strip()[:120],
            post=party.post,
            evidence={"link": str(link.uid), "email": link.email, "at": link.used_at.isoformat()},
        )


def _text(party: Party, digest: str) -> tuple[Agreement, TextVersion]:
    """The agreement, held, and its newest text, which must be the one that the signer saw."""
    row = in_state(party.agreement, State.SIGNING)
    text = current(row)
    if text is None:
        raise Refused.because(messages.NO_TEXT)
    if text.digest != digest:
        raise Refused.because(messages.SUPERSEDED)
    if Signature.unscoped.filter(text=text, party=party).exists():
        raise Refused.because(messages.SIGNED_ALREADY, found=party.organisation.name)
    return row, text


def _sign(
    actor: Actor,
    row: Agreement,
    text: TextVersion,
    party: Party,
    *,
    door: Door,
    signed_on: date,
    signatory: str,
    post: str,
    scan: Document | None = None,
    certified_by: User | None = None,
    certifier: str = "",
    evidence: dict[str, Any] | None = None,
) -> Signature:
    if signed_on > actor.on:
        raise Refused.because(messages.SIGNED_FUTURE, found=f"{signed_on:%d/%m/%Y}")
    if row.last is not None and signed_on > row.last:
        raise Refused.because(messages.EXPIRED, found=f"{row.last:%d/%m/%Y}")
    made = Signature.unscoped.create(
        agreement=row,
        text=text,
        party=party,
        digest=text.digest,
        door=door,
        signed_on=signed_on,
        signatory=signatory,
        post=post,
        scan=scan,
        certified_by=certified_by,
        certifier=certifier,
        evidence=evidence or {},
    )
    said = {"party": party.organisation.code, "door": door.value, "digest": text.digest, "signed_on": signed_on}
    audit.record(actor=actor, verb="agreement.sign", target=row, after=said)
    latest = max(Signature.unscoped.filter(text=text).values_list("signed_on", flat=True))
    take_effect(actor, row, latest)
    return made


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
