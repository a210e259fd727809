"""Sentences of what the verbs of activities refuse, and the field that each is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors

DATES = errors.text("activity-dates", _("It would end on {last}, before it begins on {first}."))
NUMBER = errors.text("activity-number-taken", _("Your organisation already has an activity “{found}”."))
TWICE = errors.text("activity-attendee-twice", _("“{found}” of this organisation is written down already."))
HOURS = errors.text("activity-hours", _("Hours are more than 0, and those of continuing education no more than them."))
DAY = errors.text("activity-day", _("{found} is no day of this activity."))

FIELDS = {DATES: "last", NUMBER: "code", TWICE: "post", HOURS: "hours", DAY: "day"}
