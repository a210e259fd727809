"""Sentences of what the verbs of agreements refuse, and the field that each is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors, files, word

FIELDS: dict[str, str] = {}
"""Code → the field of a form beside which it stands."""
FIELDS |= dict.fromkeys((*files.CODES, word.UNFILLED), "file")


def _text(code: str, template: object, field: str = "") -> str:
    if field:
        FIELDS[code] = field
    return errors.text(code, template)  # type: ignore[arg-type]  # a lazy text


DATES = _text("agreement-dates", _("It would end on {last}, before it begins on {first}."), "last")
NUMBER_TAKEN = _text("agreement-number-taken", _("Your organisation already has an agreement “{found}”."), "code")
NAME_NEEDED = _text("agreement-name", _("Give the agreement a name."), "name_vi")
NEGATIVE = _text("agreement-negative", _("{found} is too little; at least {allowed} is needed."), "amount")
TOO_MUCH = _text("agreement-too-much", _("{found} is too much; at most {allowed} is possible."), "amount")
PARENT_KIND = _text("agreement-parent-kind", _("This kind of agreement can't belong under a “{found}”."), "parent")
PARENT_NEEDED = _text("agreement-parent-needed", _("Say to which agreement it belongs."), "parent")
CIRCULAR = _text("agreement-circular", _("{found} belongs to this agreement: it can't hold it as well."), "parent")
PARENT_DATES = _text(
    "agreement-parent-dates",
    _("From {first} to {last} it does not lie within {found}, which holds from {from} to {to}."),
    "last",
)
PARENT_STATE = _text("agreement-parent-state", _("{found} is not in force; what belongs to it can't be."))
PARTY_TWICE = _text("agreement-party-twice", _("{found} is a party already."), "organisation")
PARTY_LAST = _text("agreement-party-owner", _("The organisation that keeps the agreement stays a party to it."))
PARTY_USED = _text(
    "agreement-party-used", _("{found} owes, pays or sends something under this agreement, or has signed a text of it.")
)
PARTY_UNKNOWN = _text("agreement-party-unknown", _("{found} is no party to this agreement."), "organisation")
PARTY_POST = _text("agreement-party-post", _("Say by which post {found} signs."), "post")
PARTIES_NEEDED = _text("agreement-parties", _("An agreement needs {allowed} parties or more; it has {found}."))
CLAUSES_MISSING = _text("agreement-clauses", _("These clauses are missing: {found}."))
CLAUSES_OTHER = _text("agreement-clauses-other", _("In the second language these clauses are missing: {found}."))
QUOTA_TWICE = _text("agreement-quota-twice", _("There is a quota of this kind for {found} already."), "year")
QUOTA_YEAR = _text("agreement-quota-year", _("The year {found} lies outside the agreement."), "year")
SAME_PARTY = _text("agreement-same-party", _("Two different parties are needed."), "host")
FEE_TWICE = _text("agreement-fee-twice", _("There is a price for this level already."), "level")
DUE_OUTSIDE = _text("agreement-due", _("{found} lies outside the agreement."), "due")
NOT_OPEN = _text("agreement-not-open", _("Its terms can't change now: it is “{found}”."))
STATE = _text("agreement-state", _("This can't be done with an agreement that is “{found}”; look at it again."))
REASON = _text("agreement-reason", _("Say why; the other parties read it."), "reason")
APPROVAL = _text(
    "agreement-approval", _("A party is abroad: enter the approval of the superior authority first (to confirm).")
)
EXPIRED = _text("agreement-expired", _("It ended on {found}; change its dates before it is signed."), "last")
OVERLAP = _text(
    "agreement-overlap", _("{found} between the same parties, on the same subject, is in force from {first} to {last}.")
)
NO_TEXT = _text("agreement-no-text", _("There is no text to sign."))
SUPERSEDED = _text("agreement-superseded", _("A newer text has replaced the one you signed; look at it again."))
SIGNED_ALREADY = _text("agreement-signed-already", _("{found} has signed this text already."))
SIGNED_FUTURE = _text(
    "agreement-signed-future", _("{found} is not yet; give the day on which it was signed."), "signed_on"
)
LINK_CLOSED = _text(
    "agreement-link-closed", _("This link has been used, was withdrawn or is too old; ask for another.")
)
SIGNATORY = _text("agreement-signatory", _("Write your name: it is your signature."), "signatory")
PDF_OTHER = _text(
    "agreement-pdf-other", _("The signed file is not the text of this agreement: its beginning differs."), "file"
)
PDF_UNSIGNED = _text("agreement-pdf-unsigned", _("The file carries no digital signature."), "file")
PDF_BROKEN = _text("agreement-pdf-broken", _("The digital signature does not hold: {found}."), "file")
ENDS_PAST = _text("agreement-ends-past", _("{found} lies before the agreement begins."), "on")
SUCCESSOR = _text("agreement-successor", _("{found} already follows it."))
MET_ALREADY = _text("agreement-met-already", _("This obligation is met already."))
PROOF = _text("agreement-proof", _("Say what proves it, or add a file."), "proof")
NOTICE_LATE = _text(
    "agreement-notice-late", _("It renews itself on {found}; notice was due {allowed} days before."), "reason"
)
NO_RENEWAL = _text("agreement-no-renewal", _("It does not renew itself; no notice is needed."))
NO_END = _text("agreement-no-end", _("It has no end, so nothing follows it."))
UNREADABLE = _text("agreement-unreadable", _("This file can’t be read as a workbook ({found})."), "file")
HEADS = _text("agreement-heads", _("The heads of these columns are missing: {found}."), "file")
NO_ROWS = _text("agreement-no-rows", _("There is no agreement below the heads."), "file")
MANY_ROWS = _text(
    "agreement-many-rows", _("The workbook holds {found} agreements; at most {allowed} are taken."), "file"
)
ROW_MISSING = _text("agreement-row-missing", _("Row {row}, column {column}: nothing is entered."), "file")
ROW_WORD = _text("agreement-row-word", _("Row {row}, column {column}: “{found}” is none of {allowed}."), "file")
ROW_NUMBER = _text(
    "agreement-row-number", _("Row {row}, column {column}: “{found}” is no number from {least} to {most}."), "file"
)
ROW_DATE = _text("agreement-row-date", _("Row {row}, column {column}: “{found}” is no day (31/12/2027)."), "file")
ROW_LONG = _text(
    "agreement-row-long", _("Row {row}, column {column}: {found} characters are too long; at most {allowed}."), "file"
)
ROW_BROKEN = _text("agreement-row-broken", _("Row {row}, column {column}: the formula there failed."), "file")
ROW_TWICE = _text(
    "agreement-row-twice", _("Row {row}, column {column}: the number {found} stands in row {other} already."), "file"
)
ROW_PARTNER = _text(
    "agreement-row-partner",
    _("Row {row}, column {column}: no organisation “{found}” is known, by its code or its name."),
    "file",
)
ROW_PARTNERS = _text(
    "agreement-row-partners",
    _("Row {row}, column {column}: several organisations are called “{found}”; enter the code."),
    "file",
)
ROW_PARENT = _text(
    "agreement-row-parent",
    _("Row {row}, column {column}: no agreement “{found}” stands in the file or among those that you see."),
    "file",
)
ROW_PARENTS = _text(
    "agreement-row-parents",
    _("Row {row}, column {column}: several agreements that you see have the number “{found}”, none of them your own."),
    "file",
)
ROW_CIRCLE = _text(
    "agreement-row-circle", _("Row {row}, column {column}: it would belong to itself ({found})."), "file"
)
ROW_EXPIRED = _text("agreement-row-expired", _("Row {row}, column {column}: it ended on {found} already."), "file")
ROW_OVERLAP = _text(
    "agreement-row-overlap",
    _(
        "Row {row}, column {column}: between the same parties, on the same subject, {found} holds"
        " from {first} to {last}."
    ),
    "file",
)
ROW_REFUSED = _text("agreement-row-refused", _("Row {row}, column {column}: {why}"), "file")
