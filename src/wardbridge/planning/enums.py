"""States of rounds, uploads, runs and drafts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoundState(TextChoices):
    DRAFT = "draft", _("draft")
    DEMAND = "demand", _("collecting demand")
    OFFERS = "offers", _("offers")
    PLANNING = "planning", _("planning")
    PUBLISHED = "published", _("published")
    RUNNING = "running", pgettext_lazy("state of a round", "running")
    CLOSED = "closed", _("closed")


class UploadKind(TextChoices):
    WORKBOOK = "workbook", _("workbook of the round")
    LIST = "list", _("list of learners")


class UploadState(TextChoices):
    RECEIVED = "received", _("received")
    READING = "reading", _("being read")
    MAPPING = "mapping", _("columns to be confirmed")
    REFUSED = "refused", _("refused: errors to correct")
    READY = "ready", _("read: to be confirmed")
    CONFIRMED = "confirmed", _("confirmed")
    DISCARDED = "discarded", _("discarded")
    FAILED = "failed", _("failed: try again")


class RunState(TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("planning")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("stopped by its user")
    FAILED = "failed", _("failed: try again")


class RunStatus(TextChoices):
    """What the engine answered (`engine.plan.Status`)."""

    OPTIMAL = "optimal", _("proven best")
    GAP = "gap", _("planned, gap known")
    INFEASIBLE = "infeasible", _("not everyone can be placed")
    STOPPED = "stopped", _("stopped early")


class RepairState(TextChoices):
    """A repair is stated change by change, worked out by the engine, and taken over into records and a draft."""

    STATED = "stated", _("being prepared")
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("being worked out")
    DONE = "done", _("worked out")
    CANCELLED = "cancelled", _("stopped by its user")
    FAILED = "failed", _("failed: try again")
    TAKEN = "taken", _("taken over")


class DraftState(TextChoices):
    OPEN = "open", _("open")
    FROZEN = "frozen", _("frozen")


class LockOrigin(TextChoices):
    """A lock of the workbook is replaced by the next import; one set on the board stays."""

    WORKBOOK = "workbook", _("workbook")
    BOARD = "board", _("planning board")
