"""States of swap requests."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SwapState(TextChoices):
    ASKED = "asked", _("asked")
    AGREED = "agreed", _("agreed by both")
    ALLOWED = "allowed", _("allowed")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
