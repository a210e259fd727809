"""One person's record over the decades: study, stays, posts, awards; each line with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wardbridge.alumni.models import PastStay, Position, Recipient
from wardbridge.cohorts.models import Enrolment
from wardbridge.core.actors import Actor
from wardbridge.exchange.models import Fellowship
from wardbridge.people.models import Person


class Chapter(StrEnum):
    STUDY = "study"
    STAY = "stay"
    POST = "post"
    AWARD = "award"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a record; `year` 0 when it is not known."""

    chapter: Chapter
    year: int
    month: int
    title: str
    where: str
    source: str = ""
    until: int | None = None


def record(actor: Actor, person: Person) -> list[Line]:
    """What the actor may see of a person's record, the oldest first, undated lines last."""
    return sorted(_lines(actor, person), key=lambda one: (one.year == 0, one.year, one.month, one.chapter))


def _lines(actor: Actor, person: Person) -> Iterator[Line]:
    enrolments = Enrolment.objects.visible_to(actor).filter(person=person)
    for study in enrolments.select_related("programme__school"):
        yield Line(Chapter.STUDY, 0, 0, study.programme.name, study.programme.school.name)
    for fellowship in Fellowship.objects.visible_to(actor).filter(person=person).select_related("host", "discipline"):
        title = fellowship.discipline.name if fellowship.discipline else fellowship.get_who_display()
        yield Line(Chapter.STAY, fellowship.first.year, fellowship.first.month, title, fellowship.host.name)
    stays = PastStay.objects.visible_to(actor).filter(person=person).select_related("history__partner")
    for stay in stays:
        source = stay.source or stay.history.source
        where = stay.history.partner.name
        yield Line(Chapter.STAY, stay.began_year or 0, stay.began_month or 0, stay.specialty, where, source)
    for post in Position.objects.visible_to(actor).filter(person=person).select_related("organisation"):
        yield Line(
            Chapter.POST, post.began_year, post.began_month or 0, post.title, post.where, post.source, post.ended_year
        )
    for one in Recipient.objects.visible_to(actor).filter(person=person).select_related("award"):
        award = one.award
        yield Line(Chapter.AWARD, award.on.year, award.on.month, award.title, award.grantor, award.source)
