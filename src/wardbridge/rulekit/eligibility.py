"""Whether a doctor may train abroad under a status, by the rules FR-01 … FR-11 as dated data.

Figures come from the pack in force on the day that is asked about; what the candidate has not said leaves a rule
unanswered, which is neither met nor broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardbridge.rulekit.languages import Cefr
from wardbridge.rulekit.law import LegalRule, RulePack, RuleUnknown

FRANCE = "france-hospital-training"
"""The pack of these rules."""
MONTHS_OF_SEMESTER = 6
CEFR_RANK = {level: rank for rank, level in enumerate(Cefr, 1)}


class Track(StrEnum):
    """The status under which somebody comes; what it may be called in France."""

    DFMS = "dfms"
    DFMSA = "dfmsa"
    FFI = "ffi"
    ASSOCIATE = "associate"
    OBSERVER = "observer"
    STUDENT = "student"
    VISIT = "visit"


class Profession(StrEnum):
    STUDENT = "student"
    GENERALIST = "generalist"
    RESIDENT = "resident"
    SPECIALIST = "specialist"
    DENTIST = "dentist"
    NURSE = "nurse"
    LECTURER = "lecturer"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is known of somebody who applies; `None` is "not said".

    Parameters
    ----------
    months
        Length of the stay applied for, begun months counting whole.
    semesters_left
        Hospital semesters still to do in the specialty training at home.
    months_before
        Months already spent as stagiaire associé.
    diploma_ended
        Last day of an earlier diploma training (DFMS, DFMSA); `None` with `no_diploma` when there was none.
    between_hospitals
        Whether the cooperation agreement is one between hospitals.
    insured, no_acts
        For observers: liability insurance shown, and the undertaking to do no clinical act.
    """

    profession: Profession
    first: date
    months: int
    semesters_left: int | None = None
    cefr: Cefr | None = None
    degree_in_french: bool = False
    months_before: int = 0
    diploma_ended: date | None = None
    between_hospitals: bool | None = None
    insured: bool | None = None
    no_acts: bool | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule judged: met, broken, or (`None`) unanswered; the figures are numbers or stored words."""

    rule: str
    code: str
    met: bool | None
    found: str = ""
    allowed: str = ""
    confidence: str = "S"


Check = Callable[[LegalRule, Candidate], tuple[bool | None, str, str]]


def _specialty_training(rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
    least = rule.figures["left"]
    if who.profession != Profession.RESIDENT:
        return False, who.profession, Profession.RESIDENT
    if who.semesters_left is None:
        return None, "", str(least)
    return who.semesters_left >= least, str(who.semesters_left), str(least)


def _specialist(_rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
    return who.profession == Profession.SPECIALIST, who.profession, Profession.SPECIALIST


def _semesters(rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
    least, most = (rule.figures[name] * MONTHS_OF_SEMESTER for name in ("least", "most"))
    return least <= who.months <= most, str(who.months), f"{least}-{most}"


def _profession(_rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
    return who.profession not in {Profession.GENERALIST, Profession.DENTIST}, who.profession, ""


def _language(rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
    least = rule.figures["least"]
    wanted = list(Cefr)[least - 1]
    if who.degree_in_french:
        return True, "", wanted
    if who.cefr is None:
        return None, "", wanted
    return CEFR_RANK[who.cefr] >= least, who.cefr, wanted


def _each(name: str) -> Check:
    def check(rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
        return who.months <= rule.figures[name], str(who.months), str(rule.figures[name])

    return check


def _total(rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
    total = who.months + who.months_before
    return total <= rule.figures["total"], str(total), str(rule.figures["total"])


def _hospitals(_rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
    return who.between_hospitals, "", ""


def _gap(rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
    least = rule.figures["least"]
    if who.diploma_ended is None:
        return True, "", str(least)
    months = months_between(who.diploma_ended, who.first)
    return months >= least, str(months), str(least)


def _no_acts(_rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
    return who.no_acts, "", ""


def _insured(_rule: LegalRule, who: Candidate) -> tuple[bool | None, str, str]:
    return who.insured, "", ""


CHECKS: Mapping[Track, tuple[tuple[str, str, Check], ...]] = {
    Track.DFMS: (
        ("FR-01", "eligible-training", _specialty_training),
        ("FR-01", "eligible-months", _semesters),
        ("FR-03", "eligible-profession", _profession),
        ("FR-04", "eligible-language", _language),
    ),
    Track.DFMSA: (
        ("FR-02", "eligible-specialist", _specialist),
        ("FR-02", "eligible-months", _semesters),
        ("FR-03", "eligible-profession", _profession),
        ("FR-04", "eligible-language", _language),
    ),
    Track.FFI: (
        ("FR-06", "eligible-each", _each("most")),
        ("FR-08", "eligible-gap", _gap),
    ),
    Track.ASSOCIATE: (
        ("FR-07", "eligible-hospitals", _hospitals),
        ("FR-07", "eligible-each", _each("each")),
        ("FR-07", "eligible-total", _total),
        ("FR-08", "eligible-gap", _gap),
    ),
    Track.OBSERVER: (
        ("FR-11", "eligible-no-acts", _no_acts),
        ("FR-11", "eligible-insured", _insured),
    ),
    Track.STUDENT: (),
    Track.VISIT: (),
}
"""Status → rule, code of the sentence, check. Which rule asks what is the law's; the figures are the pack's."""


def judge(pack: RulePack, track: Track, who: Candidate) -> tuple[Finding, ...]:
    """Every rule of the status on the first day of the stay; one that is not in force then is left out."""
    return tuple(_judged(pack, track, who))


def eligible(findings: tuple[Finding, ...], waived: frozenset[str] = frozenset()) -> bool:
    """Whether every finding is met or waived by its code."""
    return all(one.met or one.code in waived for one in findings)


def _judged(pack: RulePack, track: Track, who: Candidate) -> Iterator[Finding]:
    for rule_id, code, check in CHECKS[track]:
        try:
            rule = pack.at(rule_id, who.first)
        except RuleUnknown:
            continue
        met, found, allowed = check(rule, who)
        yield Finding(rule_id, code, met, found, allowed, rule.confidence)


def months_between(first: date, last: date) -> int:
    """Whole months from a day to a day; negative when `last` lies before `first`."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def stay_months(first: date, last: date) -> int:
    """Months of a stay, both days inside, a begun month counting whole: 01/01 – 30/06 is 6."""
    whole = months_between(first, last)
    return whole + 1
