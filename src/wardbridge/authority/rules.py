"""An authority changes, confirms or loads rules; each act makes the next edition of the pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbridge.authority.forms import ChangeForm, ConfirmForm, LoadForm, rule_asked
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.rulebook.domain import editing
from wardbridge.rulebook.domain.books import Book, book
from wardbridge.rulebook.models import Edition
from wardbridge.rulekit.law import LegalRule
from wardbridge.ui.law import RuleLine, title_of


@dataclass(slots=True)
class Desk:
    """The pack, the rule in hand, and the three forms, each bound only when it was sent."""

    owner: Organisation
    book: Book
    rule: LegalRule | None
    change: ChangeForm | None
    confirm: ConfirmForm | None
    load: LoadForm

    @property
    def line(self) -> RuleLine | None:
        return RuleLine(self.rule) if self.rule else None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: ActorRequest, pack: str) -> HttpResponse:
    """Choose a rule, then change or confirm it; or load the whole pack."""
    desk = _desk(request, pack)
    if request.method == "POST" and _done(request, desk):
        messages.success(request, _("A new edition is in force."))
        return redirect("authority:rules", pack)
    context = {
        "desk": desk,
        "title": title_of(desk.book.pack),
        "rules": [RuleLine(rule) for rule in desk.book.pack.rules],
        "editions": Edition.objects.filter(pack=pack).select_related("organisation", "by"),
    }
    return render(request, "authority/rules.html", context)


def _desk(request: ActorRequest, pack: str) -> Desk:
    owners = request.actor.of_kind(OrganisationKind.AUTHORITY, {Role.OFFICE})
    try:
        found = book(pack)
    except KeyError as error:
        raise Http404 from error
    if not owners:
        raise Http404
    rule = rule_asked(found.pack, request.GET.get("rule", ""))
    act = request.POST.get("act", "")
    return Desk(
        owners[0],
        found,
        rule,
        ChangeForm(request.POST if act == "change" else None, rule=rule) if rule and rule.figures else None,
        ConfirmForm(request.POST if act == "confirm" else None) if rule and rule.to_confirm else None,
        LoadForm(*((request.POST, request.FILES) if act == "load" else (None, None))),
    )


def _done(request: ActorRequest, desk: Desk) -> bool:
    """Do what was asked; `False` when a form or the verb refuses (the form then says why)."""
    seen = request.POST.get("seen", "")
    said: dict[str, Any] = {
        "actor": request.actor,
        "organisation": desk.owner,
        "code": desk.book.pack.code,
        "seen": int(seen) if seen.isdecimal() else -1,
    }
    rule_id = desk.rule.id if desk.rule else ""
    acts: dict[str, tuple[forms.Form | None, Callable[[forms.Form], object]]] = {
        "change": (
            desk.change,
            lambda form: editing.change(
                **said,
                rule_id=rule_id,
                figures=desk.change.figures if desk.change else {},
                from_day=form.cleaned_data["from_day"],
                basis=form.cleaned_data["basis"],
                reason=form.cleaned_data["reason"],
            ),
        ),
        "confirm": (
            desk.confirm,
            lambda form: editing.confirm(**said, rule_id=rule_id, source=form.cleaned_data["source"]),
        ),
        "load": (
            desk.load,
            lambda form: editing.load(**said, text=form.cleaned_data["file"], reason=form.cleaned_data["reason"]),
        ),
    }
    form, act = acts.get(request.POST.get("act", ""), (None, lambda form: None))
    if form is None or not form.is_valid():
        return False
    try:
        act(form)
    except Refused as refused:
        form.add_error(None, refused.texts)
        return False
    return True
