"""The list of agreements: what the address filters and sorts, and what ends soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Page
from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from wardbridge.agreements.domain.watch import AHEAD
from wardbridge.agreements.enums import Kind, State, Subject
from wardbridge.agreements.models import Agreement, Obligation, Party
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.text import fold
from wardbridge.ui.lists import Filter, asked_text, chosen_filter, ordered, paged

ORDERS = {"name": ["name_vi"], "first": ["first"], "until": ["ends"], "state": ["state"], "code": ["code"]}
ENDS = Coalesce("ended_on", "renewed_until", "last")
MOST = 8


@dataclass(frozen=True, slots=True)
class Soon:
    """What ends or falls due within 90 days."""

    ending: list[Agreement]
    due: list[Obligation]

    def __bool__(self) -> bool:
        return bool(self.ending or self.due)


def filters_of(request: ActorRequest) -> list[Filter]:
    return [
        chosen_filter(request, "state", _("State"), [(value, str(label)) for value, label in State.choices]),
        chosen_filter(request, "kind", _("Kind"), [(value, str(label)) for value, label in Kind.choices]),
        chosen_filter(request, "subject", _("About"), [(value, str(label)) for value, label in Subject.choices]),
    ]


def listed(request: ActorRequest, filters: list[Filter]) -> Page[Agreement]:
    """The page of the list that the address asks for."""
    rows = Agreement.objects.visible_to(request.actor)
    for one in filters:
        if one.chosen:
            rows = rows.filter(**{one.field: one.chosen})
    found = _searched(request, rows).annotate(ends=ENDS)
    parties = Party.objects.visible_to(request.actor).select_related("organisation")
    found = found.select_related("owner").prefetch_related(Prefetch("parties", parties))
    return paged(request, ordered(request, found, ORDERS, "-first"))


def _searched(request: ActorRequest, rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """By number, by name in any language, by a party's name: marks don't matter, so it is compared folded."""
    wanted = fold(asked_text(request)).split()
    if not wanted:
        return rows
    names = ("code", "name_vi", "name_en", "name_fr")
    held: dict[int, str] = {pk: " ".join(found) for pk, *found in rows.values_list("pk", *names)}
    parties = Party.objects.visible_to(request.actor).values_list(
        "agreement", "code", "organisation__name_vi", "organisation__name_en", "organisation__name_fr"
    )
    for pk, *found in parties:
        if pk in held:
            held[pk] += " " + " ".join(found)
    return rows.filter(pk__in=[pk for pk, text in held.items() if all(word in fold(text) for word in wanted)])


def soon(request: ActorRequest) -> Soon:
    """Agreements in force that end, and obligations that are due, within 90 days or are overdue."""
    actor = request.actor
    horizon = actor.on + timedelta(days=max(AHEAD))
    ending = Agreement.objects.visible_to(actor).filter(state=State.IN_FORCE).annotate(ends=ENDS)
    due = Obligation.objects.visible_to(actor).filter(Q(met_on=None), due__lte=horizon)
    due = due.filter(agreement__state=State.IN_FORCE).select_related("agreement", "organisation")
    return Soon(list(ending.filter(ends__lte=horizon).order_by("ends")[:MOST]), list(due[:MOST]))
