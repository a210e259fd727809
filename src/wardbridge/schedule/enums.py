"""States of swap requests, and on what ground a schedule was published against what forbids it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SwapState(TextChoices):
    ASKED = "asked", _("asked")
    AGREED = "agreed", _("agreed by both")
    ALLOWED = "allowed", _("allowed")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Ground(TextChoices):
    """What was let pass."""

    AGREEMENT = "agreement", _("agreement")
    GATE = "gate", _("papers")
