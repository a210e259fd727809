"""Who sees a project, an output, a technique: who keeps it and the organisations that take part."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from wardbridge.core.actors import Actor


def projects(actor: Actor) -> Q:
    partners = apps.get_model("research", "ProjectPartner").unscoped.filter(organisation__in=actor.organisation_ids)
    return Q(owner__in=actor.organisation_ids) | Q(pk__in=partners.values("project"))


def of_project(actor: Actor) -> Q:
    """What belongs to a project: whoever sees it."""
    return Q(project__in=apps.get_model("research", "Project").unscoped.filter(projects(actor)).values("pk"))


def outputs(actor: Actor) -> Q:
    """A work is seen by who keeps it, by the organisations of its authors, and with its project."""
    authors = apps.get_model("research", "Author").unscoped.filter(organisation__in=actor.organisation_ids)
    return Q(owner__in=actor.organisation_ids) | Q(pk__in=authors.values("output")) | of_project(actor)


def of_output(actor: Actor) -> Q:
    return Q(output__in=apps.get_model("research", "Output").unscoped.filter(outputs(actor)).values("pk"))


def techniques(actor: Actor) -> Q:
    """The hospital that takes a technique up, and the one it comes from."""
    return Q(owner__in=actor.organisation_ids) | Q(source__in=actor.organisation_ids)


def of_technique(actor: Actor) -> Q:
    return Q(technique__in=apps.get_model("research", "Technique").unscoped.filter(techniques(actor)).values("pk"))
