"""Writing down what is remembered: histories, milestones, posts, awards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.alumni import messages
from wardbridge.alumni.models import FIRST_YEAR, Award, History, Milestone, Position, Recipient
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation
from wardbridge.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """A history as its source tells it."""

    code: str
    name_vi: str
    told: str
    since: int
    source: str
    name_en: str = ""
    name_fr: str = ""
    stated: int | None = None
    stated_words: str = ""
    complete: bool = False
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A milestone; `about` when the source gives the year roughly."""

    code: str
    name_vi: str
    kind: str
    began_year: int
    source: str
    began_month: int | None = None
    name_en: str = ""
    name_fr: str = ""
    about: bool = False
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post somebody holds, or held until `ended_year`."""

    title: str
    began_year: int
    source: str
    began_month: int | None = None
    ended_year: int | None = None
    place: str = ""
    key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """An award as its paper says it."""

    title: str
    grantor: str
    on: date
    reason: str
    paper: str = ""
    source: str = ""
    synthetic: bool = False


def tell(*, actor: Actor, owner: Organisation, partner: Organisation, tale: Tale) -> History:
    """A new history; Refused ``alumni-same``, ``alumni-year``, ``alumni-source``, ``alumni-number-taken``."""
    _must_keep(actor, owner)
    reasons = [*_years(actor, tale.since), *_sourced(tale.source)]
    if owner.pk == partner.pk:
        reasons.append(Reason(messages.SAME))
    with transaction.atomic():
        if History.unscoped.filter(owner=owner, code=tale.code).exists():
            reasons.append(Reason(messages.NUMBER, {"found": tale.code}))
        _raise(reasons)
        row = History.unscoped.create(owner=owner, partner=partner, **asdict(tale))
        audit.record(actor=actor, verb="history.tell", target=row, after=asdict(tale))
    return row


def mark(*, actor: Actor, owner: Organisation, event: Event, partner: Organisation | None = None) -> Milestone:
    """A new milestone; Refused ``alumni-year``, ``alumni-month``, ``alumni-source``, ``alumni-number-taken``."""
    _must_keep(actor, owner)
    reasons = [*_years(actor, event.began_year), *_months(event.began_month), *_sourced(event.source)]
    with transaction.atomic():
        if Milestone.unscoped.filter(owner=owner, code=event.code).exists():
            reasons.append(Reason(messages.NUMBER, {"found": event.code}))
        _raise(reasons)
        row = Milestone.unscoped.create(owner=owner, partner=partner, **asdict(event))
        audit.record(actor=actor, verb="milestone.mark", target=row, after=asdict(event))
    return row


def post(
    *, actor: Actor, owner: Organisation, person: Person, post: Post, organisation: Organisation | None = None
) -> Position:
    """A post that a person holds; a person whom the actor does not see is not there (PermissionDenied).

    Raises
    ------
    PermissionDenied
    Refused
        ``alumni-year``, ``alumni-month``, ``alumni-ended``, ``alumni-where``, ``alumni-source``, all at once.
    """
    _must_keep(actor, owner)
    if not Person.objects.visible_to(actor).filter(pk=person.pk).exists():
        raise PermissionDenied
    reasons = [*_years(actor, post.began_year), *_months(post.began_month), *_sourced(post.source)]
    if post.ended_year is not None and post.ended_year < post.began_year:
        reasons.append(Reason(messages.ENDED, {"first": post.began_year, "last": post.ended_year}))
    if organisation is None and not post.place.strip():
        reasons.append(Reason(messages.WHERE))
    _raise(reasons)
    with transaction.atomic():
        row = Position.unscoped.create(owner=owner, person=person, organisation=organisation, **asdict(post))
        audit.record(actor=actor, verb="position.write", target=row, after=asdict(post))
    return row


def honour(*, actor: Actor, owner: Organisation, award: Honour) -> Award:
    """A new award; Refused ``alumni-future``, ``alumni-award-twice``."""
    _must_keep(actor, owner)
    if award.on > actor.on:
        raise Refused.because(messages.FUTURE, found=f"{award.on:%d/%m/%Y}")
    with transaction.atomic():
        if Award.unscoped.filter(owner=owner, title=award.title, on=award.on).exists():
            raise Refused.because(messages.TWICE, found=f"{award.on:%d/%m/%Y}")
        row = Award.unscoped.create(owner=owner, **asdict(award))
        audit.record(actor=actor, verb="award.write", target=row, after=asdict(award))
    return row


def add_recipient(
    *,
    actor: Actor,
    award: Award,
    organisation: Organisation,
    post: str = "",
    people: int = 1,
    person: Person | None = None,
) -> Recipient:
    """Who was honoured: one person, or `people` of a post at an organisation, names not recorded."""
    _must_keep(actor, award.owner)
    if person is not None and not Person.objects.visible_to(actor).filter(pk=person.pk).exists():
        raise PermissionDenied
    if people < 1:
        raise Refused.because(messages.PEOPLE, found=people, allowed=1)
    with transaction.atomic():
        row = Recipient.unscoped.create(
            award=award, organisation=organisation, post=post.strip(), people=people, person=person
        )
        said = {"organisation": organisation.code, "post": row.post, "people": people}
        audit.record(actor=actor, verb="award.recipient", target=award, after=said)
    return row


def _must_keep(actor: Actor, owner: Organisation) -> None:
    if not actor.is_office(owner):
        raise PermissionDenied


def _years(actor: Actor, year: int) -> Iterator[Reason]:
    if not FIRST_YEAR <= year <= actor.on.year:
        yield Reason(messages.YEAR, {"found": year, "allowed": f"{FIRST_YEAR}–{actor.on.year}"})


def _months(month: int | None) -> Iterator[Reason]:
    if month is not None and not 1 <= month <= 12:
        yield Reason(messages.MONTH, {"found": month})


def _sourced(source: str) -> Iterator[Reason]:
    if not source.strip():
        yield Reason(messages.SOURCE)


def _raise(reasons: list[Reason]) -> None:
    if reasons:
        raise Refused(reasons)
