"""The hospital's side of a request: accepted, accepted with conditions, redirected, declined with a coded reason.

Learners are received only under an agreement in force, or because a named person says why without one; and beyond the
share that the published rule gives while other schools ask for the same ward, only with a reason that all read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import formats, timezone

from wardbridge.agreements.queries.coverage import Need, uncovered
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.demand import messages, reasons
from wardbridge.demand.domain import places
from wardbridge.demand.domain.access import hospital_of, in_state, locked, must_answer, school_of
from wardbridge.demand.domain.asking import must_begin, must_count
from wardbridge.demand.domain.stepping import step
from wardbridge.demand.domain.weighing import weighed
from wardbridge.demand.enums import Proposal, Shift, State
from wardbridge.demand.models import Request, Terms
from wardbridge.institutions.models import Department, Site
from wardbridge.people.models import Supervisor

REPLY_DAYS = 14
"""Days that a school has to take or leave conditions; the places are held so long."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a request is accepted although something speaks against it: no agreement, or more than its share."""

    waiver: str = ""
    departure: str = ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the hospital asks to be otherwise; a blank department is the one asked for, or the only one there."""

    learners: int
    first: date
    weeks: int
    department: Department | None = None
    shift: Shift = Shift.DAY
    teacher: Supervisor | None = None
    words: str = ""


@transaction.atomic
def accept(
    *, actor: Actor, request: Request, department: Department | None = None, grounds: Grounds | None = None
) -> Request:
    """Receive the learners as asked, and take their places; accepted twice is accepted once.

    Raises
    ------
    PermissionDenied
    Refused
        ``request-state``, ``request-department``, ``request-site``, ``request-past``, ``request-no-agreement`` or
        ``request-no-quota`` (without a waiver), ``request-share`` (without a reason), ``request-places``.
        Nothing is written then.
    """
    must_answer(actor, request)
    held = locked(request)
    if held.state == State.ACCEPTED:
        return held
    held = _mine(actor, request)
    asked = Conditions(held.learners, held.first, held.weeks, department)
    held = _received(actor, held, asked, grounds or Grounds())
    held.due = None
    return _answered(actor, held, State.ACCEPTED, grounds=grounds or Grounds())


@transaction.atomic
def accept_if(*, actor: Actor, request: Request, conditions: Conditions, grounds: Grounds | None = None) -> Request:
    """Receive the learners on conditions: the places are held until the school takes or leaves them.

    Raises
    ------
    As `accept`; and ``demand-count``, ``demand-monday``, ``demand-learners``, ``request-teacher``.
    """
    must_answer(actor, request)
    held = _mine(actor, request)
    must_count(conditions.learners, conditions.weeks)
    if conditions.learners > held.learners:
        raise Refused.because(messages.LEARNERS, found=conditions.learners, allowed=held.learners)
    held = _received(actor, held, conditions, grounds or Grounds())
    held.due = min(actor.on + timedelta(days=REPLY_DAYS), conditions.first)
    return _answered(actor, held, State.CONDITIONS, words=conditions.words, grounds=grounds or Grounds())


@transaction.atomic
def redirect(*, actor: Actor, request: Request, site: Site, words: str) -> Request:
    """Point to another site that trains the discipline, of this hospital or another; the school may follow."""
    must_answer(actor, request)
    held = _mine(actor, request)
    if not words.strip():
        raise Refused.because(messages.NO_WORDS)
    held.proposed_site, held.proposal, held.due = _other(held, site), Proposal.SITE, None
    return _answered(actor, held, State.REDIRECTED, words=words)


@transaction.atomic
def decline(
    *, actor: Actor, request: Request, reason: str, proposal: str, words: str = "", site: Site | None = None
) -> Request:
    """Decline with a reason of the list in force and a proposal.

    Raises
    ------
    PermissionDenied
    Refused
        ``request-state``, ``request-reason``, ``request-words`` (when the reason asks for them), ``request-proposal``,
        ``request-proposed-site``.
    """
    must_answer(actor, request)
    held = _mine(actor, request)
    edition = reasons.in_force(actor.on)
    known = edition.find(reason)
    if known is None:
        raise Refused.because(messages.NO_REASON)
    if known.words and not words.strip():
        raise Refused.because(messages.NO_WORDS)
    if proposal not in Proposal.values:
        raise Refused.because(messages.NO_PROPOSAL)
    if proposal == Proposal.SITE:
        held.proposed_site = _other(held, site)
    held.reason, held.edition, held.proposal, held.due = known.code, edition.name, proposal, None
    return _answered(actor, held, State.DECLINED, words=words)


def _mine(actor: Actor, request: Request) -> Request:
    """The request, held, while it is the hospital's turn and its day has not passed."""
    held = in_state(request, State.SENT)
    if held.due is not None and held.due < actor.on:
        raise Refused.because(messages.STATE, found=str(State.EXPIRED.label))
    return held


