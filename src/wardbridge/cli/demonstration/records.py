"""Facts of the accounts that the platform's records answer: a year at Uong Bi (A7, A8), the ceremony (B1, B5)."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from wardbridge.activities.models import Activity, Attendee
from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement, Party, Quota
from wardbridge.cli.demonstration import ceremony
from wardbridge.cli.demonstration.organisations import SENDERS, UONG_BI
from wardbridge.cli.facts import Fact
from wardbridge.cli.language import N_
from wardbridge.schedule.models import Placement

YEAR = 2025
WELCOMED = (date(2025, 3, 24), date(2025, 4, 6))
"""End of March to start of April, in whole weeks (A8)."""

PROFESSIONS = ("Bác sĩ y khoa", "Điều dưỡng", "Kỹ thuật y")
"""Medical, nursing and laboratory students (A8)."""

NAMED_IN_TEXT = 6
"""Signing parties that the account names (B1), and posts that it says attended."""


def record_facts() -> tuple[Fact, ...]:
    """The facts in the accounts' order, from published placements, agreements in force and the activity."""
    return (*_year(), *_welcomed(), *_ceremony(), *_exchange())


def _at_uong_bi() -> QuerySet[Placement]:
    rows = Placement.unscoped.filter(
        version__current_for__isnull=False, department__site__organisation__name_vi=UONG_BI[1]
    )
    return rows.filter(first__year=YEAR)


def _year() -> tuple[Fact, ...]:
    rows = _at_uong_bi()
    people = rows.values("enrolment__person").distinct().count()
    schools = rows.filter(enrolment__programme__school__code__in=[names[0] for names in SENDERS])
    senders = schools.values("enrolment__programme__school").distinct().count()
    return (
        Fact("A7", N_("Uong Bi Hospital, students in the year, people"), 1000, people, ">"),
        Fact("A7", N_("the same, placements"), 1000, rows.count(), ">"),
        Fact("A7", N_("schools named that send them"), len(SENDERS), senders),
    )


def _welcomed() -> tuple[Fact, ...]:
    rows = _at_uong_bi().filter(first__range=WELCOMED)
    named = rows.filter(enrolment__programme__profession__in=PROFESSIONS)
    professions = named.values("enrolment__programme__profession").distinct().count()
    return (
        Fact("A8", N_("welcomed from the end of March to the start of April, placements"), 180, rows.count(), "~", 170),
        Fact("A8", N_("medical, nursing and laboratory students among them"), len(PROFESSIONS), professions),
    )


def _signed() -> QuerySet[Agreement]:
    """Agreements in force that were signed at the ceremony."""
    event = Activity.unscoped.get(code=ceremony.CODE)
    return Agreement.unscoped.filter(activities=event, state=State.IN_FORCE)


def _ceremony() -> tuple[Fact, ...]:
    parties = Party.unscoped.filter(agreement__in=_signed()).values("organisation").distinct().count()
    attended = Attendee.unscoped.filter(activity__code=ceremony.CODE)
    posts = attended.exclude(post="").filter(name="").count()
    return (
        Fact("B1", N_("signing parties in one ceremony"), NAMED_IN_TEXT, parties),
        Fact("B1", N_("who attended, by post alone"), NAMED_IN_TEXT, posts),
    )


def _exchange() -> tuple[Fact, ...]:
    rows = Quota.unscoped.filter(agreement__in=_signed())
    pairs = set(rows.values_list("sender", "host"))
    both = sum((host, sender) in pairs for sender, host in pairs)
    begun = set(_signed().values_list("first", flat=True))
    return (
        Fact("B5", N_("kinds of people exchanged"), len(ceremony.EXCHANGED), rows.values("who").distinct().count()),
        Fact("B5", N_("agreements whose quotas go both ways"), len(ceremony.BILATERAL), both // 2),
        Fact("B5", N_("month in which they begin (2025)"), 12, next(iter(begun)).month if len(begun) == 1 else 0),
    )
