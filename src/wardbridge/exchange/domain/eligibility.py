"""Eligibility of an application: computed from what it says and the rules in force, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.errors import Refused
from wardbridge.exchange import messages
from wardbridge.exchange.domain.access import locked_application, must_lead
from wardbridge.exchange.enums import ApplicationState, PaperKind, Profession
from wardbridge.exchange.models import Application, Proof, Waiver, Wish
from wardbridge.rulebook.domain.books import book
from wardbridge.rulekit import eligibility as rules
from wardbridge.rulekit.eligibility import FRANCE, Candidate, Finding, Track, stay_months
from wardbridge.rulekit.languages import Cefr


@dataclass(frozen=True, slots=True)
class Line:
    """One rule for one application: the finding, in words, and the waiver that lets it pass."""

    finding: Finding
    words: str
    waiver: Waiver | None = None

    @property
    def passes(self) -> bool:
        return bool(self.finding.met) or self.waiver is not None

    @property
    def shape(self) -> str:
        """How a page draws it (`ui.state`)."""
        if self.finding.met:
            return "good"
        return "info" if self.waiver else "wait" if self.finding.met is None else "bad"


def lines(application: Application) -> list[Line]:
    """Every rule of the call's status, in the order of the law."""
    waived = {row.code: row for row in Waiver.unscoped.filter(application=application).select_related("by")}
    return [Line(one, words_of(one), waived.get(one.code)) for one in findings(application)]


def eligible(application: Application) -> bool:
    """Whether each rule is met or waived."""
    return all(line.passes for line in lines(application))


def findings(application: Application) -> tuple[Finding, ...]:
    return rules.judge(book(FRANCE).pack, Track(application.call.track), candidate(application))


def candidate(application: Application) -> Candidate:
    """The application as the rules see it."""
    call = application.call
    insured = Proof.unscoped.filter(application=application, asked__kind=PaperKind.INSURANCE).exists()
    return Candidate(
        profession=rules.Profession(application.profession),
        first=call.first,
        months=stay_months(call.first, call.last),
        semesters_left=application.semesters_left,
        cefr=Cefr(application.cefr) if application.cefr else None,
        degree_in_french=application.degree_in_french,
        months_before=application.months_before,
        diploma_ended=application.diploma_ended,
        between_hospitals=_between_hospitals(application),
        insured=insured,
        no_acts=application.no_acts,
    )


def _between_hospitals(application: Application) -> bool:
    """Whether every place wished for stands under an agreement whose sender and host are hospitals."""
    wishes = Wish.unscoped.filter(application=application).select_related("place__quota__sender", "place__quota__host")
    sides = [side for one in wishes for side in (one.place.quota.sender, one.place.quota.host)]
    return bool(sides) and all(side.kind == OrganisationKind.HOSPITAL for side in sides)


def words_of(finding: Finding) -> str:
    """A finding in the active language, with what was found and what is allowed."""
    found = _word(finding.found) or str(_yes(finding.met))
    return str(messages.FINDINGS[finding.code]).format(found=found, allowed=_word(finding.allowed))


def _word(value: str) -> str:
    return str(Profession(value).label) if value in Profession.values else value


def _yes(met: bool | None) -> object:
    if met is None:
        return messages.NOT_SAID
    return messages.YES if met else messages.NO


def waive(*, actor: Actor, application: Application, code: str, words: str) -> Waiver:
    """Let one rule pass for one applicant, by name and with the reason; the application may become eligible.

    Raises
    ------
    PermissionDenied
        Not the office of the call, or the applicant himself.
    Refused
        ``exchange-words``, ``application-nothing-to-waive``.
    """
    must_lead(actor, application.call)
    if actor.user_id is not None and application.person.user_id == actor.user_id:
        raise PermissionDenied
    if not words.strip():
        raise Refused.because(messages.NO_WORDS)
    with transaction.atomic():
        row = locked_application(application)
        if code not in {line.finding.code for line in lines(row) if not line.passes}:
            raise Refused.because(messages.NOTHING_TO_WAIVE)
        made = Waiver.unscoped.create(application=row, code=code, words=words.strip()[:300], by=actor.user)
        if row.state == ApplicationState.INELIGIBLE and eligible(row):
            row.state = ApplicationState.ELIGIBLE
            row.save(update_fields=["state"])
        audit.record(actor=actor, verb="application.waive", target=row, after={"code": code, "words": made.words})
    return made
