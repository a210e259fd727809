"""Sentences of what the verbs of exchange refuse, the field that each is about, and how eligibility reads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors

FIELDS: dict[str, str] = {}
"""Code → the field of a form beside which it stands."""


def _text(code: str, template: object, field: str = "") -> str:
    if field:
        FIELDS[code] = field
    return errors.text(code, template)  # type: ignore[arg-type]  # a lazy text


# calls
DATES = _text("call-dates", _("It would end on {last}, before it begins on {first}."), "last")
NUMBER = _text("call-number-taken", _("Your organisation already has a call “{found}”."), "code")
NAME = _text("call-name", _("Give the call a name."), "name_vi")
ZONE = _text("call-zone", _("“{found}” is no time zone; an example is {allowed}."), "zone")
PAST = _text("call-past", _("The deadline {found} is past already."), "deadline")
NOT_DRAFT = _text("call-not-draft", _("The call is published: its terms stay as they are."))
NOT_OPEN = _text("call-not-open", _("This is possible only while the call is “{allowed}”; it is “{found}”."))
NO_PLACES = _text("call-no-places", _("The call offers no place yet: choose the quota of an agreement."))
NO_CRITERIA = _text("call-no-criteria", _("The call has no rubric yet: say what is scored."))
QUOTA_OTHER = _text("call-quota-other", _("This quota is for {found}; the call is for {allowed}."), "quota")
QUOTA_SENDER = _text("call-quota-sender", _("Under this quota {found} sends, not your organisation."), "quota")
QUOTA_FORCE = _text("call-quota-force", _("The agreement of this quota is not in force on {found}."), "quota")
QUOTA_FULL = _text(
    "call-quota-full",
    _("The quota has {allowed} places; {used} are used or called for, {found} more don't fit."),
    "places",
)
QUOTA_YEAR = _text("call-quota-year", _("The quota is for {allowed}; the stay begins in {found}."), "quota")
TWICE = _text("call-twice", _("“{found}” is there already."))
POINTS = _text("call-points", _("Points go from {allowed}; {found} does not."), "most")
NOT_CLOSED = _text("call-not-closed", _("Applications are taken until {found}; rank them after that."))
UNREVIEWED = _text("call-unreviewed", _("{found} applications have no review yet."))
NOBODY = _text("call-nobody", _("Nobody is eligible: there is nothing to rank."))

# applications
LATE = _text(
    "application-late",
    _("The call closed on {found} ({zone}); it is now {now} there. An application sent after that can't be taken."),
)
NOT_YOURS = _text("application-not-yours", _("You apply only for yourself."))
SENT = _text("application-sent", _("The application is sent; it can't be changed any more."))
NO_WISH = _text("application-no-wish", _("Choose at least one place."), "wishes")
MISSING = _text("application-missing", _("These papers are missing: {found}."))
NO_CONSENT = _text(
    "application-no-consent", _("Your consent is needed before the office may examine your application."), "consent"
)
EXPIRED = _text("application-expired", _("This paper expired on {found} already."), "valid_until")
ENDS_EARLY = _text(
    "application-ends-early",
    _("This paper expires on {found}; the stay lasts until {allowed}. Renew it first."),
    "valid_until",
)
NO_EXPIRY = _text("application-no-expiry", _("Say until when this paper is valid."), "valid_until")
NO_WORDS = _text("exchange-words", _("Say why: it is kept with the decision."), "words")
NOTHING_TO_WAIVE = _text("application-nothing-to-waive", _("This rule is met or does not apply: nothing to waive."))

# reviews
CONFLICT = _text("review-conflict", _("You can't score this application: {found}."))
NOT_REVIEWER = _text("review-not-reviewer", _("You don't review for this call."))
NOT_RUNNING = _text("review-not-running", _("Only eligible applications are scored; this one is “{found}”."))
REVIEWED = _text("review-sent", _("You have scored this application already; a sent review stays as it is."))
SCORE = _text("review-score", _("“{criterion}” takes 0 to {allowed} points; {found} is outside."))
SCORE_MISSING = _text("review-score-missing", _("“{criterion}” has no points yet."))

# nominations
ABOVE_QUOTA = _text(
    "nomination-quota",
    _("The quota for {year} has {allowed} places and {found} are taken. Name the reason to go above it."),
    "waived",
)
NO_TRANSFER_CONSENT = _text(
    "nomination-consent", _("{found} has not consented that the file goes to a host abroad; ask first.")
)
STATE = _text("fellowship-state", _("This can't be done with a stay that is “{found}”; look at it again."))
STEP_DONE = _text("fellowship-step-done", _("This step is done already."))
NOT_SIDE = _text("fellowship-not-side", _("This step belongs to: {allowed}."))
FUTURE = _text("fellowship-future", _("{found} is not yet; give the day on which it was."), "on")
REASON_CODE = _text("fellowship-reason", _("A host that declines says why."), "reason")
UNFUNDED = _text("fellowship-unfunded", _("No money covers these days of the stay: {found}."))
LANGUAGE_LOW = _text(
    "fellowship-language", _("The best result is {found}; {allowed} is required. Enter a test that reaches it.")
)
NO_VISA = _text("fellowship-no-visa", _("Enter the visa first."))
VISA_SHORT = _text(
    "fellowship-visa-short", _("The visa holds from {first} to {last}; the stay is from {from} to {to}."), "last"
)
EARLY = _text("fellowship-early", _("Steps before this one are not done: {found}."))
HOST_PAPERS = _text("fellowship-papers", _("The paper can't be made yet; it lacks: {found}."))
WHICH_DEPARTMENT = _text("fellowship-department", _("Choose the department that receives the fellow."), "department")
OTHER_DEPARTMENT = _text("fellowship-department-other", _("{found} is no department of {allowed}."), "department")
BEGUN = _text("fellowship-begun", _("The fellow came on {allowed}; only the last day can still move."), "first")
BEFORE_FIRST = _text("fellowship-before-first", _("{found} is before the first day of the stay, {allowed}."), "on")

# money and language
MONEY = _text(
    "funding-amount", _("{found} is no amount of money; write it with at most two decimals, above 0."), "amount"
)
CURRENCY = _text("funding-currency", _("“{found}” is no currency; write three letters such as {allowed}."), "currency")
OUTSIDE = _text(
    "funding-outside",
    _("From {first} to {last} it does not lie within the stay, which is from {from} to {to}."),
    "last",
)
INSTALMENTS = _text(
    "funding-instalments", _("The instalments would come to {found}, above the {allowed} of this source."), "amount"
)
OTHER_CURRENCY = _text(
    "funding-other-currency",
    _("This source pays in {allowed}; an instalment in {found} can't be added to it."),
    "currency",
)
LEVEL = _text("language-level", _("“{found}” is no level; it is one of {allowed}."), "result")

# how a finding of eligibility reads; what was found and allowed are put in by `words_of`
FINDINGS = {
    "eligible-training": _("In specialty training, with at least {allowed} hospital semesters left: {found}"),
    "eligible-specialist": _("Already a specialist: {found}"),
    "eligible-months": _("Length of the stay, {allowed} months: {found}"),
    "eligible-profession": _("Not a general practitioner or dentist: {found}"),
    "eligible-language": _("French at {allowed} or better, unless the degree was taught in French: {found}"),
    "eligible-each": _("At most {allowed} months each time: {found}"),
    "eligible-total": _("At most {allowed} months in all as stagiaire associé: {found}"),
    "eligible-hospitals": _("Under an agreement between hospitals, not with a university: {found}"),
    "eligible-gap": _("At least {allowed} months after an earlier diploma training: {found}"),
    "eligible-no-acts": _("Does no clinical act: {found}"),
    "eligible-insured": _("Has liability insurance: {found}"),
}
NOT_SAID, YES, NO = _("not said"), _("yes"), _("no")
