"""What people are told about calls, applications and stays."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wardbridge.exchange.enums import FellowshipState
from wardbridge.notices import texts

RECEIVED = texts.register(
    "exchange.received",
    subject=_("We have your application: {call}"),
    body=_("Your application to “{call}” has arrived. Its page shows how each rule stands."),
)
ARRIVED_AT_OFFICE = texts.register(
    "exchange.application", subject=_("An application: {call}"), body=_("Somebody has applied to “{call}”.")
)
CHOSEN = texts.register(
    "exchange.chosen",
    subject=_("You are nominated: {call}"),
    body=_("You stand at rank {position} of “{call}” and are nominated. Your page says what comes next and by when."),
)
NOT_CHOSEN = texts.register(
    "exchange.not-chosen",
    subject=_("The outcome: {call}"),
    body=_("You stand at rank {position} of “{call}” and could not be nominated. Your page says why, in words."),
)
NOMINATED = texts.register(
    "exchange.nominated",
    subject=_("Nominated to you: {person}"),
    body=_("{sender} has nominated {person}. Please answer on the page of the stay."),
)
MOVED = texts.register(
    "exchange.moved",
    subject=_("{person}: {state}"),
    body=_("The stay of {person} at {host} is now: {state}."),
)


def label(state: FellowshipState) -> dict[str, str]:
    """A state as a parameter of a notice, in all three languages."""
    said = {}
    for language in ("vi", "en", "fr"):
        with override(language):
            said[language] = str(state.label)
    return said
