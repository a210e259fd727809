"""A round as a book: all its rows, in one order, from a fixed number of queries."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Prefetch, QuerySet

from wardbridge.capacity.models import Offer, SiteQuota
from wardbridge.cohorts.models import Absence, Enrolment, Group, Programme, Requirement, Track
from wardbridge.institutions.models import Department, Site
from wardbridge.people.models import Supervisor
from wardbridge.planning.bridge import RoundBook, canonical
from wardbridge.planning.domain import rows
from wardbridge.planning.models import Lock, Round, Wish

M = TypeVar("M", bound=Model)
ABSENCES = Prefetch("absences", Absence.unscoped.all())


def site_rows() -> QuerySet[Site]:
    return Site.objects.select_related("organisation").order_by("code")


def department_rows() -> QuerySet[Department]:
    return Department.objects.select_related("site__organisation", "discipline").order_by("code")


def supervisor_rows() -> QuerySet[Supervisor]:
    found = Supervisor.unscoped.select_related("person", "department__site__organisation")
    return found.prefetch_related("leaves").order_by("code")


def programme_rows() -> QuerySet[Programme]:
    tracks = Prefetch("tracks", Track.unscoped.order_by("code").prefetch_related("sites"))
    return Programme.unscoped.select_related("school").prefetch_related(tracks).order_by("code")


def requirement_rows() -> QuerySet[Requirement]:
    found = Requirement.unscoped.select_related("programme__school", "track")
    after = Prefetch("after", Requirement.unscoped.all())
    return found.prefetch_related("disciplines", after, "sites").order_by("programme__code", "track__code", "code")


def enrolment_rows() -> QuerySet[Enrolment]:
    found = Enrolment.unscoped.select_related("person", "programme__school", "track", "class_group", "group")
    return found.prefetch_related(ABSENCES).order_by("code")


def group_rows() -> QuerySet[Group]:
    found = Group.unscoped.select_related("programme__school", "leader")
    return found.prefetch_related(ABSENCES).order_by("code")


def book_of(round_: Round, *, board_locks: bool = True) -> RoundBook:
    """All rows of a round in canonical order; `board_locks` says whether locks set on the board are among them."""
    wishes = Wish.objects.filter(participant__round=round_).select_related(
        "participant__enrolment", "site", "discipline", "department", "track"
    )
    locks = Lock.objects.filter(participant__round=round_).select_related("participant__enrolment", "department")
    if not board_locks:
        locks = locks.filter(origin="workbook")
    offers = Offer.objects.filter(rounds=round_).select_related("department__site", "programme")
    quotas = SiteQuota.objects.filter(rounds=round_).select_related("site", "programme")
    programmes = list(programme_rows().filter(rounds=round_))
    return canonical(
        RoundBook(
            round=rows.round_row(round_),
            sites=tuple(rows.site_row(one) for one in site_rows().filter(rounds=round_)),
            departments=tuple(rows.department_row(one) for one in department_rows().filter(rounds=round_)),
            teachers=tuple(rows.teacher_row(one) for one in supervisor_rows().filter(rounds=round_)),
            programmes=tuple(rows.programme_row(one, track) for one in programmes for track in one.tracks.all()),
            requirements=tuple(
                rows.requirement_row(one) for one in requirement_rows().filter(programme__in=programmes)
            ),
            learners=tuple(rows.learner_row(one) for one in enrolment_rows().filter(participations__round=round_)),
            groups=tuple(rows.group_row(one) for one in group_rows().filter(rounds=round_)),
            places=(*(rows.offer_row(one) for one in offers), *(rows.quota_row(one) for one in quotas)),
            wishes=tuple(rows.wish_row(one) for one in wishes),
            locks=tuple(rows.lock_row(one) for one in locks),
        )
    )
