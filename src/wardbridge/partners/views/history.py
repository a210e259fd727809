"""The memory of a cooperation: histories with their answers, the timeline, key posts, awards, a person's record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbridge.alumni.domain import importing, remembering
from wardbridge.alumni.domain.remembering import Event, Honour, Post, Tale
from wardbridge.alumni.models import Award, History, PastStay, Position, Recipient
from wardbridge.alumni.queries.answers import answer
from wardbridge.alumni.queries.records import record
from wardbridge.alumni.queries.timeline import timeline
from wardbridge.core.middleware import ActorRequest
from wardbridge.exchange.domain import consents
from wardbridge.exchange.enums import Purpose
from wardbridge.partners import history_forms as forms
from wardbridge.partners.access import must_belong
from wardbridge.partners.views.base import Page, form_page
from wardbridge.people.models import Person


@login_required
@require_safe
def overview(request: ActorRequest) -> HttpResponse:
    """What is remembered: every figure says whether it is complete, every name stands by consent."""
    must_belong(request)
    actor = request.actor
    told = History.objects.visible_to(actor).select_related("owner", "partner")
    recipients = Recipient.objects.visible_to(actor).select_related("organisation", "person")
    awards = Award.objects.visible_to(actor).prefetch_related(Prefetch("recipients", recipients))
    context = {
        "answers": [answer(actor, one) for one in told],
        "posts": _key_posts(request),
        "awards": awards.order_by("-on"),
        "timeline": timeline(actor),
        "may_begin": bool(actor.office_ids),
        "crumbs": [_agreements(), (_("Cooperation history"), "")],
    }
    return render(request, "partners/history.html", context)


@login_required
@require_safe
def one(request: ActorRequest, uid: UUID) -> HttpResponse:
    """One history: what is entered, by specialty, profession, length and decade."""
    row = _history(request, uid)
    office = request.actor.is_office(row.owner_id)
    stays = PastStay.objects.visible_to(request.actor).filter(history=row).select_related("person")
    context = {
        "answer": answer(request.actor, row),
        "stays": [(stay, stay.person if stay.person and _named(request, row, stay.person) else None) for stay in stays],
        "may_write": office,
        "crumbs": [_agreements(), (_("Cooperation history"), reverse("partners:history")), (row.name, "")],
    }
    return render(request, "partners/history_one.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest, noun: str) -> HttpResponse:
    """Write down a history, a milestone or an award."""
    if not request.actor.office_ids:
        raise PermissionDenied
    actor, sent = request.actor, request.POST or None
    back = reverse("partners:history")

    def tell(data: dict[str, Any]) -> str:
        owner, partner = data.pop("owner"), data.pop("partner")
        tale = Tale(**data, synthetic=owner.synthetic)
        made = remembering.tell(actor=actor, owner=owner, partner=partner, tale=tale)
        return reverse("partners:history_one", args=[made.uid])

    def mark(data: dict[str, Any]) -> None:
        owner, partner = data.pop("owner"), data.pop("partner")
        event = Event(**data, synthetic=owner.synthetic)
        remembering.mark(actor=actor, owner=owner, partner=partner, event=event)

    def honour(data: dict[str, Any]) -> str:
        owner = data.pop("owner")
        award = Honour(**data, synthetic=owner.synthetic)
        made = remembering.honour(actor=actor, owner=owner, award=award)
        return reverse("partners:award_recipient", args=[made.uid])

    kinds: dict[str, tuple[str, Any, Any]] = {
        "history": (_("New history"), forms.HistoryForm, tell),
        "milestone": (_("New milestone"), forms.MilestoneForm, mark),
        "award": (_("New award"), forms.AwardForm, honour),
    }
    heading, form, act = kinds[noun]
    page = Page(heading, "", _("Store"), done=_("Stored."), address=back)
    return form_page(request, page, form(sent, actor=actor), act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Read old stays from a workbook."""
    row = _history(request, uid)
    if not request.actor.is_office(row.owner_id):
        raise PermissionDenied
    form = forms.StaysForm(request.POST or None, request.FILES or None)
    lead = _("All rows or none. A row whose code stands already is corrected; what is not known stays blank.")
    address = reverse("partners:history_one", args=[row.uid])
    page = Page(_("Read a workbook"), lead, _("Read it"), address=address)

    def act(data: dict[str, Any]) -> None:
        count = importing.take(actor=request.actor, history=row, file=data["file"])
        words = ngettext("%(count)d stay is entered now.", "%(count)d stays are entered now.", count)
        messages.success(request, words % {"count": count})

    return form_page(request, page, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recipient(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Who was honoured."""
    row = get_object_or_404(Award.objects.visible_to(request.actor).select_related("owner"), uid=uid)
    if not request.actor.is_office(row.owner_id):
        raise PermissionDenied
    page = Page(_("Who was honoured"), row.title, _("Add"), done=_("Added."), address=reverse("partners:history"))
    return form_page(
        request,
        page,
        forms.RecipientForm(request.POST or None),
        lambda data: remembering.add_recipient(actor=request.actor, award=row, **data) and None,
    )


@login_required
@require_safe
def person(request: ActorRequest, uid: UUID) -> HttpResponse:
    """One person's record over the years."""
    row = get_object_or_404(Person.objects.visible_to(request.actor), uid=uid)
    context = {
        "person": row,
        "lines": record(request.actor, row),
        "may_write": bool(request.actor.office_ids),
        "crumbs": [_agreements(), (_("Cooperation history"), reverse("partners:history")), (row.full_name, "")],
    }
    return render(request, "partners/record.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Write down a post somebody holds."""
    row = get_object_or_404(Person.objects.visible_to(request.actor), uid=uid)
    if not request.actor.office_ids:
        raise PermissionDenied
    page = Page(
        _("Add a post"), row.full_name, _("Add"), done=_("Added."), address=reverse("partners:record", args=[row.uid])
    )

    def act(data: dict[str, Any]) -> None:
        owner, organisation = data.pop("owner"), data.pop("organisation")
        remembering.post(actor=request.actor, owner=owner, person=row, organisation=organisation, post=Post(**data))

    return form_page(request, page, forms.PostForm(request.POST or None, actor=request.actor), act)


def _key_posts(request: ActorRequest) -> list[tuple[Position, bool]]:
    """Key posts held now, and whether the holder agreed to be named."""
    rows = Position.objects.visible_to(request.actor).filter(key=True, ended_year=None)
    rows = rows.select_related("person", "organisation", "owner").order_by("-began_year", "pk")
    return [(row, consents.holds(row.person, row.owner, Purpose.ALUMNI)) for row in rows]


def _named(request: ActorRequest, history: History, holder: Person) -> bool:
    """The office that keeps the record knows the names; the others by consent."""
    return request.actor.is_office(history.owner_id) or consents.holds(holder, history.owner, Purpose.ALUMNI)


def _history(request: ActorRequest, uid: UUID) -> History:
    rows = History.objects.visible_to(request.actor).select_related("owner", "partner")
    return get_object_or_404(rows, uid=uid)


def _agreements() -> tuple[str, str]:
    return (_("Agreements"), reverse("partners:list"))
