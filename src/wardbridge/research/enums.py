"""Words of research and of the transfer of techniques that are stored."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectState(models.TextChoices):
    """The life of a joint project."""

    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("agreed")
    ETHICS = "ethics", _("before the ethics board")
    RUNNING = "running", _("running")
    OUTPUTS = "outputs", _("publishing")
    CLOSED = "closed", _("closed")
    STOPPED = "stopped", _("stopped")


class Theme(models.TextChoices):
    """What cooperation is about, across projects and agreements."""

    SMART_HOSPITAL = "smart_hospital", _("smart hospital management")
    DIGITAL = "digital", _("digital transformation")
    ACCESS = "access", _("access to care")
    CHRONIC = "chronic", _("chronic disease")
    CANCER = "cancer", _("cancer")
    RARE = "rare", _("rare disease")
    AI = "ai", _("artificial intelligence")


class OutputKind(models.TextChoices):
    ARTICLE = "article", _("journal article")
    CHAPTER = "chapter", _("book or chapter")
    PAPER = "paper", _("conference paper")
    DATA = "data", _("data or software")


class Step(models.TextChoices):
    """How a technique comes to a hospital; `SUSTAINED` and `STOPPED` end it."""

    NEED = "need", _("need stated")
    PLAN = "plan", _("planned")
    TRAINED = "trained", _("staff trained")
    PROCTORED = "proctored", _("under guidance")
    APPROVED = "approved", _("approved")
    LIVE = "live", _("in use")
    INDEPENDENT = "independent", _("independent")
    SUSTAINED = "sustained", _("sustained")
    STOPPED = "stopped", _("stopped")


PROJECT_NEXT: dict[str, tuple[ProjectState, ...]] = {
    ProjectState.PROPOSED: (ProjectState.AGREED, ProjectState.STOPPED),
    ProjectState.AGREED: (ProjectState.ETHICS, ProjectState.STOPPED),
    ProjectState.ETHICS: (ProjectState.RUNNING, ProjectState.STOPPED),
    ProjectState.RUNNING: (ProjectState.OUTPUTS, ProjectState.STOPPED),
    ProjectState.OUTPUTS: (ProjectState.CLOSED,),
}
"""State → states that may follow; none follows the rest."""

STEP_NEXT: dict[str, tuple[Step, ...]] = {
    Step.NEED: (Step.PLAN, Step.STOPPED),
    Step.PLAN: (Step.TRAINED, Step.STOPPED),
    Step.TRAINED: (Step.PROCTORED, Step.STOPPED),
    Step.PROCTORED: (Step.APPROVED, Step.STOPPED),
    Step.APPROVED: (Step.LIVE, Step.STOPPED),
    Step.LIVE: (Step.INDEPENDENT, Step.STOPPED),
    Step.INDEPENDENT: (Step.SUSTAINED, Step.STOPPED),
    Step.SUSTAINED: (Step.STOPPED,),
}
