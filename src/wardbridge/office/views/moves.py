"""What the board asks and does: verdicts while a block is held, moves, undo, redo, locks. JSON in, JSON out.

An answer has `ok`, `say` (what the checker says, in the reader's language) and, after a change, `revision` and the
`html` of what changed, by element id. A reader who saw an older version of the draft gets 409 and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wardbridge.core.errors import Reason
from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import draft_of, may_write, owned_round
from wardbridge.office.board import answers
from wardbridge.office.board.refs import Asked, block_ref, change_of
from wardbridge.office.board.verdicts import Speaker
from wardbridge.planning import messages as planning
from wardbridge.planning.domain import drafts
from wardbridge.planning.domain.drafts import Frozen, Impossible, Moved, NothingToUndo, Stale
from wardbridge.planning.models import Draft

Act = Callable[[ActorRequest, Draft, Asked], JsonResponse]


def acting(act: Act) -> Callable[[ActorRequest, UUID, int], JsonResponse]:
    """An act on a draft that the reader's office runs: what verbs refuse becomes an answer, never a page."""

    @login_required
    @require_POST
    @wraps(act)
    def view(request: ActorRequest, uid: UUID, number: int) -> JsonResponse:
        round_ = owned_round(request, uid)
        if not may_write(request, round_):
            raise PermissionDenied
        draft = draft_of(request, round_, number)
        try:
            return act(request, draft, Asked.of(request))
        except Stale:
            draft.refresh_from_db()
            return refused(said(planning.STALE), status=409, stale=True, revision=draft.version)
        except Frozen:
            return refused(said(planning.FROZEN), status=409)
        except NothingToUndo:
            return refused(said(planning.NOTHING_TO_UNDO))
        except Impossible as error:
            return refused(said(error.code))

    return view


def said(code: str) -> str:
    return Reason(code).text


def refused(say: str, *, status: int = 200, **more: Any) -> JsonResponse:
    return JsonResponse({"ok": False, "say": say, **more}, status=status)


@acting
def targets(request: ActorRequest, draft: Draft, asked: Asked) -> JsonResponse:
    """Where a held block may go: a verdict for each department of its discipline and each first week."""
    block = block_ref(request, draft, asked.text("block"))
    found = drafts.targets(actor=request.actor, draft=draft, block=block, whole_group=asked.whole_group)
    return JsonResponse(answers.held(request, draft, block, found))


@acting
def check(request: ActorRequest, draft: Draft, asked: Asked) -> JsonResponse:
    """What a change would do; nothing is written."""
    verdict = drafts.try_move(actor=request.actor, draft=draft, change=change_of(request, draft, asked))
    return JsonResponse({"ok": verdict.allowed, "say": Speaker.of(request.actor, draft.round).verdict(verdict)})


@acting
def move(request: ActorRequest, draft: Draft, asked: Asked) -> JsonResponse:
    """Move a block, or let two change places."""
    change = change_of(request, draft, asked)
    return done(request, drafts.move(actor=request.actor, draft=draft, change=change, version=asked.number("revision")))


@acting
def undo(request: ActorRequest, draft: Draft, asked: Asked) -> JsonResponse:
    return done(request, drafts.undo(actor=request.actor, draft=draft, version=asked.number("revision")))


@acting
def redo(request: ActorRequest, draft: Draft, asked: Asked) -> JsonResponse:
    return done(request, drafts.redo(actor=request.actor, draft=draft, version=asked.number("revision")))


@acting
def lock(request: ActorRequest, draft: Draft, asked: Asked) -> JsonResponse:
    """Lock a block where it is, or unlock it when it is locked."""
    block = block_ref(request, draft, asked.text("block"))
    version = asked.number("revision")
    if drafts.unlock(actor=request.actor, draft=draft, block=block, version=version):
        say = _("Unlocked: the block may be moved.")
    else:
        drafts.lock(actor=request.actor, draft=draft, block=block, version=version)
        say = _("Locked: a further run leaves the block where it is.")
    draft.refresh_from_db()
    return JsonResponse({"ok": True, "say": say, **answers.after(request, draft, [block.participant])})


def done(request: ActorRequest, moved: Moved) -> JsonResponse:
    """The checker's word on what was done, and what changed on the page."""
    verdict = moved.verdict
    say = Speaker.of(request.actor, moved.draft.round).done(verdict)
    changed = answers.after(request, moved.draft, verdict.touched)
    return JsonResponse({"ok": not verdict.new, "say": say, **changed})
