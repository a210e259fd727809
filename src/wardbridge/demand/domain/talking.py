"""The conversation on a request, between school and hospital and kept with it; e-mail only says that there is one."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from wardbridge.core import audit, files
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import Organisation
from wardbridge.demand import messages
from wardbridge.demand.domain.access import hospital_of, locked, school_of
from wardbridge.demand.domain.stepping import address, offices
from wardbridge.demand.enums import State
from wardbridge.demand.models import Attachment, Message, Request
from wardbridge.notices.domain.telling import tell
from wardbridge.notices.texts import name_of

SAID = "demand.said"
LONGEST = 4000


@transaction.atomic
def say(*, actor: Actor, request: Request, text: str, uid: UUID, file: File[bytes] | None = None) -> Message:
    """Write to the other side; the same `uid` again is the same message.

    Raises
    ------
    PermissionDenied
        But for the offices of the two sides; the hospital's once the request is sent.
    Refused
        ``request-words``, ``request-long``, and what a file is refused for (PDF, PNG or JPEG up to 10 MB).
    """
    row = locked(request)
    side = side_of(actor, row)
    if side is None:
        raise PermissionDenied
    known = Message.unscoped.filter(uid=uid).first()
    if known is not None:
        if known.request_id != row.pk or known.organisation_id != side.pk:
            raise PermissionDenied
        return known
    if not text.strip():
        raise Refused.because(messages.NO_WORDS)
    if len(text.strip()) > LONGEST:
        raise Refused.because(messages.LONG, found=len(text.strip()), allowed=LONGEST)
    made = Message.unscoped.create(uid=uid, request=row, author=actor.user, organisation=side, text=text.strip())
    if file is not None:
        _attach(made, file)
    audit.record(actor=actor, verb="request.say", target=row, after={"message": str(uid)})
    other = hospital_of(row) if side.pk == school_of(row).pk else school_of(row)
    params = {"number": row.number, "organisation": name_of(side)}
    tell(kind=SAID, recipients=offices(row, actor, [other]), params=params, link=address(row))
    return made


def side_of(actor: Actor, row: Request) -> Organisation | None:
    """For which side the actor's office speaks; `None` for neither."""
    if actor.is_system or row.state == State.DRAFT:
        return school_of(row) if actor.is_office(school_of(row)) else None
    return next((one for one in (school_of(row), hospital_of(row)) if actor.is_office(one)), None)


def _attach(message: Message, file: File[bytes]) -> None:
    content, media = files.read(file, files.SCANS)
    name = files.name_of(file.name or "", "file")
    Attachment.unscoped.create(message=message, name=name, media=media, size=len(content), content=content)
