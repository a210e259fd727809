"""What the pages of places ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbridge.capacity.domain.holds import Wish
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Level
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department
from wardbridge.people.models import Supervisor
from wardbridge.rulekit.levels import Level as Taught
from wardbridge.rulekit.shifts import Shift
from wardbridge.schedule.queries.whatif import Supposed

SHIFTS = [
    (Shift.DAY.value, _("whole day")),
    (Shift.MORNING.value, _("mornings")),
    (Shift.AFTERNOON.value, _("afternoons")),
    (Shift.NIGHT.value, _("nights")),
]


class Day(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class WardField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """A department by its public id, named with its site."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.site.name}"


def wards() -> Any:
    """Every department: the directory is public."""
    return Department.objects.select_related("site__organisation", "discipline").order_by("site__code", "code")


class HoldForm(forms.Form):
    """Places to hold until a day."""

    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)
    department = WardField(label=_("Department"), queryset=Department.objects.none(), to_field_name="uid")
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.UNIVERSITY)
    people = forms.IntegerField(label=_("Learners"), min_value=1, max_value=1000)
    shift = forms.ChoiceField(label=_("Time of the day"), choices=SHIFTS)
    first = Day(label=_("From"))
    last = Day(label=_("To"), help_text=_("Places are held in every week that these days touch."))
    until = Day(label=_("Held until"), help_text=_("After this day they are free again by themselves."))
    purpose = forms.CharField(label=_("For what"), max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Organisation.objects.filter(pk__in=actor.office_ids)  # type: ignore[attr-defined]
        self.fields["department"].queryset = wards()  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """What was asked."""
        said = self.cleaned_data
        names = ("department", "people", "first", "last", "until", "purpose")
        return Wish(level=Taught(said["level"]), shift=Shift(said["shift"]), **{name: said[name] for name in names})


class SupposeForm(forms.Form):
    """A change of a ward that nobody has decided yet."""

    first = Day(label=_("From"))
    last = Day(label=_("To"))
    level = forms.ChoiceField(label=_("Places for the level"), choices=Level.choices, initial=Level.UNIVERSITY)
    away = forms.ModelMultipleChoiceField(
        label=_("If these teachers are away"),
        queryset=Supervisor.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        to_field_name="uid",
    )
    more = forms.IntegerField(label=_("If there are more certified teachers"), min_value=0, max_value=50, initial=0)
    degree = forms.ChoiceField(label=_("Degree of these teachers"), choices=Level.choices, initial=Level.UNIVERSITY)
    beds = forms.IntegerField(label=_("If the beds number"), min_value=0, max_value=5000, required=False)
    night = forms.BooleanField(label=_("If a night shift is opened"), required=False)

    def __init__(self, *args: Any, department: Department, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Supervisor.objects.visible_to(actor).filter(department=department).select_related("person")
        self.fields["away"].queryset = found  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and not 0 <= (last - first).days <= 400:
            raise forms.ValidationError(_("The last day lies before the first, or more than 400 days after it."))
        return said

    def supposed(self) -> Supposed:
        """What was supposed."""
        said = self.cleaned_data
        away = frozenset(row.pk for row in said["away"])
        return Supposed(away, said["more"], Taught(said["degree"]), said["beds"], said["night"])
