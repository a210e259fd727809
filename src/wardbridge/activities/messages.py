"""Sentences of what the verbs of activities refuse, and the field that each is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors

DATES = errors.text("activity-dates", _("It would end on {last}, before it begins on {first}."))
NUMBER = errors.text("activity-number-taken", _("Your organisation already has an activity “{found}”."))
TWICE = errors.text("activity-attendee-twice", _("“{found}” of this organisation is written down already."))
HOURS = errors.text("activity-hours", _("Hours are more than 0, and those of continuing education no more than them."))
DAY = errors.text("activity-day", _("{found} is no day of this activity."))
NOT_CLEARED = errors.text("activity-not-cleared", _("{found} may not treat patients on {day}: {lacks}."))
NO_EXPERT = errors.text("activity-no-expert", _("No expert who treats patients is entered."))
LICENCE_DATES = errors.text("activity-licence", _("Give the day until which the licence holds."))
NOT_OPEN = errors.text("activity-not-open", _("People register for courses and workshops alone."))
FULL = errors.text("activity-full", _("All {allowed} places are taken."))
OVER = errors.text("activity-over", _("It ended on {found}."))
REGISTERED = errors.text("activity-registered", _("{found} is registered already."))
NOT_YET = errors.text("activity-not-yet", _("The session of {found} is not held yet."))

FIELDS = {
    DATES: "last",
    NUMBER: "code",
    TWICE: "post",
    HOURS: "hours",
    DAY: "day",
    LICENCE_DATES: "licence_until",
    REGISTERED: "name",
}
