"""The first page of exchange: what waits for the reader, the stays, the calls, the year in balance."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wardbridge.core.middleware import ActorRequest
from wardbridge.exchange.domain import transfers
from wardbridge.exchange.enums import RUNNING, ApplicationState, FellowshipState
from wardbridge.exchange.models import Application, Call, Review, Reviewer, TransferFile
from wardbridge.exchange.queries import stays, years
from wardbridge.mobility.forms import FiledForm
from wardbridge.mobility.views.base import Page, form_page
from wardbridge.people.queries import persons
from wardbridge.ui.lists import chips_of, chosen_filter, paged


@login_required
@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """What waits for the reader, the stays he sees, and the calls."""
    actor = request.actor
    states = chosen_filter(request, "state", _("State"), [(s.value, str(s.label)) for s in FellowshipState])
    found = stays.listed(actor)
    page = paged(request, found.filter(state=states.chosen) if states.chosen else found)
    own = Application.objects.visible_to(actor).filter(person__user=actor.user_id).select_related("call__owner")
    context = {
        "office": bool(actor.office_ids),
        "filters": [states],
        "chips": chips_of([states]),
        "page": page,
        "rows": stays.rows(actor, page.object_list),
        "calls": Call.objects.visible_to(actor).select_related("owner")[:30],
        "own": own if persons.own(actor) else [],
        "to_review": to_review(request),
        "transfers": TransferFile.objects.visible_to(actor).select_related("owner", "recipient"),
        "today": actor.on,
    }
    return render(request, "mobility/home.html", context)


def to_review(request: ActorRequest) -> list[Application]:
    """Applications that wait for the reader's own score."""
    actor = request.actor
    mine = Reviewer.objects.visible_to(actor).filter(user=actor.user_id)
    sent = Review.objects.visible_to(actor).filter(reviewer__user=actor.user_id)
    rows = Application.objects.visible_to(actor).filter(call__in=mine.values("call"), state__in=RUNNING)
    waiting = rows.exclude(state=ApplicationState.RANKED).exclude(pk__in=sent.values("application"))
    return list(waiting.exclude(person__user=actor.user_id).select_related("person", "call"))


@login_required
@require_GET
def year(request: ActorRequest) -> HttpResponse:
    """An exchange year: quotas in each direction, what is used of them, and the balance with each partner."""
    actor = request.actor
    known = years.years(actor)
    options = [(str(one), str(one)) for one in known]
    chosen = chosen_filter(request, "year", _("Year"), options)
    shown = int(chosen.chosen or (known[0] if known else actor.on.year))
    lines = years.lines(actor, shown)
    context = {
        "year": shown,
        "years": known,
        "lines": lines,
        "balances": years.balances(actor, lines),
        "today": actor.on,
        "crumbs": [(_("Exchange"), reverse("mobility:home")), (_("Exchange year"), "")],
    }
    return render(request, "mobility/year.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: ActorRequest, uid: str) -> HttpResponse:
    """Say that the file on data that go abroad was filed."""
    rows = TransferFile.objects.visible_to(request.actor).select_related("recipient")
    row = get_object_or_404(rows, uid=uid)
    page = Page(
        _("Data that go abroad"),
        _("It is filed"),
        reverse("mobility:home"),
        row.recipient.name,
        lead=_("The cross-border transfer file (PD-06): who receives which data and why, filed with the authority."),
    )
    form = FiledForm(request.POST or None, initial={"on": request.actor.on})
    return form_page(request, page, form, lambda said: transfers.file(actor=request.actor, transfer=row, **said))
