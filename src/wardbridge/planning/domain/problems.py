"""A round compiled for the engine, kept in this process for as long as the round's data stay the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.apps import apps
from django.db.models import Max

from wardbridge.core.models import AuditEntry
from wardbridge.institutions.models import Department
from wardbridge.planning.bridge import Problem, RoundBook, compile_book
from wardbridge.planning.domain.books import book_of
from wardbridge.planning.models import Participant, Round
from wardbridge.rulebook.domain import books

KEPT = 8
"""Compiled rounds kept in one process."""

FED_BY = ("rulebook", "institutions", "people", "cohorts", "capacity")
"""Apps whose audited changes may change a round's problem."""

BESIDE = ("enrolment.share", "enrolment.unshare", "person.link")
"""Verbs of these apps that say who sees whom and who signs in: no plan depends on them. Publishing shares."""


@dataclass(frozen=True)
class Compiled:
    """A round's rows, its problem, and how the codes of both lead back to rows of the database."""

    stamp: str
    book: RoundBook
    problem: Problem
    participants: dict[str, int]
    """Student code → participant's row."""
    departments: dict[str, int]
    """Department's code → its row."""
    disciplines: dict[str, int]
    """Discipline's code → its row."""

    @cached_property
    def codes(self) -> dict[int, str]:
        """Participant's row → student code."""
        return {row: code for code, row in self.participants.items()}

    @cached_property
    def department_codes(self) -> dict[int, str]:
        """Department's row → its code."""
        return {row: code for code, row in self.departments.items()}


_kept: OrderedDict[UUID, Compiled] = OrderedDict()
_lock = threading.Lock()


def stamp_of(round_: Round) -> str:
    """What changes when anything changes that the round's problem is made of: two cheap figures."""
    version = Round.unscoped.values_list("data_version", flat=True).get(pk=round_.pk)
    types = [model._meta.label_lower for app in FED_BY for model in apps.get_app_config(app).get_models()]
    feeding = AuditEntry.objects.filter(object_type__in=types).exclude(verb__in=BESIDE).aggregate(last=Max("pk"))
    return f"{version}.{feeding['last'] or 0}"


def compiled(round_: Round) -> Compiled:
    """The round compiled, from this process's memory when its data are the same.

    Raises
    ------
    InputRefused
        When the round's rows do not fit together (after a change outside an import).
    """
    stamp = stamp_of(round_)
    with _lock:
        found = _kept.get(round_.uid)
        if found is not None and found.stamp == stamp:
            _kept.move_to_end(round_.uid)
            return found
    made = _compile(round_, stamp)
    with _lock:
        _kept[round_.uid] = made
        _kept.move_to_end(round_.uid)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def _compile(round_: Round, stamp: str) -> Compiled:
    book = book_of(Round.unscoped.get(pk=round_.pk))
    people = Participant.objects.filter(round=round_).values_list("enrolment__code", "pk")
    departments = list(
        Department.objects.filter(rounds=round_).values_list("code", "pk", "discipline__code", "discipline")
    )
    return Compiled(
        stamp=stamp,
        book=book,
        problem=replace(compile_book(book), law=books.decree()),
        participants=dict(people),
        departments={code: pk for code, pk, _, _ in departments},
        disciplines={code: pk for _, _, code, pk in departments},
    )


def problem_of(round_: Round) -> Problem:
    """The engine's problem of a round."""
    return compiled(round_).problem
