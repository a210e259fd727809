"""Legal rules as readers see them: titles in their language, figures with their names, what is to confirm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wardbridge.rulebook.domain.books import PACKS, Book, book
from wardbridge.rulekit.law import LegalRule, RulePack
from wardbridge.ui.dates import reader_language

LEAVES = {
    "absent": gettext_lazy("on leave or not in post"),
    "VN-06": gettext_lazy("no certificate of clinical teaching (VN-06)"),
    "VN-04": gettext_lazy("not long enough in practice for any level (VN-04)"),
}
"""Why a teacher is not counted."""

FIGURES = {
    "postgraduate": gettext_lazy("postgraduate"),
    "university": gettext_lazy("university"),
    "college": gettext_lazy("college or intermediate"),
    "ratio": gettext_lazy("at most"),
    "least": gettext_lazy("at least"),
    "most": gettext_lazy("at most"),
    "total": gettext_lazy("in all"),
    "emergency": gettext_lazy("emergency"),
    "nutrition": gettext_lazy("nutrition"),
    "psychology": gettext_lazy("psychology"),
    "reply": gettext_lazy("reply"),
    "correct": gettext_lazy("view or correct"),
    "withdraw": gettext_lazy("withdraw"),
    "erase": gettext_lazy("erase"),
    "left": gettext_lazy("still to do"),
    "each": gettext_lazy("each time"),
}

UNITS = {
    "months of professional experience": gettext_lazy("months of professional experience"),
    "level": gettext_lazy("level"),
    "licence": gettext_lazy("licence"),
    "months of practice": gettext_lazy("months of practice"),
    "learners per teacher at one time": gettext_lazy("learners per teacher at one time"),
    "certificate": gettext_lazy("certificate"),
    "months of experience of the teachers": gettext_lazy("months of experience of the teachers"),
    "learners per bed or dental chair at one time": gettext_lazy("learners per bed or dental chair at one time"),
    "percent of the practice programme": gettext_lazy("percent of the practice programme"),
    "schools at an Art 10(2) site": gettext_lazy("schools at an Art 10(2) site"),
    "completeness": gettext_lazy("completeness"),
    "required field": gettext_lazy("required field"),
    "schools": gettext_lazy("schools"),
    "exists": gettext_lazy("exists"),
    "link": gettext_lazy("link"),
    "checklist": gettext_lazy("checklist"),
    "dossier": gettext_lazy("dossier"),
    "months": gettext_lazy("months"),
    "trainees per guide at one time": gettext_lazy("trainees per guide at one time"),
    "credit hours in 5 consecutive years": gettext_lazy("credit hours in 5 consecutive years"),
    "access": gettext_lazy("access"),
    "consent": gettext_lazy("consent"),
    "days": gettext_lazy("days"),
    "hours": gettext_lazy("hours"),
    "patient identifiers": gettext_lazy("patient identifiers"),
    "hospital semesters": gettext_lazy("hospital semesters"),
    "regions": gettext_lazy("regions"),
    "CEFR level, A1 = 1 … C2 = 6": gettext_lazy("CEFR level, A1 = 1 … C2 = 6"),
    "months, renewable": gettext_lazy("months, renewable"),
    "clinical acts": gettext_lazy("clinical acts"),
    "paper": gettext_lazy("paper"),
    "months before the start": gettext_lazy("months before the start"),
}
"""Units of the packs that ship; a unit that an authority wrote is shown as it stands."""

CONFIDENCE = {
    "S": gettext_lazy("seen in a source"),
    "S2": gettext_lazy("from the press or a digest"),
    "M": gettext_lazy("from memory"),
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in the reader's language."""

    rule: LegalRule

    @property
    def title(self) -> str:
        return title_of(self.rule)

    @property
    def figures(self) -> list[tuple[str, int]]:
        return [(str(FIGURES.get(name, name)), figure) for name, figure in self.rule.figures.items()]

    @property
    def unit(self) -> str:
        return str(UNITS.get(self.rule.unit, self.rule.unit))

    @property
    def confidence(self) -> str:
        return str(CONFIDENCE[self.rule.confidence])


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack with the rules in force on a day."""

    book: Book
    rules: list[RuleLine]

    @property
    def title(self) -> str:
        return title_of(self.book.pack)

    @property
    def to_confirm(self) -> int:
        return sum(line.rule.to_confirm for line in self.rules)


def title_of(titled: LegalRule | RulePack) -> str:
    """What a rule asks, or the name of a pack, in the reader's language; English, then the id, where it has none."""
    fallback = titled.id if isinstance(titled, LegalRule) else titled.code
    return titled.title.get(reader_language()) or titled.title.get("en") or fallback


def packs_on(day: date) -> list[PackLine]:
    """Every pack with its rules in force on the day."""
    return [PackLine(one, lines(one.pack.on(day))) for one in (book(code) for code in PACKS)]


def lines(rules: Iterable[LegalRule]) -> list[RuleLine]:
    return [RuleLine(rule) for rule in rules]


def not_counted(reason: str) -> str:
    """Why a teacher is not counted, in words."""
    return str(LEAVES[reason]) if reason in LEAVES else _("by rule %(rule)s") % {"rule": reason}
