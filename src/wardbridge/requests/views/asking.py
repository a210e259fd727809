"""The school asks: a request for a line of its demand, sent, withdrawn, conditions taken or not. Both sides talk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wardbridge.core.middleware import ActorRequest
from wardbridge.demand.domain import asking, talking
from wardbridge.demand.enums import State
from wardbridge.demand.models import Line, Request
from wardbridge.requests.access import asked_or_404, asks
from wardbridge.requests.forms import AskForm, SayForm, WordsForm, uid_of
from wardbridge.requests.views.base import done_with, pressed
from wardbridge.requests.views.reading import context_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActorRequest, line: UUID) -> HttpResponse:
    """A new request for learners of a line."""
    rows = Line.objects.visible_to(request.actor).select_related("demand__school", "demand__programme", "discipline")
    found = rows.filter(uid=line).first()
    if found is None or not request.actor.is_office(found.demand.school_id):
        raise Http404
    form = AskForm(request.POST or None, line=found)
    return _asked(request, found, form, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ActorRequest, uid: UUID) -> HttpResponse:
    """A draft, changed and sent."""
    row = asked_or_404(request, uid)
    if not asks(request, row) or row.state != State.DRAFT:
        raise Http404
    where = row.department.uid if row.department else row.site.uid
    said = {"uid": row.uid, "where": str(where), "learners": row.learners, "first": row.first, "weeks": row.weeks}
    form = AskForm(request.POST or None, line=row.line, initial={**said, "due": row.due})
    return _asked(request, row.line, form, row)


def _asked(request: ActorRequest, line: Line, form: AskForm, row: Request | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        wanted, words = form.wanted(), form.cleaned_data["words"]
        if row is not None and wanted.uid != row.uid:
            raise Http404
        if done_with(form, lambda: asking.ask(actor=request.actor, line=line, wanted=wanted, words=words)):
            messages.success(request, _("Sent; the hospital is told."))
            return redirect("requests:request", wanted.uid)
    return render(request, "requests/ask.html", {"line": line, "form": form, "row": row})


@login_required
@require_POST
def press(request: ActorRequest, uid: UUID, what: str) -> HttpResponse:
    """Buttons of the school: send a draft, take the conditions, follow a redirection."""
    row = asked_or_404(request, uid)
    if not asks(request, row):
        raise Http404
    actor, here = request.actor, reverse("requests:request", args=[uid])
    if what == "send":
        said = _("Sent; the hospital is told.")
        return pressed(request, lambda: asking.send(actor=actor, request=row), said=said, address=here)
    if what == "agree":
        said = _("Agreed; the places are yours.")
        return pressed(request, lambda: asking.agree(actor=actor, request=row), said=said, address=here)
    if what == "follow":
        new = uid_of(request.POST.get("uid", ""))
        said = _("The other site is asked.")
        return pressed(request, lambda: asking.follow(actor=actor, request=row, uid=new), said=said, address=here)
    raise Http404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reasoned(request: ActorRequest, uid: UUID, what: str) -> HttpResponse:
    """Steps of the school that ask why: the conditions are not taken, the request is withdrawn."""
    row = asked_or_404(request, uid)
    if not asks(request, row) or what not in {"disagree", "withdraw"}:
        raise Http404
    verb = asking.disagree if what == "disagree" else asking.withdraw
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if done_with(form, lambda: verb(actor=request.actor, request=row, words=words)):
            messages.success(request, _("Done; the hospital is told."))
            return redirect("requests:request", uid)
    heading = _("Leave the conditions") if what == "disagree" else _("Withdraw the request")
    context = {"row": row, "form": form, "weighed": None, "how": what, "heading": heading, "button": heading}
    return render(request, "requests/answer.html", context)


@login_required
@require_POST
def say(request: ActorRequest, uid: UUID) -> HttpResponse:
    """A message to the other side."""
    row = asked_or_404(request, uid)
    form = SayForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        if done_with(
            form,
            lambda: talking.say(
                actor=request.actor, request=row, text=said["text"], uid=said["uid"], file=said["file"]
            ),
        ):
            messages.success(request, _("Said; the other side is told that there is something."))
            return redirect("requests:request", uid)
    return render(request, "requests/request.html", context_of(request, row, say=form))
