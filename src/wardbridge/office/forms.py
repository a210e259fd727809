"""What the desk asks for: a file, the settings of a run, the reason of a version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wardbridge.cohorts.models import Programme
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.planning.models import Round

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest file taken."""

WORKBOOKS = (".xlsx", ".xlsm")
LISTS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


class FileForm(forms.Form):
    """A file, with what it must be; the reading itself is the job of a sandboxed process."""

    accepted: tuple[str, ...] = WORKBOOKS
    file = forms.FileField(label=_("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(self.accepted)
        self.fields["file"].help_text = gettext("%(kinds)s, up to %(size)s MB") % {
            "kinds": ", ".join(self.accepted),
            "size": LARGEST // (1024 * 1024),
        }

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(self.accepted):
            raise ValidationError(
                gettext("“%(name)s” is not a file of these kinds: %(kinds)s.")
                % {"name": file.name, "kinds": ", ".join(self.accepted)}
            )
        if file.size > LARGEST:
            raise ValidationError(
                gettext("The file has %(found)s MB; at most %(allowed)s MB are taken.")
                % {"found": file.size // (1024 * 1024) + 1, "allowed": LARGEST // (1024 * 1024)}
            )
        return file


class WorkbookForm(FileForm):
    """A workbook of a round, and for which of the reader's organisations it comes."""

    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Organisation.objects.filter(pk__in=actor.office_ids)
        self.fields["owner"].queryset = offices  # type: ignore[attr-defined]
        if len(actor.office_ids) == 1:
            self.fields["owner"].initial = next(iter(actor.office_ids))
            self.fields["owner"].widget = forms.HiddenInput()


class ListForm(FileForm):
    """A school's own list of learners, and whose programme they are in."""

    accepted = LISTS
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none(), empty_label=None)

    def __init__(self, *args: Any, actor: Actor, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = Programme.objects.visible_to(actor).filter(rounds=round_)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


class RunForm(forms.Form):
    """How long a run may take, and its seed: the same seed gives the same plan."""

    time_limit = forms.IntegerField(
        label=_("Time limit, seconds"),
        min_value=1,
        max_value=6 * 3600,
        initial=60,
        help_text=_("It ends earlier when the best plan is proven."),
    )
    seed = forms.IntegerField(
        label=_("Seed"), min_value=0, max_value=2**31 - 1, initial=1, help_text=_("The same seed gives the same plan.")
    )


class PublishForm(forms.Form):
    """Why this version is published; every later version must say."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    waiver = forms.CharField(
        label=_("Why publish all the same"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Your name and this reason stay with the version. "
            "Better: bring the agreement into force or have the papers shown first."
        ),
    )

    def __init__(self, *args: Any, first: bool, hindered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not hindered:
            del self.fields["waiver"]
        self.fields["reason"].required = not first
        if first:
            self.fields["reason"].help_text = gettext("Optional for the first version.")
