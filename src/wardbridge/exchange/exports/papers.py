"""The papers of a stay by its status (FR-12), in Vietnamese and French beside it: PDF, and DOCX to go on with.

What the paper must state (FR-09) is read from the record; what is missing is listed, and with anything missing no
paper is made. It should be drafted two months before the stay begins (FR-10); a late one says so on the page only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements.exports.contracts import both, day, named
from wardbridge.core.errors import Refused
from wardbridge.core.official import BOLD, CENTRED, of_lines
from wardbridge.core.typesetting import render
from wardbridge.core.word import filled
from wardbridge.exchange import messages
from wardbridge.exchange.enums import HostPaper, Track
from wardbridge.exchange.models import Fellowship, Visa
from wardbridge.rulebook.domain.books import book
from wardbridge.rulekit.eligibility import FRANCE
from wardbridge.rulekit.law import RuleUnknown

OTHER = "fr"
PAPERS: Mapping[Track, tuple[HostPaper, ...]] = {
    Track.STUDENT: (HostPaper.PLACEMENT,),
    Track.DFMS: (HostPaper.APPOINTMENT, HostPaper.HOSTING),
    Track.DFMSA: (HostPaper.APPOINTMENT, HostPaper.HOSTING),
    Track.FFI: (HostPaper.APPOINTMENT, HostPaper.HOSTING),
    Track.ASSOCIATE: (HostPaper.APPOINTMENT, HostPaper.HOSTING),
    Track.OBSERVER: (HostPaper.LETTER,),
    Track.VISIT: (HostPaper.LETTER,),
}
"""Status → its papers. The rule names students, acting interns, stagiaires associés and observers; DFMS and DFMSA are
set beside the acting interns, a visit beside the observer (to confirm)."""

STATED: Mapping[str, Promise] = {
    "objectives": _("objectives of the training"),
    "criteria": _("how the fellow was selected"),
    "unit": _("accredited unit"),
    "post": _("post of the responsible practitioner"),
}
"""Field → what FR-09 asks for; a letter for an observer needs the responsible practitioner alone."""

WORDS: Mapping[str, Promise] = {
    "between": _("Between"),
    "and": _("and"),
    "concerning": _("Concerning"),
    "born": _("born on"),
    "status": _("Status of the stay"),
    "stay": _("Stay"),
    "lawful": _("Lawful stay"),
    "visa_to_come": _("under a visa to be granted for the whole stay"),
    "objectives": _("Objectives of the training"),
    "criteria": _("How the fellow was selected"),
    "unit": _("Accredited unit"),
    "practitioner": _("Responsible practitioner"),
    "unnamed": _("name not recorded"),
    "no_acts": _("The observer does no clinical act and is insured for liability."),
    "signatures": _("Signatures"),
    "trainee": _("the trainee"),
    "director": _("the director of the host"),
    "responsible": _("the responsible practitioner"),
    "partner": _("the sending institution"),
    "payer": _("who pays"),
    "synthetic": _("Synthetic data: no real person"),
    "under": _("Under the agreement"),
}

LINES: tuple[tuple[str, str], ...] = (
    ("{{ kind.other|upper }} / {{ kind.vi|upper }}", f"{CENTRED} {BOLD}"),
    ("{{ words.between.other }} / {{ words.between.vi }}: {{ host.other }}", ""),
    ("{{ words.and.other }} / {{ words.and.vi }}: {{ sender.other }} / {{ sender.vi }}", ""),
    ("{{ words.concerning.other }} / {{ words.concerning.vi }}: {{ person }}", BOLD),
    ("{%p if agreement %}", ""),
    ("{{ words.under.other }} / {{ words.under.vi }}: {{ agreement }}", ""),
    ("{%p endif %}", ""),
    ("{%p for one in articles %}", ""),
    ("{{ loop.index }}. {{ one.title.other }} / {{ one.title.vi }}", BOLD),
    ("{{ one.text }}", ""),
    ("{%p endfor %}", ""),
    ("{{ words.signatures.other }} / {{ words.signatures.vi }}", BOLD),
    ("{%p for one in signers %}", ""),
    ("{{ one.other }} / {{ one.vi }}:", ""),
    ("", ""),
    ("{%p endfor %}", ""),
    ("{%p if synthetic %}", ""),
    ("{{ words.synthetic.other }} / {{ words.synthetic.vi }}", CENTRED),
    ("{%p endif %}", ""),
)
SIGNERS = ("trainee", "director", "responsible", "partner", "payer")
"""Who signs a convention (FR-10); a decision and a letter are the director's alone."""


