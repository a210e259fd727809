"""What an office asks of those who come: its gates, a new one, and the end of one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wardbridge.cohorts.models import Programme
from wardbridge.compliance.domain import gates as verbs
from wardbridge.compliance.models import Gate
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.papers.forms import GateForm


def _owner_or_404(request: ActorRequest) -> Organisation:
    """The hospital or school for whose office the reader acts: the first of them."""
    for kind in (OrganisationKind.HOSPITAL, OrganisationKind.SCHOOL):
        found = request.actor.of_kind(kind, {Role.OFFICE})
        if found:
            return found[0]
    raise Http404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def gates(request: ActorRequest) -> HttpResponse:
    """The gates of the reader's organisation; on POST, a new one."""
    owner = _owner_or_404(request)
    programmes = Programme.objects.visible_to(request.actor).order_by("code")
    if owner.kind == OrganisationKind.SCHOOL:
        programmes = programmes.filter(school=owner)
    form = GateForm(request.POST or None, owner=owner, programmes=programmes)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.open_gate(actor=request.actor, owner=owner, data=form.data_of())
        except Refused as refused:
            form.add_error(None, refused.texts)
        else:
            messages.success(request, _("From now on this must be shown."))
            return redirect("papers:gates")
    rows = Gate.objects.filter(owner=owner).select_related("site", "department", "programme")
    context = {"owner": owner, "gates": rows, "form": form, "today": request.actor.on}
    return render(request, "papers/gates.html", context)


@login_required
@require_POST
def close(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The gate asks nothing more from today on."""
    owner = _owner_or_404(request)
    gate = get_object_or_404(Gate, owner=owner, uid=uid)
    verbs.close_gate(actor=request.actor, gate=gate, day=request.actor.on)
    messages.success(request, _("It is no longer asked; what was shown stays on record."))
    return redirect("papers:gates")
