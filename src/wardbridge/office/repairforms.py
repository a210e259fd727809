"""What changed since a plan was published, asked in as few fields as each kind of change needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbridge.cohorts.models import Group, Programme
from wardbridge.core.actors import Actor
from wardbridge.institutions.models import Department
from wardbridge.planning.models import Round
from wardbridge.planning.queries.names import teachers_of

KINDS = {
    "closed": _("A ward closes"),
    "places": _("A ward takes fewer"),
    "leave": _("A teacher is away or has left"),
    "late": _("A learner comes late"),
    "away": _("A learner is away"),
    "gone": _("A learner has left the round"),
    "new": _("A learner joins"),
}
"""Kinds of change (`engine.io.changes`), as the page offers them."""

FIELDS: dict[str, tuple[str, ...]] = {
    "closed": ("department", "first", "last"),
    "places": ("department", "places", "first", "last"),
    "leave": ("teacher", "first", "last"),
    "late": ("learner", "first"),
    "away": ("learner", "first", "last"),
    "gone": ("learner",),
    "new": ("learner", "name", "born", "programme", "group", "first"),
}
OPTIONAL = {"last", "group"}


class ChangeForm(forms.Form):
    """One change of one kind."""

    department = forms.ChoiceField(label=_("Department"))
    teacher = forms.ChoiceField(label=_("Teacher"))
    learner = forms.CharField(label=_("Student code"), max_length=64)
    name = forms.CharField(label=_("Full name"), max_length=200)
    born = forms.DateField(label=_("Birth date"))
    programme = forms.ChoiceField(label=_("Programme"))
    group = forms.ChoiceField(label=_("Group"))
    places = forms.IntegerField(label=_("Learners it still takes at one time"), min_value=1, max_value=10_000)
    first = forms.DateField(label=_("From"))
    last = forms.DateField(label=_("To"), help_text=_("Blank: until the round ends."))

    def __init__(self, *args: Any, kind: str, actor: Actor, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields = {name: self.fields[name] for name in FIELDS[kind]}
        for name, field in self.fields.items():
            field.required = name not in OPTIONAL and not (kind == "new" and name == "first")
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        if kind in {"late", "new"}:
            self.fields["first"].label = _("Attends from")
        for name, choices in _choices(actor, round_).items():
            if name in self.fields:
                blank = [] if self.fields[name].required else [("", "–")]
                self.fields[name].choices = [*blank, *choices()]  # type: ignore[attr-defined]  # a field of choices
        if "learner" in self.fields and kind != "new":
            self.fields["learner"].widget.attrs["list"] = "learners"

    def change(self) -> dict[str, Any]:
        """The change as plain data, what is blank left out; days are ISO 8601."""
        said = {"change": self.kind, **self.cleaned_data}
        plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
        return {name: value for name, value in plain.items() if value not in {None, ""}}


def _choices(actor: Actor, round_: Round) -> dict[str, Any]:
    """Field → what makes its choices, asked only where the field is there."""

    def departments() -> list[tuple[str, str]]:
        rows = Department.objects.filter(rounds=round_).select_related("site").order_by("site__code", "code")
        return [(one.code, f"{one.name} – {one.site.name}") for one in rows]

    def teachers() -> list[tuple[str, str]]:
        return [(code, f"{name} – {department}") for code, (name, department) in teachers_of(round_).items()]

    def programmes() -> list[tuple[str, str]]:
        rows = Programme.objects.visible_to(actor).filter(rounds=round_).order_by("code")
        return [(one.code, one.name) for one in rows]

    def groups() -> list[tuple[str, str]]:
        rows = Group.objects.visible_to(actor).filter(rounds=round_, kind="group").order_by("code")
        return [(one.code, one.name) for one in rows]

    return {"department": departments, "teacher": teachers, "programme": programmes, "group": groups}
