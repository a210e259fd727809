"""Words of agreements that are stored."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Its place in the family: a framework holds detailed contracts, these hold annexes, all may be amended."""

    FRAMEWORK = "framework", _("framework contract")
    SPECIFIC = "specific", _("detailed contract")
    ANNEX = "annex", _("annex")
    AMENDMENT = "amendment", _("amendment")


class Subject(models.TextChoices):
    """What it is about; the subject says which clauses the text must have."""

    PLACEMENT = "placement", _("practice training of learners")
    HOSTING = "hosting", _("hosting of a trainee or fellow")
    COOPERATION = "cooperation", _("academic cooperation")


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    NEGOTIATION = "negotiation", _("negotiation")
    REVIEW = "review", _("review")
    SIGNING = "signing", _("signing")
    IN_FORCE = "in_force", _("in force")
    SUSPENDED = "suspended", _("suspended")
    RENEWED = "renewed", _("renewed by another")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("terminated")


OPEN = (State.DRAFT, State.NEGOTIATION)
"""States in which the terms may still be written."""

SIGNED = (State.IN_FORCE, State.SUSPENDED, State.RENEWED, State.EXPIRED, State.TERMINATED)
"""States that only a text signed by all parties reaches."""


class Renewal(models.TextChoices):
    NONE = "none", _("ends with its term")
    AUTOMATIC = "automatic", _("renews itself unless notice is given")
    AGREED = "agreed", _("renewed by a new agreement")


class Door(models.TextChoices):
    """How a signature came."""

    PAPER = "paper", _("on paper")
    LINK = "link", _("by a one-time link")
    PDF = "pdf", _("by a digitally signed PDF")


class Exchanged(models.TextChoices):
    """Who goes from one party to the other under a quota."""

    STUDENT = "student", _("students")
    POSTGRADUATE = "postgraduate", _("postgraduate students")
    RESIDENT = "resident", _("resident doctors")
    LECTURER = "lecturer", _("lecturers")
    DOCTOR = "doctor", _("doctors and staff")
    NURSE = "nurse", _("nurses and technicians")
    MANAGER = "manager", _("managers")
    SHORT_COURSE = "short-course", _("participants of short courses")
    OBSERVER = "observer", _("observers")


class Direction(models.TextChoices):
    """Which way a quota goes, seen by who keeps the agreement."""

    OUT = "out", _("to the partner")
    IN = "in", _("from the partner")


class ObligationKind(models.TextChoices):
    DUTY = "duty", _("duty")
    DELIVERABLE = "deliverable", _("deliverable")


class FeeUnit(models.TextChoices):
    LEARNER_WEEK = "learner_week", _("each learner and week")
    LEARNER_MONTH = "learner_month", _("each learner and month")
    LEARNER = "learner", _("each learner and intake")


class SecondLanguage(models.TextChoices):
    """The language that stands beside the Vietnamese text."""

    NONE = "", _("Vietnamese only")
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class PaperKind(models.TextChoices):
    """Papers that are set into a template of the organisation's own."""

    CONTRACT = "contract", _("contract")
    DECISION = "decision", _("admission decision")
