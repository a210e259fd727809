"""What people are told about requests (that there is something, never what it says), and the daily sweep."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import worker
from wardbridge.demand.domain import stepping, talking, watch
from wardbridge.notices import texts

texts.register(
    stepping.MOVED,
    subject=_("Request {number}: there is news"),
    body=_("Request {number} between {school} and {hospital} has moved on. Sign in to read it."),
)
texts.register(
    talking.SAID,
    subject=_("Request {number}: a new message"),
    body=_("{organisation} has written a message about request {number}. Sign in to read it."),
)
texts.register(
    watch.DUE,
    subject=_("Request {number}: an answer is due on {due}"),
    body=_("Request {number} waits for your answer until {due}. After that day it expires."),
)

worker.sweep(watch.daily)
