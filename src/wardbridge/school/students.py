"""Where a school's students are: the rows of its list, as the address filters and sorts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from wardbridge.cohorts.models import Enrolment, Group
from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.core.text import fold
from wardbridge.institutions.models import Department, Site
from wardbridge.planning.models import Round
from wardbridge.schedule.models import Placement
from wardbridge.schedule.queries import current
from wardbridge.ui.lists import Filter, asked_day, asked_text, chosen_filter, ordered
from wardbridge.ui.weeks import Week, week_holding, weeks_of

ORDERS = {
    "name": ("person__sort_key",),
    "code": ("code",),
    "group": ("group__code", "person__sort_key"),
    "where": ("where", "person__sort_key"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A student in the chosen week: where he is (`None`: no placement that week), and where he goes next."""

    enrolment: Enrolment
    here: Placement | None
    next: Placement | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: round, week, filters and text."""

    round: Round
    rounds: Sequence[Round]
    weeks: Sequence[Week]
    week: Week
    filters: Sequence[Filter]
    text: str

    def chosen(self, field: str) -> str:
        return next(one.chosen for one in self.filters if one.field == field)


def schools(actor: Actor) -> tuple[Organisation, ...]:
    """Schools whose students the actor may see by name."""
    return actor.of_kind(OrganisationKind.SCHOOL, {Role.OFFICE, Role.WARD})


def asked(request: ActorRequest, rounds: Sequence[Round]) -> Asked:
    """Read the address; what it names and doesn't exist counts as not named."""
    placement_round = next((one for one in rounds if str(one.uid) == request.GET.get("round")), rounds[0])
    weeks = weeks_of(placement_round)
    week = week_holding(weeks, asked_day(request, "week", request.actor.on))
    own = schools(request.actor)
    seen = current.bare(request.actor).filter(version__round=placement_round, enrolment__programme__school__in=own)
    filters = [
        chosen_filter(request, "site", _("Hospital"), _sites(seen)),
        chosen_filter(request, "department", _("Department"), _departments(seen, request.GET.get("site", ""))),
        chosen_filter(request, "group", _("Group"), _groups(seen)),
    ]
    return Asked(placement_round, rounds, weeks, week, filters, asked_text(request))


def _sites(seen: QuerySet[Placement]) -> list[tuple[str, str]]:
    found = Site.objects.filter(pk__in=seen.values("department__site"))
    return [(str(one.uid), one.name) for one in found]


def _departments(seen: QuerySet[Placement], site: str) -> list[tuple[str, str]]:
    found = Department.objects.filter(pk__in=seen.values("department")).select_related("site")
    return [
        (str(one.uid), f"{one.name} ({one.site.code})" if not site else one.name)
        for one in found
        if site in ("", str(one.site.uid))
    ]


def _groups(seen: QuerySet[Placement]) -> list[tuple[str, str]]:
    found = Group.unscoped.filter(pk__in=seen.values("enrolment__group"))  # unscoped: groups of learners seen
    return [(str(one.uid), str(one)) for one in found]


def listed(request: ActorRequest, wanted: Asked) -> QuerySet[Enrolment]:
    """Students of the actor's schools in the round, filtered and sorted."""
    rows = Enrolment.objects.visible_to(request.actor).filter(
        programme__school__in=schools(request.actor), participations__round=wanted.round
    )
    here = current.bare(request.actor).filter(version__round=wanted.round)
    in_span = here.filter(enrolment=OuterRef("pk"), first__lte=wanted.week.last, last__gte=wanted.week.first)
    rows = rows.annotate(where=Subquery(in_span.values("department__name_vi")[:1]))
    if wanted.chosen("site"):
        here = here.filter(department__site__uid=wanted.chosen("site"))
    if wanted.chosen("department"):
        here = here.filter(department__uid=wanted.chosen("department"))
    if wanted.chosen("site") or wanted.chosen("department"):
        week = here.filter(first__lte=wanted.week.last, last__gte=wanted.week.first)
        there = week.values_list("enrolment_id", "periods")
        rows = rows.filter(pk__in=[pk for pk, periods in there if wanted.week.number - 1 in periods])
    if wanted.chosen("group"):
        rows = rows.filter(group__uid=wanted.chosen("group"))
    for word in fold(wanted.text).split():
        rows = rows.filter(Q(person__folded__contains=word) | Q(code__icontains=word))
    related = rows.select_related("person", "group", "class_group", "programme", "track")
    return ordered(request, related, ORDERS, "name")


def rows_of(actor: Actor, wanted: Asked, enrolments: Iterable[Enrolment]) -> list[Row]:
    """Put each student's placement of the week beside him: two queries for the page."""
    shown = list(enrolments)
    of_student: dict[int, list[Placement]] = defaultdict(list)
    found = current.placements(actor).filter(version__round=wanted.round, enrolment__in=shown)
    for placement in found.order_by("first", "pk"):
        of_student[placement.enrolment_id].append(placement)
    period = wanted.week.number - 1
    return [
        Row(
            enrolment,
            next((one for one in of_student[enrolment.pk] if period in one.periods), None),
            next((one for one in of_student[enrolment.pk] if one.first > wanted.week.last), None),
        )
        for enrolment in shown
    ]
