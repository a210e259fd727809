"""Pages that read: the list of requests, one request with its history and conversation, a file of it."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.middleware import ActorRequest
from wardbridge.demand import reasons
from wardbridge.demand.domain.weighing import weighed
from wardbridge.demand.enums import HOLDING, Proposal, State
from wardbridge.demand.models import Attachment, Message, Request, Step
from wardbridge.requests.access import answers, asked_or_404, asks
from wardbridge.requests.forms import SayForm
from wardbridge.requests.listing import SHAPES, chosen, everything, filters_of, lines_of
from wardbridge.ui.lists import PAGE_ROWS, chips_of


@login_required
@require_GET
def requests(request: ActorRequest) -> HttpResponse:
    """Every request that the reader sees; what waits for him stands first."""
    rows = everything(request)
    filters = filters_of(request, rows)
    lines = lines_of(request, chosen(rows, filters))
    context = {
        "page": Paginator(lines, PAGE_ROWS).get_page(request.GET.get("page")),
        "waiting": sum(one.mine for one in lines_of(request, rows)),
        "filters": filters,
        "chips": chips_of(filters),
        "any": bool(rows),
        "is_school": bool(request.actor.of_kind(OrganisationKind.SCHOOL, {Role.OFFICE})),
        "is_authority": bool(request.actor.of_kind(OrganisationKind.AUTHORITY)),
    }
    return render(request, "requests/list.html", context)


@login_required
@require_GET
def asked_page(request: ActorRequest, uid: UUID) -> HttpResponse:
    """One request: what is asked, how it stands, what the reader may do, its history, the conversation."""
    row = asked_or_404(request, uid)
    return render(request, "requests/request.html", context_of(request, row))


def context_of(request: ActorRequest, row: Request, say: SayForm | None = None) -> dict[str, object]:
    """What the page of a request shows, with the message as it was written or an empty one."""
    asking, answering = asks(request, row), answers(request, row)
    talks = (asking or answering) and row.state != State.DRAFT
    steps = Step.objects.visible_to(request.actor).filter(request=row)
    said = Message.objects.visible_to(request.actor).filter(request=row).select_related("author", "organisation")
    files: dict[int, list[Attachment]] = {}
    for one in Attachment.objects.visible_to(request.actor).filter(message__request=row).defer("content"):
        files.setdefault(one.message_id, []).append(one)
    return {
        "row": row,
        "shape": SHAPES[State(row.state)],
        "asks": asking,
        "answers": answering,
        "weighed": weighed(row) if row.state == State.SENT else None,
        "reason": reasons.text_of(row.edition, row.reason) if row.reason else "",
        "proposal": Proposal(row.proposal).label if row.proposal else "",
        "follower": Request.objects.visible_to(request.actor).filter(follows=row).last(),
        "holding": row.state in HOLDING,
        "may_withdraw": asking and row.state in {State.DRAFT, State.SENT, State.CONDITIONS, State.ACCEPTED},
        "steps": steps.select_related("actor", "organisation", "terms__department").order_by("-pk"),
        "messages_said": [(one, files.get(one.pk, [])) for one in said],
        "say": (say or SayForm()) if talks else None,
        "uid": uuid4(),
    }


@login_required
@require_GET
@never_cache
def file(request: ActorRequest, uid: UUID, attachment: UUID) -> HttpResponse:
    """A file of the conversation, for its two sides."""
    row = asked_or_404(request, uid)
    found = Attachment.objects.visible_to(request.actor).filter(uid=attachment, message__request=row).first()
    if found is None:
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type=found.media)
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
