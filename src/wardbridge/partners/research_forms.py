"""What the pages of research and techniques ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements.models import Agreement
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department
from wardbridge.partners.forms import CURRENCIES, Day, area
from wardbridge.research.enums import OutputKind, Theme
from wardbridge.research.models import Project

NOT_RECORDED = _("Blank: name not recorded.")


class OwnedForm(forms.Form):
    """A new record: on whose behalf, its number and its names."""

    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)
    code = forms.CharField(label=_("Own number"), max_length=60)
    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_fields(self, actor)


def own_fields(form: forms.Form, actor: Actor) -> None:
    """Offer the actor's own organisations and the agreements that he sees."""
    owner: Any = form.fields["owner"]
    owner.queryset = Organisation.objects.filter(pk__in=actor.office_ids)
    if len(actor.office_ids) == 1:
        owner.initial, owner.widget = next(iter(actor.office_ids)), forms.HiddenInput()
    agreement: Any = form.fields.get("agreement")
    if agreement is not None:
        agreement.queryset = Agreement.objects.visible_to(actor)


def agreement_field() -> forms.ModelChoiceField[Agreement]:
    return forms.ModelChoiceField(label=_("Under the agreement"), queryset=Agreement.objects.none(), required=False)


class ProjectForm(OwnedForm):
    agreement = agreement_field()
    first = Day(label=_("From"))
    last = Day(label=_("To"), required=False)
    methods = forms.CharField(label=_("Methods and topics shared"), widget=area(4), required=False)
    data_abroad = forms.BooleanField(label=_("Personal data go abroad"), required=False)
    post = forms.CharField(label=_("Post of the principal investigator"), max_length=160)
    investigator = forms.CharField(
        label=_("Principal investigator"), max_length=120, required=False, help_text=NOT_RECORDED
    )


class PartnerForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.all())
    post = forms.CharField(label=_("Post of the principal investigator"), max_length=160)
    investigator = forms.CharField(
        label=_("Principal investigator"), max_length=120, required=False, help_text=NOT_RECORDED
    )


class GrantForm(forms.Form):
    source = forms.CharField(label=_("Source"), max_length=160)
    amount = forms.DecimalField(label=_("Amount"), max_digits=14, decimal_places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)


class ThemesForm(forms.Form):
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=Theme.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class ClearanceForm(forms.Form):
    ethics = forms.CharField(label=_("Approval of the ethics board"), max_length=120, required=False)
    ethics_on = Day(label=_("Approved on"), required=False)
    ethics_until = Day(label=_("Approval until"), required=False)
    transfer_file = forms.CharField(
        label=_("File of the data transfer"),
        max_length=120,
        required=False,
        help_text=_("Needed when personal data go abroad (PD-06)."),
    )
    transfer_on = Day(label=_("File handed in on"), required=False)


class OutputForm(forms.Form):
    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)
    project = forms.ModelChoiceField(label=_("Project"), queryset=Project.objects.none(), required=False)
    doi = forms.CharField(label=_("DOI"), max_length=200, required=False, help_text=_("Such as 10.1000/182."))
    kind = forms.ChoiceField(label=_("Kind"), choices=OutputKind.choices)
    title = forms.CharField(label=_("Title"), max_length=400)
    venue = forms.CharField(label=_("Journal or book"), max_length=200, required=False)
    year = forms.IntegerField(label=_("Year"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_fields(self, actor)
        self.fields["project"].queryset = Project.objects.visible_to(actor)  # type: ignore[attr-defined]


class AuthorForm(forms.Form):
    name = forms.CharField(label=_("Name as printed"), max_length=160)
    orcid = forms.CharField(
        label=_("ORCID iD"), max_length=60, required=False, help_text=_("Such as 0000-0002-1825-0097.")
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=_("another one, below"),
    )
    affiliation = forms.CharField(label=_("Name of another organisation"), max_length=200, required=False)
    ror = forms.CharField(label=_("ROR id"), max_length=60, required=False, help_text=_("Such as 00pjdza24."))


class TechniqueForm(OwnedForm):
    source = forms.ModelChoiceField(label=_("Comes from"), queryset=Organisation.objects.all())
    department = forms.ModelChoiceField(label=_("Department"), queryset=Department.objects.none(), required=False)
    agreement = agreement_field()
    need = forms.CharField(label=_("Why it is needed"), max_length=300, widget=area())
    on = Day(label=_("Need stated on"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        mine = Department.objects.filter(site__organisation__in=actor.office_ids)
        self.fields["department"].queryset = mine  # type: ignore[attr-defined]


class TrainedForm(forms.Form):
    post = forms.CharField(label=_("Post"), max_length=160)
    people = forms.IntegerField(label=_("People"))
    where = forms.ModelChoiceField(label=_("Trained at"), queryset=Organisation.objects.all())
    on = Day(label=_("Trained until"))


class StepForm(forms.Form):
    on = Day(label=_("Reached on"))
    proof = forms.CharField(
        label=_("Proof"), max_length=300, help_text=_("Number of a decision, of minutes, of a certificate.")
    )


class LiveForm(StepForm):
    first_case = Day(label=_("Day of the first case"))


class OutcomeForm(StepForm):
    outcome = forms.CharField(label=_("Outcome"), max_length=500, widget=area())


class CasesForm(forms.Form):
    month = Day(label=_("Any day of the month"))
    cases = forms.IntegerField(label=_("Cases"), min_value=0)
    guided = forms.IntegerField(label=_("Of these under guidance"), min_value=0, initial=0)
    complications = forms.IntegerField(
        label=_("Of these with a complication"),
        min_value=0,
        initial=0,
        help_text=_("Numbers alone: nothing about a patient."),
    )
