"""Sentences of what the verbs of a cooperation's memory refuse, and the field that each is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors
from wardbridge.core.files import CODES

FIELDS: dict[str, str] = dict.fromkeys(CODES, "file")
"""Code → the field of a form beside which it stands."""


def _text(code: str, template: object, field: str = "") -> str:
    if field:
        FIELDS[code] = field
    return errors.text(code, template)  # type: ignore[arg-type]  # a lazy text


NUMBER = _text("alumni-number-taken", _("Your organisation already has a record “{found}”."), "code")
SAME = _text("alumni-same", _("Two different organisations are needed."), "partner")
YEAR = _text("alumni-year", _("The year {found} lies outside {allowed}."), "began_year")
MONTH = _text("alumni-month", _("{found} is no month of a year that is given."), "began_month")
ENDED = _text("alumni-ended", _("It would end in {last}, before it begins in {first}."), "ended_year")
WHERE = _text("alumni-where", _("Choose the organisation, or write its name."), "place")
SOURCE = _text("alumni-source", _("Say where it is known from."), "source")
FUTURE = _text("alumni-future", _("{found} is not yet."), "on")
TWICE = _text("alumni-award-twice", _("This award of {found} is entered already."), "title")
PEOPLE = _text("alumni-people", _("{found} is too little; at least {allowed} is needed."), "people")
UNREADABLE = _text("alumni-unreadable", _("This file can’t be read as a workbook ({found})."), "file")
HEADS = _text("alumni-heads", _("The first rows name no columns; these are needed: {allowed}."), "file")
ROW_MISSING = _text("alumni-row-missing", _("Row {row}, column {column}: nothing is entered."), "file")
ROW_WORD = _text("alumni-row-word", _("Row {row}, column {column}: “{found}” is none of {allowed}."), "file")
ROW_NUMBER = _text(
    "alumni-row-number", _("Row {row}, column {column}: “{found}” is no number from {least} to {most}."), "file"
)
ROW_DATE = _text(
    "alumni-row-date",
    _("Row {row}, column {column}: “{found}” is no year and no month of a year (1991, 9/1991)."),
    "file",
)
ROW_TWICE = _text("alumni-row-twice", _("Row {row}: the code {found} stands in row {other} already."), "file")
TOO_MANY = _text(
    "alumni-too-many",
    _("The source says {allowed}; {found} would be entered. Correct the number of the source first."),
    "file",
)
