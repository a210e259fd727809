"""What the pages with a form share: one template, and a verb's refusal beside the field that it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from wardbridge.core import files
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.exchange.messages import FIELDS

Act = Callable[[dict[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Page:
    """A page with one form: heading, what it explains, its button, where it goes back to and how that is called."""

    heading: str
    submit: str
    back: str
    parent: str
    lead: str = ""
    done: str = ""
    danger: bool = False

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(_("Exchange"), reverse("mobility:home")), (self.parent, self.back), (self.heading, "")]


def form_page(request: ActorRequest, page: Page, form: forms.Form, act: Act) -> HttpResponse:
    """Show the form; on POST do `act` with what was typed and go back, or say what was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            if page.done:
                messages.success(request, page.done)
            return redirect(page.back)
    return render(request, "mobility/form.html", {"page": page, "form": form})


def refuse(form: forms.Form, refused: Refused) -> None:
    """Put each reason beside its field, or above the form when it is about none of them."""
    for reason in refused.reasons:
        field = FIELDS.get(reason.code, "")
        if reason.code in files.CODES:
            field = next((name for name in ("file", "scan", "certificate") if name in form.fields), "")
        form.add_error(field if field in form.fields else None, reason.text)


def done(request: ActorRequest, back: str, act: Callable[[], object], said: str) -> HttpResponse:
    """Do an act that asks nothing, say how it went, and go back."""
    try:
        act()
    except Refused as refused:
        for text in refused.texts:
            messages.error(request, text)
    else:
        messages.success(request, said)
    return redirect(back)
