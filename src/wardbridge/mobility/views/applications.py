"""An application: the applicant writes and sends it; its office reads it; reviewers score it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardbridge.compliance.models import Paper
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.exchange.domain import applying, consents, eligibility, reviewing
from wardbridge.exchange.domain.applying import Said
from wardbridge.exchange.domain.calls import clock
from wardbridge.exchange.enums import RUNNING, ApplicationState, CallState, Purpose
from wardbridge.exchange.models import (
    Application,
    Asked,
    Call,
    Criterion,
    Place,
    Proof,
    RankLine,
    Review,
    Reviewer,
    Wish,
)
from wardbridge.institutions.models import Department
from wardbridge.mobility import forms, words
from wardbridge.mobility.access import application_of, call_of, is_own
from wardbridge.mobility.views.base import Page, done, form_page, refuse
from wardbridge.people.queries import persons


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Begin an application, or go on with its draft."""
    call = call_of(request, uid)
    person = persons.own(request.actor)
    if person is None:
        raise Http404
    form = _apply_form(request, call)
    if request.method == "POST" and form.is_valid():
        try:
            made = applying.begin(
                actor=request.actor, call=call, person=person, said=Said(**form.said()), wishes=form.wishes()
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("mobility:application", made.uid)
    page = Page(
        _("Apply"),
        _("Go on to the papers"),
        reverse("mobility:call", args=[call.uid]),
        call.name,
        lead=_("Until {closes} ({zone}).").format(closes=clock(call.deadline, call.zone), zone=call.zone),
    )
    return render(request, "mobility/form.html", {"page": page, "form": form})


def _apply_form(request: ActorRequest, call: Call) -> forms.ApplyForm:
    places = Place.objects.visible_to(request.actor).filter(call=call)
    own = Application.objects.visible_to(request.actor).filter(call=call, person__user=request.actor.user_id).first()
    return forms.ApplyForm(
        request.POST or None,
        call=call,
        places=list(places.select_related("quota__host", "quota__discipline", "department")),
        departments=Department.objects.filter(site__organisation=call.owner),
        initial=_written(request, own) if own else {},
    )


def _written(request: ActorRequest, own: Application) -> dict[str, Any]:
    said = {name: getattr(own, name) for name in Said.__dataclass_fields__}
    wishes = Wish.objects.visible_to(request.actor).filter(application=own)
    return {**said, **{f"wish_{one.rank}": str(one.place_id) for one in wishes}}


@login_required
@require_GET
def application(request: ActorRequest, uid: UUID) -> HttpResponse:
    """How an application stands: what is missing, each rule with its reason, the outcome and why."""
    row, actor = application_of(request, uid), request.actor
    own, leads = is_own(request, row), actor.is_office(row.call.owner_id)
    draft = row.state == ApplicationState.DRAFT
    line = RankLine.objects.visible_to(actor).filter(application=row).select_related("ranking__call").first()
    proofs = {one.asked_id: one for one in Proof.objects.visible_to(actor).filter(application=row)}
    asked = Asked.objects.visible_to(actor).filter(call=row.call)
    wishes = Wish.objects.visible_to(actor).filter(application=row)
    context = {
        "application": row,
        "shape": words.shape_of(row),
        "own": own,
        "leads": leads,
        "draft": draft,
        "closes": clock(row.call.deadline, row.call.zone),
        "papers": [(one, proofs.get(one.pk)) for one in asked],
        "missing": [one for one in asked if one.required and one.pk not in proofs],
        "wishes": wishes.select_related("place__quota__host", "place__quota__discipline", "place__department"),
        "lines": eligibility.lines(row),
        "rank": line,
        "why": words.why(actor, line) if line else [],
        "reviews": Review.objects.visible_to(actor).filter(application=row).select_related("reviewer__user"),
        "may_score": not own and _may_score(request, row),
        "send": forms.SendForm() if own and draft else None,
        "given": _given(request, row) if own else [],
        "crumbs": [
            (_("Exchange"), reverse("mobility:home")),
            (row.call.name, reverse("mobility:call", args=[row.call.uid])),
            (_("Application"), ""),
        ],
    }
    return render(request, "mobility/application.html", context)


def _may_score(request: ActorRequest, row: Application) -> bool:
    """Whether the reader is a reviewer who has not scored it yet."""
    mine = Reviewer.objects.visible_to(request.actor).filter(call=row.call, user=request.actor.user_id)
    sent = Review.objects.visible_to(request.actor).filter(application=row, reviewer__in=mine)
    return row.state in RUNNING and row.call.state == CallState.OPEN and mine.exists() and not sent.exists()


def _given(request: ActorRequest, row: Application) -> list[Purpose]:
    return [one for one in Purpose if consents.holds(row.person, row.call.owner, one)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: ActorRequest, uid: UUID, asked: int) -> HttpResponse:
    """The applicant sends a paper."""
    row = application_of(request, uid)
    paper = get_object_or_404(Asked.objects.visible_to(request.actor), call=row.call, pk=asked)
    if not is_own(request, row):
        raise Http404
    form = forms.ProofForm(request.POST or None, request.FILES or None, asked=paper)
    page = Page(
        str(paper),
        _("Send the paper"),
        reverse("mobility:application", args=[row.uid]),
        _("Application"),
        done=_("The paper is here, encrypted."),
    )

    def act(said: dict[str, Any]) -> object:
        return applying.attach(actor=request.actor, application=row, asked=paper, **said)

    return form_page(request, page, form, act)


@login_required
@require_GET
@never_cache
def proof(request: ActorRequest, uid: UUID) -> HttpResponse:
    """A paper of an application, for whoever may see it; each reading is written down."""
    rows = Proof.objects.visible_to(request.actor).select_related("paper")
    return sealed(applying.read_paper(actor=request.actor, proof=get_object_or_404(rows, uid=uid)))


@login_required
@require_POST
def share(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The sending office shows a paper to the host, or takes it back from its sight."""
    rows = Proof.objects.visible_to(request.actor).select_related("application__call", "application__fellowship")
    row = get_object_or_404(rows, uid=uid, application__fellowship__isnull=False)
    back = reverse("mobility:stay", args=[row.application.fellowship.uid])
    said = _("The host no longer sees it.") if row.shared else _("The host sees it now.")
    return done(request, back, lambda: applying.share(actor=request.actor, proof=row, shared=not row.shared), said)


def sealed(found: tuple[Paper, bytes] | None) -> HttpResponse:
    """A sealed paper as a file to keep; 404 when there is none."""
    if found is None:
        raise Http404
    paper, content = found
    answer = HttpResponse(content, content_type=paper.media)
    answer["Content-Disposition"] = content_disposition_header(True, paper.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@login_required
@require_POST
def send(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Give the consents that are ticked and send the application."""
    row = application_of(request, uid)
    if not is_own(request, row):
        raise Http404
    form = forms.SendForm(request.POST)
    ticked = [one for one in Purpose if form.is_valid() and form.cleaned_data[one.value]]

    def act() -> object:
        for purpose in ticked:
            consents.give(actor=request.actor, person=row.person, organisation=row.call.owner, purpose=purpose)
        return applying.send(actor=request.actor, application=row)

    said = _("Sent. How each rule stands is shown below; the outcome comes to your notices.")
    return done(request, reverse("mobility:application", args=[row.uid]), act, said)


@login_required
@require_POST
def consent(request: ActorRequest, uid: UUID, purpose: str) -> HttpResponse:
    """Give a consent later, or take one back."""
    row = application_of(request, uid)
    if not is_own(request, row) or purpose not in Purpose.values:
        raise Http404
    given = consents.holds(row.person, row.call.owner, Purpose(purpose))
    verb = consents.withdraw if given else consents.give

    def act() -> object:
        return verb(actor=request.actor, person=row.person, organisation=row.call.owner, purpose=Purpose(purpose))

    said = _("Taken back, from now on.") if given else _("Thank you; it is noted.")
    return done(request, reverse("mobility:application", args=[row.uid]), act, said)


@login_required
@require_POST
def withdraw(request: ActorRequest, uid: UUID) -> HttpResponse:
    row = application_of(request, uid)
    act = lambda: applying.withdraw(actor=request.actor, application=row)  # noqa: E731
    return done(request, reverse("mobility:application", args=[row.uid]), act, _("Your application is withdrawn."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: ActorRequest, uid: UUID, code: str) -> HttpResponse:
    """The office lets one rule pass, by name."""
    row = application_of(request, uid)
    rule = next((one for one in eligibility.lines(row) if one.finding.code == code), None)
    if rule is None or not request.actor.is_office(row.call.owner_id):
        raise Http404
    page = Page(
        _("Waive a rule"),
        _("Waive it by my name"),
        reverse("mobility:application", args=[row.uid]),
        _("Application"),
        lead=f"{rule.finding.rule} · {rule.words}",
        danger=True,
    )
    form = forms.WordsForm(request.POST or None)

    def act(said: dict[str, Any]) -> object:
        return eligibility.waive(actor=request.actor, application=row, code=code, words=said["words"])

    return form_page(request, page, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Score by the rubric; the review stays as it was sent."""
    row = application_of(request, uid)
    if not _may_score(request, row):
        raise Http404
    criteria = list(Criterion.objects.visible_to(request.actor).filter(call=row.call))
    form = forms.ReviewForm(request.POST or None, criteria=criteria)
    page = Page(
        _("Score"),
        _("Send my review"),
        reverse("mobility:home"),
        row.person.full_name,
        lead=_("Nobody sees it before the call is ranked, and you see no other's. It stays as you send it."),
        done=_("Your review is sent."),
    )

    def act(said: dict[str, Any]) -> object:
        return reviewing.score(actor=request.actor, application=row, points=form.points(), words=said["words"])

    return form_page(request, page, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: ActorRequest, uid: UUID) -> HttpResponse:
    """A reviewer says that he is not free to judge."""
    row = application_of(request, uid)
    if not _may_score(request, row):
        raise Http404
    page = Page(
        _("Declare a conflict"),
        _("I don't score it"),
        reverse("mobility:home"),
        row.person.full_name,
        lead=_("The application is taken off your list; the office reads the reason."),
        done=_("Noted: you don't score this application."),
    )
    form = forms.WordsForm(request.POST or None)
    act = lambda said: reviewing.declare(actor=request.actor, application=row, **said)  # noqa: E731
    return form_page(request, page, form, act)
