"""What people are told about agreements, and the sweep that looks for what ends or falls due."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.agreements.domain import changing, signing, watch
from wardbridge.core import worker
from wardbridge.notices import texts

texts.register(
    changing.MOVED,
    subject=_("{agreement}: {state}"),
    body=_("The agreement “{agreement}” is now: {state}. Reason: {reason}."),
)
texts.register(
    signing.INVITED,
    subject=_("Please sign: {agreement}"),
    body=_("{party} is asked to sign “{agreement}”. The link opens the text and is good once, until {until}."),
)
texts.register(
    watch.ENDING,
    subject=_("{agreement} ends on {end}"),
    body=_(
        "The agreement “{agreement}” ends in {days} days, on {end}. Renew it, or nobody can be placed after that day."
    ),
)
texts.register(
    watch.DUE,
    subject=_("Due on {due}: {what}"),
    body=_("Under “{agreement}”, {party} owes by {due}: {what}."),
)

worker.sweep(watch.daily)
