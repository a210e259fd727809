"""What the pages of exchange ask."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements.enums import Exchanged
from wardbridge.agreements.models import Quota
from wardbridge.core.models import Organisation, User
from wardbridge.exchange.enums import (
    Answer,
    DeclineReason,
    LanguageEvent,
    PaperKind,
    Profession,
    Purpose,
    Track,
)
from wardbridge.exchange.models import Asked, Call, Criterion, Place
from wardbridge.institutions.models import Department
from wardbridge.rulekit.languages import Cefr

LEVELS = [("", "–"), *((level.value, level.value) for level in Cefr)]
CURRENCIES = [(code, code) for code in ("VND", "EUR", "USD")]
ZONES = ("Asia/Ho_Chi_Minh", "Europe/Paris", "UTC")
MONEY: dict[str, Any] = {"max_digits": 14, "decimal_places": 2}


class Day(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CallForm(forms.Form):
    """The head of a call."""

    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)
    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200, required=False)
    code = forms.CharField(label=_("Own number"), max_length=60)
    who = forms.ChoiceField(label=_("For whom"), choices=Exchanged.choices)
    track = forms.ChoiceField(
        label=_("Status of the stay"), choices=Track.choices, help_text=_("It says which rules of eligibility hold.")
    )
    first = Day(label=_("First day of the stay"))
    last = Day(label=_("Last day of the stay"))
    deadline_day = Day(label=_("Applications until"))
    deadline_time = forms.TimeField(
        label=_("at the hour"),
        initial="17:00",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("To the second: one second later is late, wherever the applicant is."),
    )
    zone = forms.ChoiceField(label=_("on the clock of"), choices=[(zone, zone) for zone in ZONES])
    minimum = forms.IntegerField(label=_("Fewest points to be nominated"), min_value=0, initial=0)
    seed = forms.CharField(
        label=_("Seed of the draw"),
        max_length=40,
        required=False,
        help_text=_("Published with the call; it tells apart who stands level. Blank: the number of the call."),
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        field.queryset = Organisation.objects.filter(pk__in=offices)  # type: ignore[attr-defined]
        if len(offices) == 1:
            field.initial, field.widget = next(iter(offices)), forms.HiddenInput()

    def deadline(self) -> datetime:
        """The deadline as a moment, by the clock of its zone."""
        said = self.cleaned_data
        zone = said["zone"] if said["zone"] in available_timezones() else "UTC"
        return datetime.combine(said["deadline_day"], said["deadline_time"], tzinfo=ZoneInfo(zone))


class QuotaChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, quota: Quota) -> str:
        parts = [quota.host.name, quota.discipline.name if quota.discipline else "", str(quota.year)]
        return f"{' · '.join(part for part in parts if part)} ({quota.people})"


class PlaceForm(forms.Form):
    """Places under a quota."""

    quota = QuotaChoice(label=_("Quota of an agreement"), queryset=Quota.objects.none())
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=1000, initial=1)

    def __init__(self, *args: Any, quotas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quota"].queryset = quotas  # type: ignore[attr-defined]


class AskedForm(forms.Form):
    kind = forms.ChoiceField(label=_("Paper"), choices=PaperKind.choices)
    required = forms.BooleanField(label=_("required"), required=False, initial=True)
    until_end = forms.BooleanField(label=_("must hold until the last day of the stay"), required=False)


class CriterionForm(forms.Form):
    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200, required=False)
    code = forms.SlugField(label=_("Code"), max_length=40)
    most = forms.IntegerField(label=_("Most points"), initial=10)


class ReviewerForm(forms.Form):
    user = forms.CharField(label=_("User name or e-mail"), max_length=150)
    department = forms.ModelChoiceField(
        label=_("His department"), queryset=Department.objects.none(), required=False, empty_label="–"
    )
    head = forms.BooleanField(label=_("head of the department"), required=False)

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]

    def clean_user(self) -> User:
        said = self.cleaned_data["user"].strip()
        found = User.objects.filter(username=said).first() or User.objects.filter(email__iexact=said).first()
        if found is None:
            raise forms.ValidationError(_("Nobody signs in under this name or address."))
        return found


class ApplyForm(forms.Form):
    """What an applicant says of himself; wishes are places in the order of his choice."""

    profession = forms.ChoiceField(label=_("I am"), choices=Profession.choices)
    department = forms.ModelChoiceField(
        label=_("My department"), queryset=Department.objects.none(), required=False, empty_label="–"
    )
    semesters_left = forms.IntegerField(
        label=_("Hospital semesters left in my specialty training"), required=False, min_value=0, max_value=20
    )
    cefr = forms.ChoiceField(label=_("My level of French now"), choices=LEVELS, required=False)
    degree_in_french = forms.BooleanField(label=_("My whole degree was taught in French"), required=False)
    months_before = forms.IntegerField(
        label=_("Months already spent as stagiaire associé"), initial=0, min_value=0, max_value=240
    )
    diploma_ended = Day(label=_("Last day of an earlier DFMS or DFMSA"), required=False)
    no_acts = forms.BooleanField(label=_("I shall do no clinical act"), required=False)

    def __init__(self, *args: Any, call: Call, places: list[Place], departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        self.places = {str(place.pk): place for place in places}
        choices = [("", "–"), *((key, str(place)) for key, place in self.places.items())]
        for rank in range(1, min(len(places), 5) + 1):
            label = _("Dearest place") if rank == 1 else _("Next place")
            self.fields[f"wish_{rank}"] = forms.ChoiceField(label=label, choices=choices, required=rank == 1)
        for name in _unasked(call):
            del self.fields[name]

    def wishes(self) -> list[Place]:
        """The places in order, each once."""
        said = [self.cleaned_data[name] for name in self.fields if name.startswith("wish_")]
        return [self.places[key] for key in dict.fromkeys(said) if key]

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("wish_")}


def _unasked(call: Call) -> list[str]:
    """Questions that no rule of this status asks."""
    asked_for = {
        "semesters_left": {Track.DFMS},
        "degree_in_french": {Track.DFMS, Track.DFMSA},
        "months_before": {Track.ASSOCIATE},
        "diploma_ended": {Track.ASSOCIATE, Track.FFI},
        "no_acts": {Track.OBSERVER},
    }
    return [name for name, tracks in asked_for.items() if call.track not in tracks]


class ProofForm(forms.Form):
    """A paper of an application."""

    file = forms.FileField(
        label=_("Scan or photograph"),
        help_text=_("PDF, JPEG or PNG, up to 10 MB. It is kept encrypted, and each reading is written down."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    valid_until = Day(label=_("Valid until"), required=False)

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked.until_end:
            self.fields["valid_until"].help_text = _("It must hold until the last day of the stay.")


class SendForm(forms.Form):
    """The consents, each by itself and none ticked beforehand."""

    selection = forms.BooleanField(label=Purpose.SELECTION.label, required=False)
    transfer = forms.BooleanField(label=Purpose.TRANSFER.label, required=False)
    alumni = forms.BooleanField(label=Purpose.ALUMNI.label, required=False)


class ReviewForm(forms.Form):
    """The rubric, a field each line."""

    words = forms.CharField(label=_("Reasons"), widget=area(4))

    def __init__(self, *args: Any, criteria: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"c{one.pk}"] = forms.DecimalField(
                label=one.name,
                min_value=0,
                max_value=one.most,
                max_digits=5,
                decimal_places=2,
                help_text=_("0 to {most}").format(most=one.most),
            )
        self.order_fields([*(f"c{one.pk}" for one in criteria), "words"])

    def points(self) -> dict[int, Any]:
        return {one.pk: self.cleaned_data[f"c{one.pk}"] for one in self.criteria}


class WordsForm(forms.Form):
    words = forms.CharField(label=_("Reason"), max_length=300, widget=area())


def department_field() -> forms.ModelChoiceField:  # type: ignore[type-arg]  # not generic at run time
    return forms.ModelChoiceField(
        label=_("Department that receives the fellow"),
        queryset=Department.objects.none(),
        required=False,
        empty_label="–",
        help_text=_("Its places are taken for these weeks; when too few are left, nothing changes and you read why."),
    )


def _choose_department(form: forms.Form, departments: Any) -> None:
    """Offer the host's own departments; a host that has recorded none is not asked."""
    if departments.exists():
        form.fields["department"].queryset = departments  # type: ignore[attr-defined]
    else:
        del form.fields["department"]


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, widget=forms.RadioSelect)
    department = department_field()
    reason = forms.ChoiceField(
        label=_("Reason for declining"), choices=[("", "–"), *DeclineReason.choices], required=False
    )
    words = forms.CharField(label=_("In words, or the conditions"), max_length=500, required=False, widget=area())

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_department(self, departments)


