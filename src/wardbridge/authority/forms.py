"""What an authority says when it changes the rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbridge.rulekit.law import LegalRule, RulePack
from wardbridge.ui import law

MOST_FIGURE = 1_000_000


class ChangeForm(forms.Form):
    """Other figures for one rule from a day on; one field a figure."""

    from_day = forms.DateField(label=_("From the day"), widget=forms.DateInput(attrs={"type": "date"}))
    basis = forms.CharField(label=_("Basis: article and document"), max_length=300)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, rule: LegalRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = tuple(rule.figures)
        figures = {
            f"figure_{name}": forms.IntegerField(
                label=str(law.FIGURES.get(name, name)), min_value=0, max_value=MOST_FIGURE, initial=figure
            )
            for name, figure in rule.figures.items()
        }
        self.fields = {**figures, **self.fields}

    @property
    def figures(self) -> dict[str, int]:
        return {name: self.cleaned_data[f"figure_{name}"] for name in self.names}


class ConfirmForm(forms.Form):
    """By which source a rule is confirmed."""

    source = forms.CharField(label=_("Confirmed by (document, number, date)"), max_length=300)


class LoadForm(forms.Form):
    """A whole pack as a file."""

    file = forms.FileField(label=_("Pack (TOML)"), widget=forms.ClearableFileInput(attrs={"accept": ".toml"}))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def clean_file(self) -> str:
        """The text of the file; one that is no UTF-8 text is refused."""
        try:
            return str(self.cleaned_data["file"].read(250_000).decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This file is not text in UTF-8.")) from error


def rule_asked(pack: RulePack, rule_id: str) -> LegalRule | None:
    """The latest of the pack's rules of this id."""
    found = [rule for rule in pack.rules if rule.id == rule_id]
    return max(found, key=lambda rule: rule.valid_from) if found else None
