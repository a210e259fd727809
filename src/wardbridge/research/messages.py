"""Sentences of what the verbs of research refuse, and the field that each is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors

FIELDS: dict[str, str] = {}
"""Code → the field of a form beside which it stands."""


def _text(code: str, template: object, field: str = "") -> str:
    if field:
        FIELDS[code] = field
    return errors.text(code, template)  # type: ignore[arg-type]  # a lazy text


DATES = _text("research-dates", _("It would end on {last}, before it begins on {first}."), "last")
NUMBER = _text("research-number-taken", _("Your organisation already has a record “{found}”."), "code")
PARTNER_TWICE = _text("research-partner-twice", _("{found} takes part already."), "organisation")
STATE = _text("research-state", _("From “{found}” it can't come to “{wanted}”; look at it again."))
NO_ETHICS = _text(
    "research-no-ethics", _("It can't run without the approval of an ethics board: enter it first."), "ethics"
)
ETHICS_OVER = _text("research-ethics-over", _("The approval of the ethics board ended on {found}."), "ethics_until")
NO_TRANSFER = _text(
    "research-no-transfer",
    _("Personal data go abroad: enter the file of the data transfer first (PD-06)."),
    "transfer_file",
)
ONE_PARTNER = _text(
    "research-one-partner", _("A joint project has {allowed} organisations or more; this one has {found}.")
)
NO_OUTPUT = _text("research-no-output", _("No output is entered yet."))
POSITIVE = _text("research-positive", _("{found} is too little; at least {allowed} is needed."), "amount")
DOI = _text(
    "research-doi",
    _("“{found}” is no DOI; one begins with 10., a registrant and a slash, such as 10.1000/182."),
    "doi",
)
DOI_TWICE = _text("research-doi-twice", _("This work is entered already: {found}."), "doi")
TITLE_TWICE = _text("research-title-twice", _("A work with this title and year is entered already: {found}."), "title")
YEAR = _text("research-year", _("{found} lies outside {allowed}."), "year")
ORCID = _text("research-orcid", _("“{found}” is no ORCID iD: a character is wrong or missing."), "orcid")
ORCID_TWICE = _text("research-orcid-twice", _("The author with {found} stands in the list already."), "orcid")
ROR = _text("research-ror", _("“{found}” is no ROR id: a character is wrong or missing."), "ror")
NO_AFFILIATION = _text("research-affiliation", _("Choose the organisation, or write its name."), "affiliation")
SAME = _text("research-same", _("A technique comes from another organisation."), "source")
PROOF = _text("research-proof", _("Say what proves it: the number of a decision, minutes, a certificate."), "proof")
FUTURE = _text("research-future", _("{found} is not yet; give the day on which it happened."), "on")
BACKWARDS = _text("research-backwards", _("The step before was reached on {allowed}; {found} lies before it."), "on")
NOBODY = _text("research-nobody-trained", _("Nobody is entered as trained yet."))
NO_CASE = _text("research-no-case", _("Enter the day of the first case."), "first_case")
CASE_EARLY = _text(
    "research-case-early", _("The first case on {found} lies before the approval of {allowed}."), "first_case"
)
NOT_LIVE = _text(
    "research-not-live", _("Cases are entered of a technique in use, or under guidance; this one is “{found}”.")
)
MONTH = _text("research-month", _("{found} lies before the technique was guided, or is not yet."), "month")
CASES = _text("research-cases", _("{found} of {allowed} cases: a part is no more than the whole."), "cases")
OUTCOME = _text("research-outcome", _("Say the outcome first."), "outcome")
GUIDED = _text(
    "research-guided", _("In the last month with cases {found} were under guidance; independent means none.")
)