def papers_of(stay: Fellowship) -> tuple[HostPaper, ...]:
    return PAPERS[Track(stay.track)]


def lacking(stay: Fellowship) -> list[str]:
    """What FR-09 asks for and the record does not say, in words of the active language."""
    asked = ("post",) if papers_of(stay) == (HostPaper.LETTER,) else tuple(STATED)
    return [str(STATED[name]) for name in asked if not getattr(stay, name).strip()]


def draft_by(stay: Fellowship) -> date:
    """The day by which the paper is drafted (FR-10): so many months before the stay begins."""
    try:
        months = book(FRANCE).pack.at("FR-10", stay.first).figures["least"]
    except RuleUnknown:
        months = 2
    month = stay.first.month - 1 - months
    year = stay.first.year + month // 12
    return date(year, month % 12 + 1, min(stay.first.day, 28))


def pdf(stay: Fellowship, paper: HostPaper) -> bytes:
    """The paper as PDF; Refused ``fellowship-papers`` with what is missing."""
    return render("exchange", "hosting", paper_data(stay, paper))


def word(stay: Fellowship, paper: HostPaper) -> bytes:
    """The paper as DOCX; refuses as `pdf` does."""
    return filled(of_lines(LINES), paper_data(stay, paper))


def paper_data(stay: Fellowship, paper: HostPaper) -> dict[str, Any]:
    """What the paper prints, as plain data."""
    missing = lacking(stay)
    if missing:
        raise Refused.because(messages.HOST_PAPERS, found=", ".join(missing))
    convention = paper in {HostPaper.PLACEMENT, HostPaper.HOSTING}
    words = {code: both(text, OTHER) for code, text in WORDS.items()}
    return {
        "kind": both(paper.label, OTHER),
        "host": named(stay.host, OTHER),
        "sender": named(stay.sender, OTHER),
        "person": f"{stay.person.full_name}{_born(stay, words)}",
        "agreement": stay.quota.agreement.code if stay.quota else "",
        "articles": _articles(stay, paper, words),
        "signers": [words[code] for code in (SIGNERS if convention else ("director",))],
        "words": words,
        "synthetic": stay.synthetic,
    }


def _born(stay: Fellowship, words: Mapping[str, dict[str, str]]) -> str:
    said = f"{words['born']['other']} / {words['born']['vi']}"
    return f", {said} {day(stay.person.born)}" if stay.person.born else ""


def _articles(stay: Fellowship, paper: HostPaper, words: Mapping[str, dict[str, str]]) -> list[dict[str, Any]]:
    status = both(Track(stay.track).label, OTHER)
    visa = Visa.unscoped.filter(fellowship=stay).first()
    to_come = f"{words['visa_to_come']['other']} / {words['visa_to_come']['vi']}"
    lawful = f"{visa.kind}, {day(visa.first)} – {day(visa.last)}" if visa else to_come
    name = stay.practitioner or f"({words['unnamed']['other']} / {words['unnamed']['vi']})"
    said = {
        "status": f"{status['other']} / {status['vi']}",
        "stay": f"{day(stay.first)} – {day(stay.last)}",
        "lawful": lawful,
        "objectives": stay.objectives,
        "criteria": stay.criteria,
        "unit": stay.unit,
        "practitioner": f"{stay.post}: {name}",
    }
    rows = [{"title": words[code], "text": text} for code, text in said.items() if text.strip()]
    if paper == HostPaper.LETTER:
        no_acts = words["no_acts"]
        rows.append({"title": words["status"], "text": f"{no_acts['other']} / {no_acts['vi']}"})
    return rows
