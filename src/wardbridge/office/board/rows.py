"""What the board reads: a draft, its learners, wishes, locks and absences, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from django.db.models import Q, QuerySet

from wardbridge.cohorts.models import Absence, Enrolment
from wardbridge.core.actors import Actor
from wardbridge.institutions.models import Department
from wardbridge.office.board.filters import Filters
from wardbridge.office.board.model import Week
from wardbridge.people.names import fold
from wardbridge.planning.models import Block, Draft, Lock, Participant, Round, Wish

R = TypeVar("R", Block, Wish, Lock)


def weeks_of(round_: Round) -> tuple[Week, ...]:
    """The columns: the round's weeks with the holidays that fall in them."""
    holidays = sorted(date.fromisoformat(day) for day in round_.holidays)
    columns = []
    for period in range(round_.weeks):
        first = round_.week_start(period)
        last = first + timedelta(days=6)
        columns.append(Week(period, first, last, tuple(day for day in holidays if first <= day <= last)))
    return tuple(columns)


@dataclass
class Sheet:
    """All that the board reads of a draft, by participant."""

    round: Round
    draft: Draft
    participants: list[Participant]
    departments: dict[int, Department]
    blocks: dict[int, list[Block]] = field(default_factory=dict)
    wishes: dict[int, list[Wish]] = field(default_factory=dict)
    locks: dict[int, list[Lock]] = field(default_factory=dict)
    absences: dict[tuple[str, int], list[Absence]] = field(default_factory=dict)
    met: Mapping[str, int] = field(default_factory=dict)
    """Student code → best rank of a wish that the draft meets."""

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        return weeks_of(self.round)

    def unavailable(self, enrolment: Enrolment) -> dict[int, bool]:
        """Period → whether a whole class or group is away then (an exam week) or the learner alone."""
        shared = [("group", enrolment.group_id or 0), ("group", enrolment.class_group_id or 0)]
        found: dict[int, bool] = {}
        for common, keys in ((False, [("enrolment", enrolment.pk)]), (True, shared)):
            for span in (absence for key in keys for absence in self.absences.get(key, ())):
                found |= {w.period: common for w in self.weeks if span.first <= w.last and span.last >= w.first}
        return found

    def locked(self, block: Block) -> bool:
        """Whether a lock imposes this block."""
        if not block.periods:
            return False
        first, last = self.round.week_start(min(block.periods)), self.round.week_end(max(block.periods))
        return any(
            lock.department_id == block.department_id and lock.first <= last and lock.last >= first
            for lock in self.locks.get(block.participant_id, ())
        )


def read(
    actor: Actor,
    draft: Draft,
    filters: Filters,
    *,
    only: Iterable[int] | None = None,
    members: Q | None = None,
    met: Mapping[str, int] | None = None,
) -> Sheet:
    """Read a draft for the board: learners the actor may see, narrowed by filters and to `members`, or to `only` these.

    Seven queries, whatever the number of rows.
    """
    round_ = draft.round
    rows = Participant.objects.filter(round=round_, enrolment__in=Enrolment.objects.visible_to(actor))
    rows = rows.filter(_narrowed(draft, filters)) if only is None else rows.filter(pk__in=list(only))
    rows = rows if members is None else rows.filter(members)
    people = rows.select_related(
        "enrolment__person", "enrolment__group", "enrolment__class_group", "enrolment__programme__school"
    ).order_by("enrolment__person__sort_key", "enrolment__code")
    participants = list(people.distinct())
    departments = Department.objects.filter(rounds=round_).select_related("site", "discipline")
    sheet = Sheet(round_, draft, participants, {one.pk: one for one in departments}, met=met or {})
    keys = rows.values("pk")
    sheet.blocks = _by(Block.objects.filter(draft=draft, participant__in=keys))
    sheet.wishes = _by(Wish.objects.filter(participant__in=keys).select_related("track"))
    sheet.locks = _by(Lock.objects.filter(participant__in=keys))
    sheet.absences = _absences(actor, rows)
    return sheet


def _by(rows: QuerySet[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.participant_id].append(row)
    return found


def _absences(actor: Actor, rows: QuerySet[Participant]) -> dict[tuple[str, int], list[Absence]]:
    """Absences of the learners, their groups and classes, by whose they are."""
    enrolments = rows.values("enrolment")
    groups = Enrolment.objects.visible_to(actor).filter(pk__in=enrolments)
    found: dict[tuple[str, int], list[Absence]] = defaultdict(list)
    about = (
        Q(enrolment__in=enrolments) | Q(group__in=groups.values("group")) | Q(group__in=groups.values("class_group"))
    )
    for absence in Absence.objects.visible_to(actor).filter(about):
        key = ("enrolment", absence.enrolment_id) if absence.enrolment_id else ("group", absence.group_id or 0)
        found[key].append(absence)
    return found


def _narrowed(draft: Draft, filters: Filters) -> Q:
    """The filters as conditions on participants."""
    wanted = Q()
    blocks = Block.objects.filter(draft=draft)
    if filters.site:
        wanted &= Q(pk__in=blocks.filter(department__site__code=filters.site).values("participant"))
    if filters.department:
        wanted &= Q(pk__in=blocks.filter(department__uid=filters.department).values("participant"))
    if filters.school:
        wanted &= Q(enrolment__programme__school__code=filters.school)
    if filters.name:
        wanted &= Q(enrolment__person__folded__contains=fold(filters.name)) | Q(enrolment__code__iexact=filters.name)
    return wanted
