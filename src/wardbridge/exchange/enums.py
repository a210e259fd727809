"""Words of exchange that are stored."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wardbridge.rulekit import eligibility


class Track(models.TextChoices):
    """The status under which somebody comes; the rules of each are `rulekit.eligibility`'s."""

    DFMS = eligibility.Track.DFMS.value, _("DFMS (specialty training)")
    DFMSA = eligibility.Track.DFMSA.value, _("DFMSA (advanced specialty training)")
    FFI = eligibility.Track.FFI.value, _("acting intern (FFI)")
    ASSOCIATE = eligibility.Track.ASSOCIATE.value, _("stagiaire associé")
    OBSERVER = eligibility.Track.OBSERVER.value, _("observer")
    STUDENT = eligibility.Track.STUDENT.value, _("student placement")
    VISIT = eligibility.Track.VISIT.value, _("visit without a status of its own")


class Profession(models.TextChoices):
    STUDENT = eligibility.Profession.STUDENT.value, _("medical student")
    GENERALIST = eligibility.Profession.GENERALIST.value, _("general practitioner")
    RESIDENT = eligibility.Profession.RESIDENT.value, _("resident doctor in specialty training")
    SPECIALIST = eligibility.Profession.SPECIALIST.value, _("specialist")
    DENTIST = eligibility.Profession.DENTIST.value, _("dentist")
    NURSE = eligibility.Profession.NURSE.value, _("nurse or technician")
    LECTURER = eligibility.Profession.LECTURER.value, _("lecturer")
    MANAGER = eligibility.Profession.MANAGER.value, _("manager")


class CallState(models.TextChoices):
    DRAFT = "draft", _("draft")
    OPEN = "open", _("published")
    RANKED = "ranked", _("ranked")
    DECIDED = "decided", _("nominated")


class PaperKind(models.TextChoices):
    """What a call may ask for."""

    PASSPORT = "passport", _("passport")
    DEGREE = "degree", _("degree")
    LICENCE = "licence", _("practising licence")
    LANGUAGE = "language", _("language certificate")
    CV = "cv", _("curriculum vitae")
    LETTER = "letter", _("letter of motivation")
    CONSENT = "superior", _("consent of the superior")
    INSURANCE = "insurance", _("liability insurance")
    OTHER = "other", _("other paper")


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("draft")
    APPLIED = "applied", _("applied")
    INELIGIBLE = "ineligible", _("not eligible")
    ELIGIBLE = "eligible", _("eligible")
    SCORED = "scored", _("scored")
    RANKED = "ranked", _("ranked")
    NOMINATED = "nominated", _("nominated")
    NOT_CHOSEN = "not_chosen", _("not chosen")
    WITHDRAWN = "withdrawn", _("withdrawn")


RUNNING = (ApplicationState.ELIGIBLE, ApplicationState.SCORED, ApplicationState.RANKED)
"""States in which an application takes part in the selection."""


class ConflictGround(models.TextChoices):
    DECLARED = "declared", _("declared by the reviewer")
    HEAD = "head", _("head of the applicant's department")
    DEPARTMENT = "department", _("of the applicant's own department")
    SELF = "self", _("the applicant himself")


class FellowshipState(models.TextChoices):
    """A stay from nomination to what came of it: the path first, then the ways it ends early."""

    NOMINATED = "nominated", _("nominated")
    HOST_ACCEPTED = "host_accepted", _("accepted by the host")
    FUNDED = "funded", _("funded")
    LANGUAGE_READY = "language_ready", _("language ready")
    VISA = "visa", _("visa granted")
    ARRIVED = "arrived", _("arrived")
    IN_TRAINING = "in_training", _("in training")
    REPORTED = "reported", _("reported")
    RETURNED = "returned", _("returned")
    ALUMNI = "alumni", _("alumni")
    DECLINED = "declined", _("declined by the host")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CURTAILED = "curtailed", _("curtailed")
    NOT_RETURNED = "not_returned", _("not returned")


PATH = (
    FellowshipState.NOMINATED,
    FellowshipState.HOST_ACCEPTED,
    FellowshipState.FUNDED,
    FellowshipState.LANGUAGE_READY,
    FellowshipState.VISA,
    FellowshipState.ARRIVED,
)
"""The steps until somebody is there. What follows (training, reports, return) is led by the apps that keep it."""
PREPARING = PATH[:-1]
THERE = (FellowshipState.ARRIVED, FellowshipState.IN_TRAINING, FellowshipState.REPORTED)
"""States in which the fellow is at the host."""
HOSTED = (*PATH[1:-1], *THERE)
"""States in which he holds places of the host's department."""
LOST = (FellowshipState.DECLINED, FellowshipState.WITHDRAWN)
"""States in which a fellowship uses no place of its quota."""


class Side(models.TextChoices):
    """Who must act."""

    SENDER = "sender", _("sending office")
    HOST = "host", _("hosting office")
    FELLOW = "fellow", _("the fellow")


class Answer(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    CONDITIONS = "conditions", _("accepted with conditions")
    DECLINED = "declined", _("declined")


class DeclineReason(models.TextChoices):
    """Why a host declines, coded so that it can be counted."""

    CAPACITY = "capacity", _("no place in the department then")
    PROFILE = "profile", _("profile does not fit the training")
    LANGUAGE = "language", _("language not sufficient")
    PAPERS = "papers", _("papers incomplete")
    OTHER = "other", _("other reason")


class LanguageEvent(models.TextChoices):
    COURSE = "course", _("course")
    TEST = "test", _("test")


class Purpose(models.TextChoices):
    """What personal data may be used for; each is asked by itself."""

    SELECTION = "selection", _("to examine my application and tell me the outcome")
    TRANSFER = "transfer", _("to send my file to the host abroad if I am nominated")
    ALUMNI = "alumni", _("to stay in touch with me after the stay")


class HostPaper(models.TextChoices):
    """Papers of a stay, by its status (FR-12)."""

    PLACEMENT = "placement", _("placement agreement")
    APPOINTMENT = "appointment", _("appointment decision")
    HOSTING = "hosting", _("hosting agreement")
    LETTER = "letter", _("hosting letter")