class PlacingForm(forms.Form):
    """In which department of the host, and when."""

    department = department_field()
    first = Day(label=_("First day of the stay"))
    last = Day(label=_("Last day of the stay"))

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_department(self, departments)


class EndForm(forms.Form):
    on = Day(label=_("Last day of the stay"))
    words = forms.CharField(label=_("Why, when it ends early"), max_length=300, required=False)


class TermsForm(forms.Form):
    """What the papers of the stay state (FR-09)."""

    objectives = forms.CharField(label=_("Objectives of the training"), required=False, widget=area())
    criteria = forms.CharField(label=_("How the fellow was selected"), required=False, widget=area())
    unit = forms.CharField(label=_("Accredited unit"), max_length=200, required=False)
    post = forms.CharField(label=_("Post of the responsible practitioner"), max_length=160, required=False)
    practitioner = forms.CharField(
        label=_("Responsible practitioner"),
        max_length=160,
        required=False,
        help_text=_("Blank: name not recorded; the paper leaves room for it."),
    )


class GrantForm(forms.Form):
    source = forms.CharField(label=_("Source"), max_length=160)
    amount = forms.DecimalField(label=_("Amount"), **MONEY)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    first = Day(label=_("From"))
    last = Day(label=_("To"))
    shared = forms.BooleanField(label=_("the other office sees it"), required=False, initial=True)


class InstalmentForm(forms.Form):
    amount = forms.DecimalField(label=_("Amount"), **MONEY)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    due = Day(label=_("Due"))


class LanguageForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=LanguageEvent.choices)
    name = forms.CharField(label=_("Name"), max_length=160)
    on = Day(label=_("Day"))
    result = forms.ChoiceField(label=_("Level reached"), choices=LEVELS, required=False)
    certificate = forms.FileField(label=_("Certificate"), required=False)


class VisaForm(forms.Form):
    kind = forms.CharField(label=_("Kind of visa"), max_length=60, initial="VLS-TS")
    first = Day(label=_("Valid from"))
    last = Day(label=_("Valid to"))
    granted_on = Day(label=_("Granted on"))
    scan = forms.FileField(label=_("Scan"), required=False)


class ArrivalForm(forms.Form):
    on = Day(label=_("Arrived on"))
    words = forms.CharField(label=_("Note for both offices"), max_length=300, required=False)


class FiledForm(forms.Form):
    on = Day(label=_("Filed on"))
    number = forms.CharField(label=_("Number of the file"), max_length=60)


class NothingForm(forms.Form):
    """An act that asks nothing but to be confirmed."""
