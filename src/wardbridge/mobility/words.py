"""Rows and sentences of the pages of exchange."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wardbridge.core.actors import Actor
from wardbridge.exchange.domain.ranking import TOO_FEW
from wardbridge.exchange.enums import ApplicationState
from wardbridge.exchange.models import Application, Place, RankLine, Review
from wardbridge.rulekit import messages

SHAPES: dict[str, str] = {
    ApplicationState.DRAFT: "none",
    ApplicationState.INELIGIBLE: "bad",
    ApplicationState.NOMINATED: "good",
    ApplicationState.NOT_CHOSEN: "none",
    ApplicationState.WITHDRAWN: "none",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application in its office's list."""

    application: Application
    reviews: int
    line: RankLine | None

    @property
    def shape(self) -> str:
        return shape_of(self.application)


def shape_of(application: Application) -> str:
    return SHAPES.get(application.state, "wait")


def listed(actor: Actor, rows: Iterable[Application], lines: Iterable[RankLine]) -> list[Candidate]:
    """The applications with how many reviews the reader sees of each, by rank once there is one."""
    found = list(rows)
    reviews: dict[int, int] = {}
    for pk in Review.objects.visible_to(actor).filter(application__in=found).values_list("application", flat=True):
        reviews[pk] = reviews.get(pk, 0) + 1
    ranked = {line.application_id: line for line in lines}
    made = [Candidate(row, reviews.get(row.pk, 0), ranked.get(row.pk)) for row in found]
    return sorted(made, key=lambda one: one.line.position if one.line else len(found) + 1)


def why(actor: Actor, line: RankLine) -> list[str]:
    """Why each dearer wish was not met, a sentence each, in the reader's language."""
    places = Place.objects.visible_to(actor).filter(call=line.ranking.call)
    names = {str(one.uid): str(one) for one in places.select_related("quota__host", "quota__discipline", "department")}
    return [_sentence(code, names.get(place, ""), params) for code, place, params in line.why]


def _sentence(code: str, place: str, params: dict[str, str | int | float]) -> str:
    language = (get_language() or "vi")[:2]
    if code == TOO_FEW:
        said = {name: messages.format_param(value, language) for name, value in params.items()}
        return _("You have {own} points; the call asks for at least {allowed}.").format(**said)
    return messages.text(code, language, hospital=place, **params)
