"""Facts of the second account that the network's memory answers: B2 to B4, B6, B9 to B11."""

from __future__ import annotations

from django.db.models import QuerySet

from wardbridge.activities.enums import ActivityKind
from wardbridge.activities.models import Activity
from wardbridge.alumni.enums import Told
from wardbridge.alumni.models import Award, History, Milestone, PastStay, Position, Recipient
from wardbridge.alumni.queries.answers import answer
from wardbridge.cli.demonstration import memory
from wardbridge.cli.facts import Fact
from wardbridge.cli.language import N_
from wardbridge.core.actors import Actor
from wardbridge.research.enums import Theme
from wardbridge.research.models import Output, Project, ProjectTheme, Technique


def memory_facts() -> tuple[Fact, ...]:
    """The facts in the account's order, from histories, posts, projects, techniques, courses and awards."""
    return (*_experts(), *_trained(), *_posts(), *_joint(), *_widened(), *_awarded())


def _experts() -> tuple[Fact, ...]:
    told = History.unscoped.filter(told=Told.EXPERTS)
    flagged = sum(answer(Actor.system(), one).incomplete for one in told)
    first = Milestone.unscoped.order_by("began_year").values_list("began_year", flat=True).first() or 0
    return (
        Fact("B2", N_("decade in which the cooperation begins"), 1980, first // 10 * 10),
        Fact("B2", N_("histories of experts, all marked incomplete"), told.count(), flagged),
    )


def _stays() -> QuerySet[PastStay]:
    return PastStay.unscoped.filter(history__told=Told.TRAINED, history__since=1991)


def _trained() -> tuple[Fact, ...]:
    months = sorted(one or 0 for one in _stays().values_list("months", flat=True))
    return (
        Fact("B3", N_("trained at Clermont-Ferrand since 1991, people"), memory.PEOPLE, _stays().count()),
        Fact("B3", N_("shortest stay, months"), 6, months[0]),
        Fact("B3", N_("longest stay, months"), 24, months[-1]),
        Fact("B3", N_("fields of training"), len(memory.FIELDS), _stays().values("specialty").distinct().count()),
    )


def _posts() -> tuple[Fact, ...]:
    held = Position.unscoped.filter(key=True, ended_year=None, person__past_stays__isnull=False)
    known = held.exclude(source="").count()
    return (Fact("B4", N_("key posts of alumni, each with its year and source"), len(memory.POSTS), known),)


def _joint() -> tuple[Fact, ...]:
    joint = [one for one in Project.unscoped.all() if one.partners.model.unscoped.filter(project=one).count() > 1]
    return (
        Fact("B6", N_("joint projects, each with partners on both sides"), Project.unscoped.count(), len(joint)),
        Fact("B6", N_("publications of joint projects"), 1, Output.unscoped.exclude(project=None).count()),
        Fact("B6", N_("techniques in use after a transfer"), 1, Technique.unscoped.exclude(first_case=None).count()),
    )


def _widened() -> tuple[Fact, ...]:
    courses = Activity.unscoped.filter(kind=ActivityKind.COURSE, agreements__isnull=False).distinct()
    themes = ProjectTheme.unscoped.values("theme").distinct().count()
    return (
        Fact("B9", N_("programmes for managers, nurses and staff, inside the agreements"), 3, courses.count()),
        Fact("B10", N_("themes named on projects"), len(Theme), themes),
    )


def _awarded() -> tuple[Fact, ...]:
    award = Award.unscoped.filter(on=memory.AWARD_ON)
    people = sum(Recipient.unscoped.filter(award__in=award).values_list("people", flat=True))
    return (Fact("B11", N_("physiotherapists honoured on 4 March 2022, people"), memory.HONOURED, people),)
