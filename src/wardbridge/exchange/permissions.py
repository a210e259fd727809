"""Who sees what of an exchange.

A call is public once published. An application is seen by its applicant, by the office that opened the call once it
was sent, and by the reviewers who have no conflict; the host sees fellowships, never applications. A fellowship is
seen by the fellow and by both offices; money and papers by the host only when they are shared with it.
"""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from wardbridge.core.actors import Actor
from wardbridge.core.scoping import own
from wardbridge.exchange.enums import ApplicationState, CallState

SENT = ~Q(state=ApplicationState.DRAFT)


def calls(actor: Actor) -> Q:
    """Drafts are the owner's; a published call may be read by whoever signs in."""
    return Q(owner__in=actor.office_ids) | ~Q(state=CallState.DRAFT)


def of_call(actor: Actor) -> Q:
    """Places, papers asked and criteria: whoever sees the call."""
    return Q(call__in=apps.get_model("exchange", "Call").unscoped.filter(calls(actor)).values("pk"))


def reviewers(actor: Actor) -> Q:
    """An applicant is never told who reviews."""
    return Q(call__owner__in=actor.office_ids) | own(actor, "user")


def applications(actor: Actor) -> Q:
    conflicts = apps.get_model("exchange", "Conflict").unscoped.filter(own(actor, "reviewer__user"))
    mine = apps.get_model("exchange", "Reviewer").unscoped.filter(own(actor, "user"))
    return (
        own(actor, "person__user")
        | SENT & Q(call__owner__in=actor.office_ids)
        | SENT & Q(call__in=mine.values("call")) & ~Q(pk__in=conflicts.values("application"))
    )


def of_application(actor: Actor) -> Q:
    """What belongs to an application: whoever sees it."""
    seen = apps.get_model("exchange", "Application").unscoped.filter(applications(actor))
    return Q(application__in=seen.values("pk"))


def proofs(actor: Actor) -> Q:
    """Papers of an applicant; of a nominated one the host sees those that the sender shares."""
    return of_application(actor) | Q(shared=True, application__fellowship__host__in=actor.office_ids)


def conflicts(actor: Actor) -> Q:
    return Q(application__call__owner__in=actor.office_ids) | own(actor, "reviewer__user")


def reviews(actor: Actor) -> Q:
    """Blind: a reviewer sees his own alone until the call is ranked, also when he works in the office that asks."""
    open_ = (CallState.DRAFT, CallState.OPEN)
    also = apps.get_model("exchange", "Reviewer").unscoped.filter(own(actor, "user"), call__state__in=open_)
    office = Q(application__call__owner__in=actor.office_ids) & ~Q(application__call__in=also.values("call"))
    return own(actor, "reviewer__user") | office


def scores(actor: Actor) -> Q:
    return Q(review__in=apps.get_model("exchange", "Review").unscoped.filter(reviews(actor)).values("pk"))


def rankings(actor: Actor) -> Q:
    return Q(call__owner__in=actor.office_ids)


def rank_lines(actor: Actor) -> Q:
    """The office all; a candidate his own, once the outcome stands."""
    told = Q(ranking__call__state=CallState.DECIDED)
    return Q(ranking__call__owner__in=actor.office_ids) | told & own(actor, "application__person__user")


def fellowships(actor: Actor) -> Q:
    return own(actor, "person__user") | Q(sender__in=actor.office_ids) | Q(host__in=actor.office_ids)


def of_fellowship(actor: Actor) -> Q:
    seen = apps.get_model("exchange", "Fellowship").unscoped.filter(fellowships(actor))
    return Q(fellowship__in=seen.values("pk"))


def fundings(actor: Actor) -> Q:
    """Money: the fellow, the office that wrote the line, and the other office when the line is shared."""
    return (
        own(actor, "fellowship__person__user") | Q(keeper__in=actor.office_ids) | Q(shared=True) & of_fellowship(actor)
    )


def instalments(actor: Actor) -> Q:
    return Q(funding__in=apps.get_model("exchange", "Funding").unscoped.filter(fundings(actor)).values("pk"))


def language_entries(actor: Actor) -> Q:
    return Q(plan__in=apps.get_model("exchange", "LanguagePlan").unscoped.filter(of_fellowship(actor)).values("pk"))


def transfers(actor: Actor) -> Q:
    return Q(owner__in=actor.office_ids)


def consents(actor: Actor) -> Q:
    """Oneself, and the office to whom the consent was given."""
    return own(actor, "person__user") | Q(organisation__in=actor.office_ids)


def persons(actor: Actor) -> Q:
    """Ground on which a `people.Person` is seen: one of his applications or fellowships is."""
    application, fellowship = (apps.get_model("exchange", name) for name in ("Application", "Fellowship"))
    return Q(pk__in=application.unscoped.filter(applications(actor)).values("person")) | Q(
        pk__in=fellowship.unscoped.filter(fellowships(actor)).values("person")
    )
