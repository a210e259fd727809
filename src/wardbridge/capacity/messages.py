"""Sentences of what the capacity's verbs refuse (`core.errors`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors

NOT_HELD = errors.text("not-held", _("There are not enough places: {found} limits are short. Nothing is held."))
HOLD_DATES = errors.text("hold-dates", _("The first day comes after the last, or the days span more than 60 weeks."))
HOLD_PAST = errors.text("hold-past", _("These days are past."))
HOLD_UNTIL = errors.text("hold-until", _("Places are held until a day from today on, at most {most} days ahead."))
HOLD_PEOPLE = errors.text("hold-people", _("Say how many learners: from 1 to 1000."))
HOLD_PURPOSE = errors.text("hold-purpose", _("Say for what the places are held."))
