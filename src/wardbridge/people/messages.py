"""Sentences of what verbs on teachers refuse (`core.errors`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors

TEACHER_DATES = errors.text("teacher-dates", _("The appointment ends before it begins."))
TEACHER_FUTURE = errors.text("teacher-future", _("Practice can't begin later than today."))
LEAVE_DATES = errors.text("leave-dates", _("The leave ends before it begins, or lasts more than two years."))
LEAVE_TWICE = errors.text("leave-twice", _("These days overlap a leave that is recorded already."))
