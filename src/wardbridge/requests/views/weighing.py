"""How requests are weighed: the rule with an example, for everyone; and the figures of one ward, for its parties."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wardbridge.core.middleware import ActorRequest
from wardbridge.demand.domain.weighing import weighed
from wardbridge.demand.enums import State
from wardbridge.requests.access import asked_or_404
from wardbridge.rulekit.sharing import Asking, shared

EXAMPLE = (
    Asking("A", 8, 300, received=90),
    Asking("B", 6, 100, reserve=2, received=10, refused=20),
    Asking("C", 4, 100),
)
EXAMPLE_PLACES = 10


@require_GET
def rule(request: HttpRequest) -> HttpResponse:
    """The published rule, in words and in a worked example."""
    context = {"places": EXAMPLE_PLACES, "shares": shared(EXAMPLE_PLACES, EXAMPLE)}
    return render(request, "requests/rule.html", context)


@login_required
@require_GET
def figures(request: ActorRequest, uid: UUID) -> HttpResponse:
    """What the rule gives each school that asks for this ward, with every figure that it used."""
    row = asked_or_404(request, uid)
    if row.state != State.SENT:
        messages.info(request, _("This request no longer waits, so it is not weighed."))
        return redirect("requests:request", uid)
    found = weighed(row)
    names = {code: school.name for code, school in found.schools.items()}
    shares = [(names[share.asking.school], share) for share in found.scarcest.shares]
    context = {"row": row, "weighed": found, "shares": shares, "mine": row.line.demand.school.name}
    return render(request, "requests/weighing.html", context)
