"""The demand of a round, for whoever runs it: how it is met, what is filed, what is needed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbridge.core.middleware import ActorRequest
from wardbridge.demand.domain import routing
from wardbridge.demand.enums import Route, State
from wardbridge.demand.models import Routing
from wardbridge.demand.queries import rounds as queries
from wardbridge.planning.models import Round
from wardbridge.requests.access import asked
from wardbridge.requests.forms import RouteForm
from wardbridge.requests.views.base import done_with


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_page(request: ActorRequest, uid: UUID) -> HttpResponse:
    """What schools filed for the round, beside who takes part in it; on POST, how demand is met."""
    found = Round.objects.visible_to(request.actor).select_related("owner").filter(uid=uid).first()
    if found is None or not request.actor.is_member(found.owner_id):
        raise Http404
    stored = Routing.objects.filter(round=found).first()
    said = {
        "route": stored.route if stored else Route.CENTRAL,
        "file_until": stored.file_until if stored else None,
        "answer_until": stored.answer_until if stored else None,
    }
    form = RouteForm(request.POST or None, initial=said) if request.actor.is_office(found.owner_id) else None
    if request.method == "POST" and form is not None and form.is_valid():
        chosen = {**form.cleaned_data, "route": Route(form.cleaned_data["route"])}
        if done_with(form, lambda: routing.set_route(actor=request.actor, round_=found, **chosen)):
            messages.success(request, _("Kept. The schools see it."))
            return redirect("requests:round", uid)
    rows = queries.filed(request.actor, found)
    sent = asked(request).filter(line__demand__round=found).values_list("state", flat=True)
    states = list(sent)
    context = {
        "round": found,
        "form": form,
        "routing": stored,
        "central": said["route"] == Route.CENTRAL,
        "filed": rows,
        "needed": queries.needed(rows),
        "states": [(State(one).label, states.count(one)) for one in dict.fromkeys(states)],
    }
    return render(request, "requests/round.html", context)
