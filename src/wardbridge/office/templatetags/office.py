"""Small components of the desk: states of rounds, uploads and runs; figures; names of drafts."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wardbridge.office import words
from wardbridge.planning.enums import DraftState, RoundState, UploadState
from wardbridge.planning.models import Draft, Round, Run, Upload
from wardbridge.rulekit.messages import format_number
from wardbridge.ui.dates import reader_language
from wardbridge.ui.templatetags.ui import state

register = template.Library()

ROUND_KINDS = {RoundState.PUBLISHED: "good", RoundState.RUNNING: "good", RoundState.CLOSED: "none"}
UPLOAD_KINDS = {
    UploadState.CONFIRMED: "good",
    UploadState.REFUSED: "bad",
    UploadState.FAILED: "bad",
    UploadState.DISCARDED: "none",
}


@register.simple_tag
def round_state(round_: Round) -> SafeString:
    """``{% round_state round %}``"""
    return state(ROUND_KINDS.get(RoundState(round_.state), "wait"), str(RoundState(round_.state).label))


@register.simple_tag
def upload_state(upload: Upload) -> SafeString:
    """``{% upload_state upload %}``"""
    return state(UPLOAD_KINDS.get(UploadState(upload.state), "wait"), str(UploadState(upload.state).label))


@register.simple_tag
def run_state(run: Run) -> SafeString:
    """``{% run_state run %}``"""
    return state(*words.run_state(run))


@register.simple_tag
def draft_name(draft: Draft) -> str:
    """``{% draft_name draft %}``: Draft 7, and whether it is published."""
    if draft.state == DraftState.FROZEN:
        return _("Draft %(number)s (published)") % {"number": draft.number}
    return _("Draft %(number)s") % {"number": draft.number}


@register.filter
def figure(value: float | None) -> str:
    """``{{ run.objective|figure }}``: at most two decimals, in the reader's language; a dash when not known."""
    return "–" if value is None else format_number(round(float(value), 2), reader_language())


@register.filter
def percent(value: float | None) -> str:
    """``{{ run.gap|percent }}``"""
    return words.percent(value)