def _received(actor: Actor, held: Request, asked: Conditions, grounds: Grounds) -> Request:
    """Write the terms and take their places, when agreement, share and law allow."""
    must_begin(actor, asked.first)
    ward = _department(held, asked.department)
    _must_teach(ward, asked.teacher)
    _must_be_covered(held, asked, grounds)
    _must_keep_share(held, asked, grounds)
    terms = Terms(
        request=held,
        department=ward,
        learners=asked.learners,
        first=asked.first,
        weeks=asked.weeks,
        shift=asked.shift,
        teacher=asked.teacher,
        words=asked.words.strip(),
    )
    terms.save()
    places.take(held, terms)
    held.terms = terms
    return held


def _answered(actor: Actor, held: Request, after: State, *, words: str = "", grounds: Grounds | None = None) -> Request:
    held.answered_at = timezone.now()
    why = grounds or Grounds()
    return step(actor, held, after, by=hospital_of(held), words=words, departure=why.departure, waiver=why.waiver)


def _department(held: Request, chosen: Department | None) -> Department:
    wards = Department.objects.filter(site=held.site, discipline=held.line.discipline)
    if chosen is not None:
        if not wards.filter(pk=chosen.pk).exists():
            raise Refused.because(messages.WRONG_SITE)
        return chosen
    if held.department is not None:
        return held.department
    found = list(wards[:2])
    if len(found) != 1:
        raise Refused.because(messages.NO_DEPARTMENT)
    return found[0]


def _must_teach(ward: Department, teacher: Supervisor | None) -> None:
    if teacher is not None and teacher.department_id != ward.pk:
        raise Refused.because(messages.TEACHER)


def _must_be_covered(held: Request, asked: Conditions, grounds: Grounds) -> None:
    last = asked.first + timedelta(days=7 * asked.weeks - 1)
    school, hospital, level = school_of(held), hospital_of(held), held.line.demand.programme.level
    need = Need(school.pk, hospital.pk, asked.first, last, held.line.discipline_id, level)
    missing = uncovered([need])
    if missing and not grounds.waiver.strip():
        raise Refused.because(
            messages.NO_QUOTA if missing[need] else messages.NO_AGREEMENT,
            school=school.name,
            hospital=hospital.name,
            first=formats.date_format(asked.first, "SHORT_DATE_FORMAT"),
            last=formats.date_format(last, "SHORT_DATE_FORMAT"),
        )


def _must_keep_share(held: Request, asked: Conditions, grounds: Grounds) -> None:
    found = weighed(held)
    if found.contested and asked.learners > found.gives and not grounds.departure.strip():
        raise Refused.because(messages.SHARE, school=school_of(held).name, allowed=found.gives, found=asked.learners)


def _other(held: Request, site: Site | None) -> Site:
    """A site other than that asked, which has a department of the discipline."""
    trains = site and Department.objects.filter(site=site, discipline=held.line.discipline).exists()
    if site is None or site.pk == held.site_id or not trains:
        raise Refused.because(messages.NO_SITE)
    return site
