"""Why a verb of demand and requests refuses, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core.errors import text

STATE = text("request-state", _("This is no longer possible: the request is now “{found}”."))
DEMAND_STATE = text("demand-state", _("This is no longer possible: the demand is now “{found}”."))
NO_LINES = text("demand-empty", _("Say for which disciplines and weeks places are needed: at least one line."))
LEARNERS = text("demand-learners", _("{found} learners are more than the cohort has ({allowed})."))
COUNT = text("demand-count", _("A number from {least} to {allowed} is needed here, not {found}."))
MONDAY = text("demand-monday", _("Weeks begin on a Monday; {found} is none."))
OUTSIDE = text("demand-outside-round", _("{found} lies outside the round ({allowed})."))
ELSEWHERE = text("demand-elsewhere", _("This programme, round or site is not open to your school."))
CLOSED = text("demand-closed", _("Demand for this round was to be filed until {allowed}."))
TWICE = text("demand-line-twice", _("The same discipline and week stand here twice."))
REQUESTED = text("demand-requested", _("Requests of this demand are still open: withdraw them first."))
CENTRAL = text("request-central", _("This round is planned centrally: no requests are sent to hospitals."))
WRONG_SITE = text("request-site", _("This site or department does not train the discipline."))
NO_DUE = text("request-due", _("Choose a day from today on by which the other side answers."))
PAST = text("request-past", _("{found} lies in the past."))
NO_DEPARTMENT = text("request-department", _("Choose the department that receives the learners."))
FEW_PLACES = text(
    "request-places",
    _("{place}, week of {first}: {missing} too many. What binds: {binding}, {allowed} in all, {taken} taken."),
)
NO_AGREEMENT = text(
    "request-no-agreement",
    _("No agreement between {school} and {hospital} is in force from {first} to {last}."),
)
NO_QUOTA = text(
    "request-no-quota",
    _("The agreement of {school} and {hospital} states no quota for this discipline, level and year ({first})."),
)
SHARE = text(
    "request-share",
    _("Others ask for this ward too: the published rule gives {school} {allowed} here, not {found}. Say why."),
)
NO_REASON = text("request-reason", _("Choose a reason from the list."))
NO_WORDS = text("request-words", _("Say it in words: the other side reads it."))
NO_PROPOSAL = text("request-proposal", _("Say what the school could do instead."))
NO_SITE = text("request-proposed-site", _("Choose another site that trains this discipline."))
TEACHER = text("request-teacher", _("This teacher does not teach in the department."))
LONG = text("request-long", _("{found} characters are too many; up to {allowed} are kept."))
UNREADABLE = text("intake-unreadable", _("This file can’t be read as a workbook ({found})."))
NO_HEADS = text("intake-heads", _("Columns are missing: {found}. Begin from the template."))
NO_CELL = text("intake-missing", _("Nothing stands here, but something must."))
UNKNOWN = text("intake-unknown", _("“{found}” is not known here."))
NO_DAY = text("intake-day", _("“{found}” is no day; write it as 2027-03-01 or 01/03/2027."))
NO_NUMBER = text("intake-number", _("“{found}” is no whole number."))
FILED_ALREADY = text("intake-filed", _("This cohort’s demand is filed already; withdraw it before you send it anew."))
