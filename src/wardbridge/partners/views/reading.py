"""Reading: the list, one agreement, its files."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from wardbridge.agreements.models import Document
from wardbridge.core.middleware import ActorRequest
from wardbridge.partners import listing
from wardbridge.partners.access import agreement_of, must_belong
from wardbridge.partners.reading import page_context
from wardbridge.ui.lists import asked_text, chips_of


@login_required
@require_safe
def agreements(request: ActorRequest) -> HttpResponse:
    """The agreements that the reader's organisations keep, are party to, or were shown."""
    must_belong(request)
    filters = listing.filters_of(request)
    page = listing.listed(request, filters)
    context = {
        "page": page,
        "filters": filters,
        "chips": chips_of(filters),
        "q": asked_text(request),
        "soon": listing.soon(request),
        "default_sort": "-first",
        "may_begin": bool(request.actor.office_ids),
        "asked": bool(chips_of(filters) or asked_text(request)),
    }
    return render(request, "partners/list.html", context)


@login_required
@require_safe
def agreement(request: ActorRequest, uid: UUID) -> HttpResponse:
    """One agreement: parties side by side with their signatures, texts, family, terms, timeline."""
    row = agreement_of(request, uid)
    return render(request, "partners/agreement.html", page_context(request, row))


@login_required
@require_safe
def document(request: ActorRequest, uid: UUID, document: UUID) -> HttpResponse:
    """A file of the agreement, as it was stored."""
    row = agreement_of(request, uid)
    found = get_object_or_404(Document.objects.visible_to(request.actor), agreement=row, uid=document)
    return file_answer(found)


def file_answer(found: Document) -> HttpResponse:
    """The bytes, to be saved and not to be run."""
    answer = HttpResponse(bytes(found.content), content_type=found.media)
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
