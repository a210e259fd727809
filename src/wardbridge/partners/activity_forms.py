"""What the pages of activities ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wardbridge.activities.enums import ActivityKind
from wardbridge.activities.models import Registration
from wardbridge.agreements.models import Agreement
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.partners.forms import Day


class ActivityForm(forms.Form):
    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)
    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200, required=False)
    code = forms.CharField(label=_("Own number"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=ActivityKind.choices)
    first = Day(label=_("From"))
    last = Day(label=_("To"), required=False)
    place = forms.CharField(label=_("Where it is held"), max_length=160, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    places = forms.IntegerField(
        label=_("Places"), min_value=1, required=False, help_text=_("Of a course or workshop; blank: as many as come.")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Organisation.objects.filter(pk__in=actor.office_ids)  # type: ignore[attr-defined]
        if len(actor.office_ids) == 1:
            self.fields["owner"].initial = next(iter(actor.office_ids))
            self.fields["owner"].widget = forms.HiddenInput()


class AttendeeForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.all())
    post = forms.CharField(label=_("Post"), max_length=160)
    name = forms.CharField(
        label=_("Name of who attended"), max_length=120, required=False, help_text=_("Blank: name not recorded.")
    )


class SessionForm(forms.Form):
    day = Day(label=_("Day"))
    topic = forms.CharField(label=_("Topic"), max_length=200)
    hours = forms.DecimalField(label=_("Hours"), max_digits=4, decimal_places=1)
    cme_hours = forms.DecimalField(
        label=_("Of these, hours of continuing education"), max_digits=4, decimal_places=1, initial=0
    )
    treats = forms.BooleanField(
        label=_("Patients are treated: every treating expert must be cleared for that day"), required=False
    )


class ExpertForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.all())
    post = forms.CharField(label=_("Post"), max_length=160)
    name = forms.CharField(label=_("Name"), max_length=120, required=False, help_text=_("Blank: name not recorded."))
    specialty = forms.CharField(label=_("Specialty"), max_length=160)
    treats = forms.BooleanField(label=_("Treats patients"), required=False)


class PapersForm(forms.Form):
    licence = forms.CharField(label=_("Practising licence"), max_length=120, required=False)
    licence_until = Day(label=_("Licence until"), required=False)
    interpreter = forms.CharField(label=_("Interpreter"), max_length=160, required=False)
    approval = forms.CharField(label=_("Approval of the host"), max_length=120, required=False)
    approved_on = Day(label=_("Approved on"), required=False)


class RegisterForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    name = forms.CharField(label=_("Full name"), max_length=180)
    post = forms.CharField(label=_("Post"), max_length=160, required=False)

    def __init__(self, *args: Any, known: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = known  # type: ignore[attr-defined]


class PresentForm(forms.Form):
    present = forms.ModelMultipleChoiceField(
        label=_("Who was there"),
        queryset=Registration.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, rows: QuerySet[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = rows  # type: ignore[attr-defined]


class BelongsForm(forms.Form):
    agreement = forms.ModelChoiceField(label=_("Agreement"), queryset=Agreement.objects.none())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = Agreement.objects.visible_to(actor)  # type: ignore[attr-defined]
