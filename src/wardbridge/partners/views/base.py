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

from wardbridge.activities.messages import FIELDS as ACTIVITY_FIELDS
from wardbridge.agreements.messages import FIELDS
from wardbridge.agreements.models import Agreement
from wardbridge.alumni.messages import FIELDS as ALUMNI_FIELDS
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.interop.messages import FIELDS as INTEROP_FIELDS
from wardbridge.research.messages import FIELDS as RESEARCH_FIELDS

ALL_FIELDS = {**ALUMNI_FIELDS, **RESEARCH_FIELDS, **INTEROP_FIELDS, **ACTIVITY_FIELDS, **FIELDS}
Act = Callable[[dict[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Page:
    """A page with one form: its heading, what it explains, its button, and the agreement it belongs to.

    `present`: address of the file that the form would replace; `empty`: of a workbook to fill in; `address`: where
    to go back to without an agreement.
    """

    heading: str
    lead: str
    submit: str
    agreement: Agreement | None = None
    done: str = ""
    danger: bool = False
    present: str = ""
    empty: str = ""
    address: str = ""

    @property
    def back(self) -> str:
        if self.agreement:
            return reverse("partners:agreement", args=[self.agreement.uid])
        return self.address or reverse("partners:list")

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        trail = [(_("Agreements"), reverse("partners:list"))]
        if self.agreement:
            trail.append((self.agreement.name, self.back))
        return [*trail, (self.heading, "")]


def form_page(request: ActorRequest, page: Page, form: forms.Form, act: Act) -> HttpResponse:
    """Show the form; on POST do `act` with what was typed, or say what was refused.

    Then go to the agreement or the address that `act` gives, else back.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = act(form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            if page.done:
                messages.success(request, page.done)
            if isinstance(made, Agreement):
                return redirect("partners:agreement", made.uid)
            return redirect(made if isinstance(made, str) else page.back)
    return render(request, "partners/form.html", {"page": page, "form": form})


def refuse(form: forms.Form, refused: Refused) -> None:
    """Put each reason beside its field, or above the form when it is about none of them."""
    for reason in refused.reasons:
        field = ALL_FIELDS.get(reason.code, "")
        form.add_error(field if field in form.fields else None, reason.text)


def said(request: ActorRequest, agreement: Agreement, act: Callable[[], object], done: str) -> HttpResponse:
    """Do an act that asks nothing, say how it went, and go back to the agreement."""
    return acted(request, act, done, reverse("partners:agreement", args=[agreement.uid]))


def acted(request: ActorRequest, act: Callable[[], object], done: str, back: str) -> HttpResponse:
    """Do an act that asks nothing, say how it went, and go `back`."""
    try:
        act()
    except Refused as refused:
        for text in refused.texts:
            messages.error(request, text)
    else:
        messages.success(request, done)
    return redirect(back)
