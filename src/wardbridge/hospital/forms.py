"""What a hospital's pages ask: a teacher's qualifications, his leave, a department's figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbridge.core.enums import Level
from wardbridge.people.domain.teachers import Facts


class Day(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class TeacherForm(forms.Form):
    """What the law asks of a practice teacher (VN-01 to VN-06), and the days on which it ends."""

    post = forms.CharField(label=_("Post"), max_length=120, required=False)
    level = forms.ChoiceField(
        label=_("Level of the degree"), choices=Level.choices, help_text=_("He may teach this level and below (VN-02).")
    )
    practice_since = Day(
        label=_("In continuous practice since"),
        help_text=_("36, 24 or 12 months before he teaches postgraduates, university or college learners (VN-04)."),
    )
    licence = forms.CharField(label=_("Practising licence"), max_length=60, required=False)
    licence_scope = forms.CharField(label=_("Scope of the licence"), max_length=160, required=False)
    licence_until = Day(label=_("Licence valid until"), required=False, help_text=_("Blank when it has no end."))
    teaching_certificate = forms.BooleanField(label=_("Has a certificate of clinical teaching (VN-06)"), required=False)
    certificate_until = Day(label=_("Certificate valid until"), required=False)
    first = Day(label=_("Teaches here from"), required=False)
    last = Day(label=_("Teaches here until"), required=False)

    def facts(self) -> Facts:
        """What was stated."""
        said: dict[str, Any] = self.cleaned_data | {"level": Level(self.cleaned_data["level"])}
        return Facts(**said)


class LeaveForm(forms.Form):
    """Days away, both inside."""

    first = Day(label=_("Away from"))
    last = Day(label=_("Away until"))


class FiguresForm(forms.Form):
    """What beds, chairs and the teaching room give; blank: not recorded, so no limit."""

    beds = forms.IntegerField(label=_("Beds"), min_value=0, max_value=5000, required=False)
    chairs = forms.IntegerField(label=_("Dental chairs"), min_value=0, max_value=1000, required=False)
    room = forms.IntegerField(label=_("Places in the teaching room"), min_value=0, max_value=1000, required=False)
