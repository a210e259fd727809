"""How a page runs a verb: done and said, or the reasons beside the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.demand import messages as codes

FIELDS: Mapping[str, str] = {
    codes.NO_WORDS: "words",
    codes.NO_REASON: "reason",
    codes.NO_PROPOSAL: "proposal",
    codes.NO_SITE: "site",
    codes.NO_DUE: "due",
    codes.PAST: "first",
    codes.MONDAY: "first",
    codes.LEARNERS: "learners",
    codes.WRONG_SITE: "where",
    codes.NO_DEPARTMENT: "department",
    codes.NO_AGREEMENT: "waiver",
    codes.NO_QUOTA: "waiver",
    codes.SHARE: "departure",
    codes.TEACHER: "teacher",
    codes.LONG: "text",
}
"""Code of a refusal → the field beside which it stands, where the form has it."""


def done_with(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the verb did it; if not, the form says why beside its fields."""
    try:
        act()
    except Refused as refused:
        for reason in refused.reasons:
            field = FIELDS.get(reason.code)
            form.add_error(field if field in form.fields else None, reason.text)
        return False
    return True


def pressed(request: ActorRequest, act: Callable[[], object], *, said: str, address: str) -> HttpResponse:
    """Run the verb of a button, say what came of it, and go to `address`."""
    try:
        act()
    except Refused as refused:
        for text in dict.fromkeys(refused.texts):
            messages.error(request, text)
    else:
        messages.success(request, said)
    return redirect(address)
