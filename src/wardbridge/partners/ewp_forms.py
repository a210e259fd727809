"""What the pages of exchange with other systems ask."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.interop.ewp.factsheets import E164, Factsheet, Info, MonthDay, Requirement, month_day
from wardbridge.partners.forms import area

OFFICES: dict[str, Promise] = {
    "application": _("Applications"),
    "housing": _("Housing"),
    "visa": _("Visa"),
    "insurance": _("Insurance"),
}
DAYS = ("nominations_autumn", "nominations_spring", "applications_autumn", "applications_spring")


class ImportForm(forms.Form):
    """A partner's file, and on whose behalf it is read."""

    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)
    file = forms.FileField(label=_("Agreements of a partner (XML, IIA version 7)"))
    post = forms.CharField(label=_("Post that signs for you"), max_length=160)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Organisation.objects.filter(pk__in=actor.office_ids)  # type: ignore[attr-defined]


class SheetsForm(forms.Form):
    file = forms.FileField(label=_("Factsheets of partners (XML, version 1.2)"))


class HeiForm(forms.Form):
    hei_id = forms.CharField(label=_("Identifier (SCHAC)"), max_length=120)


class YearlyDay(forms.Field):
    """A day of each year, written day/month."""

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        parts = text.split("/")
        try:
            return month_day(f"--{int(parts[1]):02}-{int(parts[0]):02}") if len(parts) == 2 else text
        except ValueError:
            return text

    def validate(self, value: Any) -> None:
        super().validate(value)
        if not isinstance(value, MonthDay):
            raise forms.ValidationError(_("Write the day and the month, such as 30/9."), code="day")


def _yearly(label: Any) -> YearlyDay:
    return YearlyDay(label=label, help_text=_("Day/month, such as 30/9."))


class FactsheetForm(forms.Form):
    """The factsheet in the order of the standard; each office has an e-mail, a telephone and a page."""

    nominations_autumn = _yearly(_("Nominations for the autumn term by"))
    nominations_spring = _yearly(_("Nominations for the spring term by"))
    applications_autumn = _yearly(_("Applications for the autumn term by"))
    applications_spring = _yearly(_("Applications for the spring term by"))
    decision_weeks = forms.IntegerField(
        label=_("Weeks until the decision"), min_value=0, max_value=52, help_text=_("The standard advises at most 5.")
    )
    records_weeks = forms.IntegerField(
        label=_("Weeks until the record of results"),
        min_value=0,
        max_value=52,
        help_text=_("The standard advises at most 5."),
    )
    requirements = forms.CharField(
        label=_("What to bring"),
        required=False,
        widget=area(4),
        help_text=_("One a line: name, colon, details."),
    )

    def __init__(self, *args: Any, hei: str, stored: Factsheet | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hei, self.stored = hei, stored
        for name, label in OFFICES.items():
            self.fields[f"{name}_email"] = forms.EmailField(label=_joined(label, _("e-mail")))
            self.fields[f"{name}_phone"] = forms.RegexField(
                E164, label=_joined(label, _("telephone")), help_text=_("With + and the country, without spaces.")
            )
            self.fields[f"{name}_url"] = forms.URLField(label=_joined(label, _("page")), assume_scheme="https")
        if stored:
            self.initial = _initial(stored)

    def sheet(self) -> Factsheet:
        """What was said; what this form does not ask stays as it is stored."""
        said = self.cleaned_data
        days = [said[name] for name in DAYS]
        made = Factsheet(
            hei=self.hei,
            nominations=(days[0], days[1]),
            applications=(days[2], days[3]),
            application=self._info("application"),
            housing=self._info("housing"),
            visa=self._info("visa"),
            insurance=self._info("insurance"),
            decision_weeks=said["decision_weeks"],
            records_weeks=said["records_weeks"],
            requirements=tuple(_requirement(line) for line in said["requirements"].splitlines() if line.strip()),
        )
        return replace(made, access=self.stored.access, further=self.stored.further) if self.stored else made

    def _info(self, name: str) -> Info:
        return Info(*(self.cleaned_data[f"{name}_{part}"] for part in ("email", "phone", "url")))


def _joined(one: Promise, other: Promise) -> Any:
    return format_lazy("{}: {}", one, other)


def _requirement(line: str) -> Requirement:
    name, _colon, details = (part.strip() for part in line.partition(":"))
    return Requirement(name, details or name)


def _initial(stored: Factsheet) -> dict[str, Any]:
    days = (*stored.nominations, *stored.applications)
    said: dict[str, Any] = {name: f"{one.day}/{one.month}" for name, one in zip(DAYS, days, strict=True)}
    said |= {"decision_weeks": stored.decision_weeks, "records_weeks": stored.records_weeks}
    said["requirements"] = "\n".join(f"{one.name}: {one.details}" for one in stored.requirements)
    for name in OFFICES:
        info: Info = getattr(stored, name)
        said |= {f"{name}_email": info.email, f"{name}_phone": info.phone, f"{name}_url": info.url}
    return said
