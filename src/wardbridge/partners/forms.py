"""What the pages of agreements ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements.checklists import checklist
from wardbridge.agreements.domain import drafting
from wardbridge.agreements.domain.drafting import Head
from wardbridge.agreements.enums import Exchanged, FeeUnit, Kind, ObligationKind, Renewal, SecondLanguage, Subject
from wardbridge.agreements.models import Agreement, Clause
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Level, OrganisationKind
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Discipline

ANY = [("", _("all"))]
CEFR = [("", "–"), *((level, level) for level in ("A1", "A2", "B1", "B2", "C1", "C2"))]
CURRENCIES = [(code, code) for code in ("VND", "EUR", "USD")]


class Day(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class HeadForm(forms.Form):
    """What stands at the head; the owner and its signatory are asked of a new agreement only."""

    owner = forms.ModelChoiceField(label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None)
    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200, required=False)
    code = forms.CharField(label=_("Own number"), max_length=60, help_text=_("As on the paper, such as 12/HĐ-ĐHYD."))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Kind.choices,
        initial=Kind.SPECIFIC,
        help_text=_("A framework lasts for years; each intake has a detailed contract that cites it (VN-16)."),
    )
    subject = forms.ChoiceField(label=_("About"), choices=Subject.choices)
    parent = forms.ModelChoiceField(
        label=_("Belongs under"),
        queryset=Agreement.objects.none(),
        required=False,
        empty_label=_("nothing, it stands alone"),
    )
    first = Day(label=_("From"))
    last = Day(label=_("To"), required=False, help_text=_("Leave it open for an agreement without end."))
    renewal = forms.ChoiceField(label=_("Renewal"), choices=Renewal.choices)
    renewal_months = forms.IntegerField(label=_("Months of each renewal"), initial=12)
    notice_days = forms.IntegerField(label=_("Days of notice"), initial=30)
    second_language = forms.ChoiceField(label=_("Language beside"), choices=SecondLanguage.choices, required=False)
    approval = forms.CharField(
        label=_("Approval of the superior authority"),
        max_length=120,
        required=False,
        help_text=_("Number of the paper; needed when a party is abroad (to confirm)."),
    )
    approved_on = Day(label=_("Approved on"), required=False)
    post = forms.CharField(label=_("Post that signs for you"), max_length=160)
    signatory = forms.CharField(
        label=_("Name of who signs"), max_length=120, required=False, help_text=_("Blank: name not recorded.")
    )

    def __init__(self, *args: Any, actor: Actor, agreement: Agreement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = Agreement.objects.visible_to(actor).filter(kind__in=[*drafting.ALONE, Kind.ANNEX])
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        self.fields["owner"].queryset = Organisation.objects.filter(pk__in=actor.office_ids)  # type: ignore[attr-defined]
        if len(actor.office_ids) == 1:
            self.fields["owner"].initial = next(iter(actor.office_ids))
            self.fields["owner"].widget = forms.HiddenInput()
        if agreement is not None:
            for name in ("owner", "post", "signatory"):
                del self.fields[name]
            self.initial = {name: getattr(agreement, name) for name in self.fields}

    def head(self, *, synthetic: bool = False) -> Head:
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"owner", "post", "signatory"}}
        return Head(**said, synthetic=synthetic)


class PartyForm(forms.Form):
    """A party: one that is known, or a new one by its name."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("another one, below"),
    )
    new_name = forms.CharField(label=_("Name of another organisation"), max_length=200, required=False)
    new_kind = forms.ChoiceField(label=_("What it is"), choices=OrganisationKind.choices, required=False)
    post = forms.CharField(label=_("Post that signs"), max_length=160)
    signatory = forms.CharField(
        label=_("Name of who signs"), max_length=120, required=False, help_text=_("Blank: name not recorded.")
    )
    code = forms.CharField(label=_("Number at the party"), max_length=60, required=False)
    coordinator = forms.CharField(label=_("Coordinator"), max_length=160, required=False)
    email = forms.EmailField(label=_("E-mail of the coordinator"), required=False)

    def __init__(self, *args: Any, known: QuerySet[Organisation] | None, **kwargs: Any) -> None:
        """`known`: organisations to choose from; `None` when the party stands already."""
        super().__init__(*args, **kwargs)
        if known is None:
            for name in ("organisation", "new_name", "new_kind"):
                del self.fields[name]
        else:
            self.fields["organisation"].queryset = known  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "organisation" in self.fields and not said.get("organisation") and not said.get("new_name"):
            self.add_error("organisation", _("Choose an organisation, or write the name of another one."))
        return said


class ShareForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, known: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = known  # type: ignore[attr-defined]


