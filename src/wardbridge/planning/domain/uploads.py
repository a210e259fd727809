"""Files received: read in the background, previewed, then confirmed or discarded; a file with faults stores nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from wardbridge.cohorts.domain import mappings
from wardbridge.cohorts.models import Programme
from wardbridge.core import audit, jobs
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.jobs import JobHandle
from wardbridge.core.models import Organisation
from wardbridge.planning import bridge, messages
from wardbridge.planning.bridge import Fault, InputRefused, RoundBook
from wardbridge.planning.domain import imports
from wardbridge.planning.domain.access import must_own
from wardbridge.planning.domain.listed import book_with_list
from wardbridge.planning.enums import UploadKind, UploadState
from wardbridge.planning.models import Round, Upload

KIND = "planning.upload"
MOST_BYTES = 20 * 1024 * 1024
OPEN = (UploadState.READY, UploadState.REFUSED, UploadState.MAPPING, UploadState.FAILED, UploadState.RECEIVED)


def receive(
    *,
    actor: Actor,
    owner: Organisation,
    file: File[bytes],
    name: str = "",
    round_: Round | None = None,
    programme: Programme | None = None,
) -> Upload:
    """Store a file and queue its reading: a workbook, or (with a round and a programme) a school's list of learners.

    Raises
    ------
    PermissionDenied
    Refused
        ``upload-too-big``.
    """
    must_own(actor, owner)
    if (file.size or 0) > MOST_BYTES:
        found = f"{(file.size or 0) / 1024 / 1024:.1f}"
        raise Refused.because(messages.UPLOAD_TOO_BIG, found=found, allowed=MOST_BYTES // 1024 // 1024)
    name = PurePath(name or file.name or "").name
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    with transaction.atomic():
        upload = Upload.unscoped.create(
            owner=owner,
            actor=actor.user,
            kind=UploadKind.LIST if programme else UploadKind.WORKBOOK,
            round=round_,
            programme=programme,
            name=name[:255],
            digest=digest.hexdigest(),
        )
        upload.file.save(f"{upload.uid}{PurePath(name).suffix[:8].lower()}", file)
        _queue(actor, upload)
        said = {"name": upload.name, "digest": upload.digest, "kind": upload.kind}
        audit.record(actor=actor, verb="upload.receive", target=upload, after=said)
    return upload


def reread(*, actor: Actor, upload: Upload) -> Upload:
    """Read the file again: after a failure, or to see what it would change now."""
    must_own(actor, upload.owner)
    with transaction.atomic():
        locked = _open(upload)
        _queue(actor, locked)
    return locked


def preview(*, actor: Actor, upload: Upload) -> imports.Preview:
    """What confirming would change as the records stand now.

    Raises
    ------
    PermissionDenied
    Refused
        ``upload-not-ready``.
    """
    must_own(actor, upload.owner)
    return imports.preview(actor=actor, owner=upload.owner, book=book_of(upload))


def book_of(upload: Upload) -> RoundBook:
    """The rows read; Refused ``upload-not-ready`` when there are none."""
    if upload.book is None:
        raise Refused.because(messages.UPLOAD_NOT_READY)
    return bridge.book_from_json(upload.book)


def confirm(*, actor: Actor, upload: Upload) -> Round:
    """Write what was read into the records; confirming twice gives the same round and changes nothing.

    Raises
    ------
    PermissionDenied
    Refused
        ``upload-not-ready``, ``upload-decided``.
    InputRefused
        When the records have changed meanwhile so that the book no longer fits; the faults are kept with the upload.
    """
    must_own(actor, upload.owner)
    try:
        with transaction.atomic():
            locked = _locked(upload)
            if locked.state == UploadState.CONFIRMED and locked.round is not None:
                return locked.round
            if locked.state == UploadState.DISCARDED:
                raise Refused.because(messages.UPLOAD_DECIDED)
            if locked.state != UploadState.READY:
                raise Refused.because(messages.UPLOAD_NOT_READY)
            places = locked.summary.get("places")
            round_ = imports.apply(actor=actor, owner=locked.owner, book=book_of(locked), places=places)
            _decided(actor, locked, UploadState.CONFIRMED, round_)
    except InputRefused as refused:
        Upload.unscoped.filter(pk=upload.pk).update(
            state=UploadState.REFUSED, faults=[bridge.fault_to_json(one) for one in refused.faults]
        )
        raise
    return round_


def discard(*, actor: Actor, upload: Upload) -> None:
    """Put the file aside; nothing of it was stored, nothing will be."""
    must_own(actor, upload.owner)
    with transaction.atomic():
        locked = _locked(upload)
        if locked.state == UploadState.CONFIRMED:
            raise Refused.because(messages.UPLOAD_DECIDED)
        if locked.state != UploadState.DISCARDED:
            _decided(actor, locked, UploadState.DISCARDED, locked.round)


def choose_columns(*, actor: Actor, upload: Upload, columns: Mapping[str, str]) -> Upload:
    """Say which columns of a school's own list hold what, remember it for the school, and read the list with it.

    `columns`: field (`guess["keys"]`) → indices of the list's columns from 0, joined by commas (``"2"``, ``"2,3"``).
    """
    must_own(actor, upload.owner)
    with transaction.atomic():
        locked = _open(upload)
        guess = dict(locked.guess or {})
        guess["columns"] = dict(columns)
        guess["decided"] = True
        locked.guess = guess
        if locked.programme is not None:
            mappings.remember(
                actor=actor, school=locked.programme.school, headers=guess.get("headers", []), columns=columns
            )
        _queue(actor, locked)
    return locked


def faults_of(upload: Upload) -> tuple[Fault, ...]:
    """The faults stored with the upload."""
    return tuple(bridge.fault_from_json(one) for one in upload.faults)


def warnings_of(upload: Upload) -> tuple[Fault, ...]:
    """The doubts stored with the upload."""
    return tuple(bridge.fault_from_json(one) for one in upload.warnings)


def _locked(upload: Upload) -> Upload:
    return Upload.unscoped.select_for_update(of=("self",)).select_related("owner", "round").get(pk=upload.pk)


def _open(upload: Upload) -> Upload:
    locked = _locked(upload)
    if locked.state not in OPEN:
        raise Refused.because(messages.UPLOAD_DECIDED)
    return locked


def _decided(actor: Actor, upload: Upload, state: UploadState, round_: Round | None) -> None:
    upload.state, upload.round, upload.decided_at = state, round_, timezone.now()
    upload.save(update_fields=["state", "round", "decided_at"])
    audit.record(actor=actor, verb=f"upload.{state.value}", target=upload, after={"state": state.value})


def _queue(actor: Actor, upload: Upload) -> None:
    upload.job = jobs.start(kind=KIND, actor=actor, organisation=upload.owner, payload={"upload": str(upload.uid)})
    upload.state = UploadState.RECEIVED
    upload.save()


@jobs.job(KIND)
def work(handle: JobHandle) -> Mapping[str, Any] | None:
    """The worker's part: read the file in its child process, then store faults or the preview."""
    upload = Upload.unscoped.select_related("owner", "actor", "programme__school", "round").get(
        uid=UUID(handle.payload["upload"])
    )
    Upload.unscoped.filter(pk=upload.pk).update(state=UploadState.READING)
    handle.report(0.1, note="upload-reading")
    try:
        found = _read_list(upload) if upload.kind == UploadKind.LIST else _read_workbook(upload)
        handle.report(0.7, note="upload-comparing")
        found = _compared(upload, found, found.pop("places", {}))
    except jobs.JobCancelled:
        Upload.unscoped.filter(pk=upload.pk).update(state=UploadState.DISCARDED, decided_at=timezone.now())
        raise
    except Exception:
        Upload.unscoped.filter(pk=upload.pk).update(state=UploadState.FAILED)
        raise
    with handle.finish(result={"upload": str(upload.uid), "state": found["state"]}):
        current = _locked(upload)
        if current.state == UploadState.READING:
            Upload.unscoped.filter(pk=upload.pk).update(**found)
    return None


