"""What is sent and what is decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbridge.cohorts.models import Programme
from wardbridge.compliance.domain.gates import GateData
from wardbridge.compliance.enums import GateKind, Verdict, Verifier
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department, Site
from wardbridge.papers.lines import Line

CALENDAR = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SendForm(forms.Form):
    """A learner's paper and the day until which it holds."""

    file = forms.FileField(
        label=_("Scan or photograph"),
        help_text=_("PDF, JPEG or PNG, up to 10 MB. Only you and your school can open it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=CALENDAR, help_text=_("Blank when it has no end.")
    )


class DecideForm(forms.Form):
    """An office's decision; which are offered depends on the line."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    day = forms.DateField(label=_("Until"), required=False, widget=CALENDAR)
    words = forms.CharField(label=_("Reason"), required=False, max_length=300, help_text=_("The learner reads it."))

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        field.choices = _choices(line)  # type: ignore[attr-defined]  # a choice field
        if line.standing.gate.verifier == Verifier.SITE:
            del self.fields["day"], self.fields["words"]


def _choices(line: Line) -> list[tuple[str, Any]]:
    if line.standing.gate.verifier == Verifier.SITE:
        return [("seen", _("Confirm that the site has seen it"))]
    waiting = [("verify", _("Accept what was sent")), ("reject", _("Send it back, with the reason"))]
    rest = [("clear", _("Let the placement start without it, until a day")), ("exempt", _("Exempt, with the reason"))]
    return [*(waiting if line.standing.verdict == Verdict.WAITING else []), *rest]


class GateForm(forms.Form):
    """A new gate of an organisation; the places and programmes offered are its own."""

    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=GateKind.choices)
    verifier = forms.ChoiceField(label=_("Verified by"), choices=Verifier.choices)
    site = forms.ModelChoiceField(label=_("Practice site"), queryset=Site.objects.none(), required=False)
    department = forms.ModelChoiceField(
        label=_("Department"), queryset=Department.objects.none(), required=False, empty_label=_("Every department")
    )
    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), required=False, empty_label=_("Every programme")
    )
    days_before = forms.IntegerField(label=_("Due, days before the start"), min_value=0, max_value=365, initial=14)
    first = forms.DateField(label=_("In force from"), required=False, widget=CALENDAR)

    def __init__(self, *args: Any, owner: Organisation, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = Site.objects.filter(organisation=owner)
        wards = Department.objects.filter(site__organisation=owner)
        for name, rows in (("site", sites), ("department", wards), ("programme", programmes)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a model choice field
            if not rows.exists():
                del self.fields[name]
        if len(sites) == 1:
            self.fields["site"].empty_label = None  # type: ignore[attr-defined]  # a model choice field

    def data_of(self) -> GateData:
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return GateData(**{**said, "kind": GateKind(said["kind"]), "verifier": Verifier(said["verifier"])})