class ClausesForm(forms.Form):
    """One field for each clause of the checklist and each language."""

    def __init__(self, *args: Any, agreement: Agreement, stored: dict[str, Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = checklist(agreement.subject).items
        other = agreement.second_language
        for item in self.items:
            row = stored.get(item.code)
            self._add(item.code, item.title_in("vi"), row.text_vi if row else item.texts["vi"])
            if other:
                text = row.text_other if row and row.text_other else item.texts.get(other, "")
                self._add(f"{item.code}-other", item.title_in(other), text)

    def _add(self, name: str, label: str, text: str) -> None:
        self.fields[name] = forms.CharField(label=label, initial=text, widget=area(4), required=False)

    def texts(self) -> dict[str, tuple[str, str]]:
        said = self.cleaned_data
        return {one.code: (said[one.code], said.get(f"{one.code}-other", "")) for one in self.items}


class LineForm(forms.Form):
    """A line of the terms: the fields that name a party offer the parties alone."""

    parties: tuple[str, ...] = ()

    def __init__(self, *args: Any, known: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.parties:
            self.fields[name].queryset = known  # type: ignore[attr-defined]


def party_field(label: Any) -> forms.ModelChoiceField[Organisation]:
    return forms.ModelChoiceField(label=label, queryset=Organisation.objects.none())


class QuotaForm(LineForm):
    parties = ("sender", "host")
    sender = party_field(_("From party"))
    host = party_field(_("To party"))
    who = forms.ChoiceField(label=_("Who"), choices=Exchanged.choices)
    discipline = forms.ModelChoiceField(
        label=_("Discipline"), queryset=Discipline.objects.all(), required=False, empty_label=_("all")
    )
    level = forms.ChoiceField(label=_("Level"), choices=[*ANY, *Level.choices], required=False)
    year = forms.IntegerField(label=_("Year"))
    people = forms.IntegerField(label=_("People"))
    months = forms.IntegerField(label=_("Months of each stay"), required=False)
    cefr = forms.ChoiceField(label=_("Language level"), choices=CEFR, required=False)


class FeeForm(LineForm):
    parties = ("payer", "payee")
    payer = party_field(_("Paid by"))
    payee = party_field(_("Paid to"))
    level = forms.ChoiceField(label=_("Level"), choices=[*ANY, *Level.choices], required=False)
    amount = forms.DecimalField(label=_("Amount"), max_digits=14, decimal_places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    unit = forms.ChoiceField(label=_("For"), choices=FeeUnit.choices)
    tuition_share = forms.DecimalField(
        label=_("Share of tuition, %"), max_digits=5, decimal_places=2, required=False,
        help_text=_("The cost of practice lies in the tuition, in proportion to its share (VN-13)."),
    )  # fmt: skip


class BudgetForm(LineForm):
    parties = ("payer",)
    payer = party_field(_("Paid by"))
    text = forms.CharField(label=_("For"), max_length=200)
    amount = forms.DecimalField(label=_("Amount"), max_digits=14, decimal_places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    shared = forms.BooleanField(label=_("The other parties see this line"), required=False, initial=True)


class ObligationForm(LineForm):
    parties = ("organisation",)
    organisation = party_field(_("Owed by"))
    kind = forms.ChoiceField(label=_("Kind"), choices=ObligationKind.choices)
    text = forms.CharField(label=_("What is owed"), max_length=300)
    due = Day(label=_("Due"))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=area(), help_text=_("The other parties read it.")
    )


class EndForm(ReasonForm):
    on = Day(label=_("Last day"))


class RenewForm(forms.Form):
    code = forms.CharField(label=_("Own number"), max_length=60)
    last = Day(label=_("To"))


class FreezeForm(forms.Form):
    file = forms.FileField(
        label=_("Text written elsewhere (PDF)"),
        required=False,
        help_text=_("Leave it empty: the text is set from the clauses and the tables of this page."),
    )


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=_("Template (DOCX)"),
        help_text=_("Take the present one, change it in your word processor, keep its tags, upload it here."),
    )


class PaperForm(forms.Form):
    scan = forms.FileField(label=_("Scan of the signed paper"), help_text=_("PDF, PNG or JPEG, up to 10 MB"))
    signed_on = Day(label=_("Signed on"))
    signatory = forms.CharField(
        label=_("Name of who signed"), max_length=120, required=False, help_text=_("Blank: name not recorded.")
    )
    post = forms.CharField(label=_("Post"), max_length=160)
    certify = forms.BooleanField(
        label=_("I have compared the paper: it is the text of this page, signed and stamped. My name is kept with it.")
    )


class PdfForm(forms.Form):
    file = forms.FileField(
        label=_("Digitally signed PDF"),
        help_text=_(
            "Download the text, sign that very file with your certificate, upload it. Its signature is verified."
        ),
    )


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of who signs"), help_text=_("The link is good once, for 14 days."))


class LinkForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput())
    signatory = forms.CharField(label=_("Your full name"), max_length=120)
    agree = forms.BooleanField(label=_("I have read the text and sign it for the party named here."))


class MeetForm(forms.Form):
    on = Day(label=_("Met on"))
    proof = forms.CharField(
        label=_("Proof"), max_length=300, required=False, help_text=_("Number of a paper, or what was done.")
    )
    file = forms.FileField(label=_("File"), required=False)
