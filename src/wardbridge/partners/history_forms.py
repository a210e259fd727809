"""What the pages of a cooperation's memory ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbridge.alumni.enums import MilestoneKind, Told
from wardbridge.core.models import Organisation
from wardbridge.partners.forms import Day
from wardbridge.partners.research_forms import OwnedForm, own_fields


def source_field() -> forms.CharField:
    return forms.CharField(label=_("Source"), max_length=300, help_text=_("Where it is known from."))


class HistoryForm(OwnedForm):
    partner = forms.ModelChoiceField(label=_("With"), queryset=Organisation.objects.all())
    told = forms.ChoiceField(label=_("About"), choices=Told.choices)
    since = forms.IntegerField(label=_("Since the year"))
    stated = forms.IntegerField(label=_("People by the source"), required=False, min_value=1)
    stated_words = forms.CharField(
        label=_("As the source says it"), max_length=200, required=False, help_text=_("Such as “hundreds”.")
    )
    complete = forms.BooleanField(label=_("Every one of them is entered"), required=False)
    source = source_field()


class MilestoneForm(OwnedForm):
    partner = forms.ModelChoiceField(label=_("With"), queryset=Organisation.objects.all(), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=MilestoneKind.choices)
    began_year = forms.IntegerField(label=_("Year"))
    began_month = forms.IntegerField(label=_("Month"), required=False)
    about = forms.BooleanField(label=_("The year is only about right"), required=False)
    source = source_field()


class AwardForm(forms.Form):
    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)
    title = forms.CharField(label=_("Award"), max_length=200)
    grantor = forms.CharField(label=_("Granted by"), max_length=200)
    on = Day(label=_("Granted on"))
    reason = forms.CharField(label=_("Reason"), max_length=300)
    paper = forms.CharField(label=_("Number of the paper"), max_length=120, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_fields(self, actor)


class RecipientForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.all())
    post = forms.CharField(label=_("Post"), max_length=160, required=False)
    people = forms.IntegerField(label=_("People"), initial=1)


class PostForm(forms.Form):
    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)
    title = forms.CharField(label=_("Post"), max_length=160)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=_("another one, below"),
    )
    place = forms.CharField(label=_("Name of another organisation"), max_length=200, required=False)
    key = forms.BooleanField(label=_("Key post"), required=False)
    began_year = forms.IntegerField(label=_("Since the year"))
    began_month = forms.IntegerField(label=_("Month"), required=False)
    ended_year = forms.IntegerField(label=_("Until the year"), required=False, help_text=_("Blank: still held."))
    source = source_field()

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_fields(self, actor)


class StaysForm(forms.Form):
    file = forms.FileField(
        label=_("Workbook"),
        help_text=_(
            "Columns: Code, Profession, Specialty; as far as known Full name, Began (1991 or 9/1991), Months, Source."
        ),
    )
