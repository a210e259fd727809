"""Sentences of what reading and writing exchange files refuses, and the field that each is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors

FIELDS: dict[str, str] = {}
"""Code → the field of a form beside which it stands."""


def _text(code: str, template: object, field: str = "file") -> str:
    if field:
        FIELDS[code] = field
    return errors.text(code, template)  # type: ignore[arg-type]  # a lazy text


TOO_LARGE = _text("ewp-size", _("The file has {found} KB; at most {allowed} KB are taken."))
BROKEN = _text("ewp-xml", _("Line {line}: this is not well-formed XML ({found})."))
DOCTYPE = _text("ewp-doctype", _("The file declares a document type or entities; such files are not taken."))
ROOT = _text("ewp-root", _("The file begins with “{found}”; expected is “{allowed}”."))
MISSING = _text("ewp-missing", _("Line {line}: “{found}” is missing in “{place}”."))
VALUE = _text("ewp-value", _("Line {line}: “{found}” is no value of “{place}”; expected is {allowed}."))
COUNT = _text("ewp-partners", _("Line {line}: an agreement has {allowed} partners, this one has {found}."))
EMPTY = _text("ewp-empty", _("The file holds no agreement."))
HASH = _text(
    "ewp-hash", _("Line {line}: the hash does not belong to the text: {found} is written, {allowed} computed.")
)
NO_HEI = _text("ewp-no-hei", _("Enter the identifier (SCHAC) of {found} first."), "hei_id")
HEI_FORM = _text(
    "ewp-hei-form", _("“{found}” is no identifier of this kind; expected is a domain such as uca.fr."), "hei_id"
)
HEI_TAKEN = _text("ewp-hei-taken", _("“{found}” is the identifier of {owner}."), "hei_id")
NOT_OURS = _text("ewp-not-ours", _("Line {line}: {owner} is no partner of this agreement; its partners are {found}."))
UNKNOWN = _text("ewp-unknown-partner", _("Line {line}: no organisation here has the identifier “{found}”."))
CHANGED = _text(
    "ewp-changed",
    _("Line {line}: agreement {found} was read before with another hash; what is signed does not change by a file."),
)
NOT_BILATERAL = _text(
    "ewp-not-bilateral", _("The file needs two parties with an identifier (SCHAC); this agreement has {found}."), ""
)
NO_MOBILITY = _text("ewp-no-mobility", _("None of its quotas is between two parties with an identifier (SCHAC)."), "")
OWNED = _text("ewp-owned", _("{found} keeps its own factsheet here; it can't be replaced by a file."))
