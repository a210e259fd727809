"""State of long work for pages that watch it."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wardbridge.core import jobs
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import JobRun


def _job(request: HttpRequest, uid: UUID) -> JobRun:
    return get_object_or_404(JobRun.objects.visible_to(cast(ActorRequest, request).actor), uid=uid)


def _as_json(job: JobRun) -> JsonResponse:
    return JsonResponse(
        {
            "uid": str(job.uid),
            "kind": job.kind,
            "state": job.state,
            "progress": job.progress,
            "note": job.note,
            "note_text": job.note_text,
            "cancel_requested": job.cancel_requested,
            "ended": job.has_ended,
        }
    )


@login_required
@never_cache
def state(request: HttpRequest, uid: UUID) -> JsonResponse:
    """The job as JSON; 404 when it isn't the reader's."""
    return _as_json(_job(request, uid))


@login_required
@require_POST
def cancel(request: HttpRequest, uid: UUID) -> JsonResponse:
    """Ask the job to stop; it keeps what it has found so far."""
    job = _job(request, uid)
    jobs.cancel(job)
    return _as_json(_job(request, uid))
