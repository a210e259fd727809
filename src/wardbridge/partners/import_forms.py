"""What the page that reads agreements from a workbook asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.partners.research_forms import own_fields


class AgreementsForm(forms.Form):
    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("One row for each agreement, in the columns of the workbook to fill in, in any order."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_fields(self, actor)