def _read_workbook(upload: Upload) -> dict[str, Any]:
    language = upload.actor.language if upload.actor else ""
    outcome = bridge.read_workbook(Path(upload.file.path), language=language or "vi")
    return _outcome(outcome.book, outcome.faults, outcome.warnings) | {
        "places": imports.places_of(outcome.book, outcome.origins),
        "counts": {
            "rows_read": outcome.rows_read,
            "accepted": outcome.accepted,
            "rejected": outcome.rejected,
            "sheets": {one.sheet: [one.read, one.accepted, one.rejected] for one in outcome.counts},
        },
    }


def _read_list(upload: Upload) -> dict[str, Any]:
    """A list that isn't the template: guess its columns first, read it once somebody has confirmed them."""
    guess = upload.guess or {}
    path = Path(upload.file.path)
    if not guess.get("decided"):
        guess = bridge.sniff_list(path)
        school = upload.programme.school if upload.programme else upload.owner
        guess["columns"] |= mappings.remembered(school=school, headers=guess["headers"])
        return {"state": UploadState.REFUSED if guess["faults"] else UploadState.MAPPING, **_kept(guess)}
    if upload.round is None or upload.programme is None:
        raise ValueError("a list of learners is for a programme in a round")
    outcome = bridge.read_list(path, guess, upload.programme.code)
    book = None if outcome.faults else book_with_list(upload.round, outcome.learners)
    return _outcome(book, outcome.faults, outcome.warnings) | {
        "counts": {"rows_read": outcome.read, "accepted": outcome.accepted, "rejected": outcome.rejected}
    }


def _kept(guess: dict[str, Any]) -> dict[str, Any]:
    return {"guess": guess, "faults": guess["faults"], "warnings": guess["warnings"]}


def _outcome(book: RoundBook | None, faults: Iterable[Fault], warnings: Iterable[Fault]) -> dict[str, Any]:
    return {
        "state": UploadState.READY if book is not None else UploadState.REFUSED,
        "book": bridge.book_to_json(book) if book is not None else None,
        "faults": [bridge.fault_to_json(one) for one in faults],
        "warnings": [bridge.fault_to_json(one) for one in warnings],
    }


def _compared(upload: Upload, found: dict[str, Any], places: imports.Places) -> dict[str, Any]:
    """Add what the book would change; faults that only the records show refuse it like the others."""
    if found.get("book") is None:
        return found
    book = bridge.book_from_json(found["book"])
    result, _book, _owners = imports.ready(upload.owner, book, places)
    found["summary"] = {**result.as_json(), "places": places}
    found["warnings"] += [bridge.fault_to_json(one) for one in result.warnings]
    found["round"] = Round.unscoped.filter(owner=upload.owner, code=book.round.code).first()
    if result.faults:
        found |= {
            "state": UploadState.REFUSED,
            "book": None,
            "faults": [bridge.fault_to_json(one) for one in result.faults],
        }
    return found
