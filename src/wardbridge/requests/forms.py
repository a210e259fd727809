"""What schools file and ask, and what hospitals answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.cohorts.models import Programme
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.demand.domain.answering import Conditions, Grounds
from wardbridge.demand.domain.asking import ANSWER_DAYS, Wanted
from wardbridge.demand.domain.filing import DemandData, LineData, monday_after
from wardbridge.demand.enums import Proposal, Route, Shift
from wardbridge.demand.models import Line, Request
from wardbridge.demand.reasons import in_force
from wardbridge.institutions.models import Department, Discipline, Site
from wardbridge.people.models import Supervisor
from wardbridge.planning.models import Round

WISHES = 3
SPARE_LINES = 4


def calendar() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def mondays() -> forms.DateInput:
    """A calendar that offers Mondays alone, from the next one on."""
    first = monday_after(timezone.localdate())
    return forms.DateInput(attrs={"type": "date", "step": 7, "min": first.isoformat()}, format="%Y-%m-%d")


def site_name(site: Site) -> str:
    """A site with its hospital, said once when they bear the same name."""
    hospital = site.organisation.name
    return site.name if site.name == hospital else f"{hospital}: {site.name}"


class SiteField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """A choice of sites, each with its hospital."""

    def label_from_instance(self, obj: Site) -> str:
        return site_name(obj)


def words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DemandForm(forms.Form):
    """A cohort's demand without its lines."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none())
    cohort = forms.CharField(label=_("Cohort"), max_length=60)
    learners = forms.IntegerField(label=_("Learners of the cohort"), min_value=1, max_value=5000)
    round = forms.ModelChoiceField(
        label=_("Placement round"),
        queryset=Round.objects.none(),
        required=False,
        empty_label=_("None: we ask the hospitals ourselves"),
        help_text=_("In a round, whoever runs it sees this demand once it is filed."),
    )
    notes = forms.CharField(label=_("Notes"), required=False, max_length=2000, widget=words())

    def __init__(self, *args: Any, actor: Actor, school: Organisation, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        programmes = Programme.objects.visible_to(actor).filter(school=school).order_by("code")
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]  # a model choice field
        rounds = Round.objects.visible_to(actor).filter(parties=school).order_by("-first_day")
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]  # a model choice field
        for rank in range(1, WISHES + 1):
            self.fields[f"site{rank}"] = SiteField(
                label=_("Preferred site %(rank)s") % {"rank": rank},
                queryset=Site.objects.select_related("organisation"),
                required=False,
            )
        self.order_fields(["uid", "programme", "cohort", "learners", "round", "site1", "site2", "site3", "notes"])

    def data_of(self, lines: Sequence[LineData]) -> DemandData:
        said = self.cleaned_data
        sites = [site for rank in range(1, WISHES + 1) if (site := said[f"site{rank}"])]
        return DemandData(
            said["programme"], said["cohort"], said["learners"], lines, said["round"], sites, said["notes"], said["uid"]
        )


class LineForm(forms.Form):
    """A line of demand; a row without a discipline is no line."""

    discipline = forms.ModelChoiceField(label=_("Discipline"), queryset=Discipline.objects.all(), required=False)
    learners = forms.IntegerField(label=_("Learners at one time"), min_value=1, max_value=5000, required=False)
    first = forms.DateField(label=_("From Monday"), required=False)
    weeks = forms.IntegerField(label=_("Weeks"), min_value=1, max_value=52, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].widget = mondays()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("discipline"):
            for name in ("learners", "first", "weeks"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("This line needs it."))
        return said

    @property
    def line(self) -> LineData | None:
        said = self.cleaned_data
        if not said.get("discipline"):
            return None
        return LineData(said["discipline"], said["learners"], said["first"], said["weeks"])


LineFormSet = forms.formset_factory(LineForm, extra=SPARE_LINES, max_num=60)


class AskForm(forms.Form):
    """A request for learners of a line; where: a site, or a department of it."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    where = forms.ChoiceField(label=_("Site or department"))
    learners = forms.IntegerField(label=_("Learners at one time"), min_value=1)
    first = forms.DateField(label=_("From Monday"))
    weeks = forms.IntegerField(label=_("Weeks"), min_value=1, max_value=52)
    due = forms.DateField(label=_("Answer by"), widget=calendar(), required=False)
    words = forms.CharField(label=_("Words to the hospital"), required=False, max_length=1000, widget=words())

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        due = timezone.localdate() + timedelta(days=ANSWER_DAYS)
        known = {"uid": uuid4(), "learners": line.learners, "first": line.first, "weeks": line.weeks, "due": due}
        kwargs["initial"] = {**known, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["first"].widget = mondays()
        self.wards = {
            str(one.uid): one
            for one in Department.objects.filter(discipline=line.discipline).select_related("site__organisation")
        }
        self.sites = {str(one.site.uid): one.site for one in self.wards.values()}
        wished = [str(one.site.uid) for one in line.demand.preferences.select_related("site")]
        order = sorted(self.sites, key=lambda uid: wished.index(uid) if uid in wished else len(wished))
        self.fields["where"].choices = list(self._choices(order))  # type: ignore[attr-defined]  # a choice field

    def _choices(self, order: Sequence[str]) -> Any:
        for uid in order:
            site = self.sites[uid]
            wards = [one for one in self.wards.values() if one.site_id == site.pk]
            rows = [(uid, _("%(site)s: the hospital chooses the department") % {"site": site.name})]
            yield site.organisation.name, rows + [(str(one.uid), f"{site.name}: {one.name}") for one in wards]

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        ward = self.wards.get(said["where"])
        site = ward.site if ward else self.sites[said["where"]]
        return Wanted(site, said["learners"], said["first"], said["weeks"], ward, said["due"], said["uid"])


class AcceptForm(forms.Form):
    """The learners as asked; which department, and why although something speaks against it."""

    department = forms.ModelChoiceField(label=_("Department"), queryset=Department.objects.none(), required=False)
    departure = forms.CharField(
        label=_("Why more than the rule gives"),
        required=False,
        max_length=500,
        help_text=_("Others ask for this ward too. All parties read it."),
        widget=words(2),
    )
    waiver = forms.CharField(
        label=_("Why without an agreement in force"),
        required=False,
        max_length=500,
        help_text=_("It stands in the history under your name."),
        widget=words(2),
    )

    def __init__(self, *args: Any, row: Request, departure: bool, waiver: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wards = Department.objects.filter(site=row.site, discipline=row.line.discipline)
        self.fields["department"].queryset = wards  # type: ignore[attr-defined]  # a model choice field
        if len(wards) < 2:
            del self.fields["department"]
        for name, asked in (("departure", departure), ("waiver", waiver)):
            if not asked:
                del self.fields[name]

    def grounds(self) -> Grounds:
        said = self.cleaned_data
        return Grounds(said.get("waiver", ""), said.get("departure", ""))


class ConditionsForm(AcceptForm):
    """What the hospital asks to be otherwise."""

    learners = forms.IntegerField(label=_("Learners at one time"), min_value=1)
    first = forms.DateField(label=_("From Monday"))
    weeks = forms.IntegerField(label=_("Weeks"), min_value=1, max_value=52)
    shift = forms.ChoiceField(label=_("Time of the day"), choices=Shift.choices)
    teacher = forms.ModelChoiceField(
        label=_("Practice teacher"), queryset=Supervisor.objects.none(), required=False, empty_label=_("Not named")
    )
    words = forms.CharField(label=_("Other conditions"), required=False, max_length=1000, widget=words())

    def __init__(self, *args: Any, row: Request, actor: Actor, **kwargs: Any) -> None:
        same = {"learners": row.learners, "first": row.first, "weeks": row.weeks}
        kwargs["initial"] = {**same, **(kwargs.get("initial") or {})}
        super().__init__(*args, row=row, **kwargs)
        self.fields["first"].widget = mondays()
        teachers = Supervisor.objects.visible_to(actor).filter(
            department__site=row.site, department__discipline=row.line.discipline
        )
        self.fields["teacher"].queryset = teachers.select_related("person")  # type: ignore[attr-defined]  # as above
        names = ["learners", "first", "weeks", "department", "shift", "teacher", "words", "departure", "waiver"]
        self.order_fields(names)

    def conditions(self) -> Conditions:
        said = self.cleaned_data
        return Conditions(
            said["learners"], said["first"], said["weeks"], said.get("department"), Shift(said["shift"]),
            said["teacher"], said["words"],
        )  # fmt: skip


class RedirectForm(forms.Form):
    """Another site, and why."""

    site = SiteField(label=_("Site that could receive them"), queryset=Site.objects.none())
    words = forms.CharField(label=_("Words to the school"), max_length=1000, widget=words())

    def __init__(self, *args: Any, row: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = others(row)  # type: ignore[attr-defined]  # a model choice field


class DeclineForm(forms.Form):
    """A reason of the list, and what the school could do instead."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    proposal = forms.ChoiceField(label=_("What the school could do"), choices=Proposal.choices)
    site = SiteField(
        label=_("Another site"),
        queryset=Site.objects.none(),
        required=False,
        help_text=_("When you propose to ask another site."),
    )
    words = forms.CharField(label=_("Words to the school"), required=False, max_length=1000, widget=words())

    def __init__(self, *args: Any, row: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(one.code, one.text) for one in in_force(timezone.localdate()).reasons]
        self.fields["reason"].choices = listed  # type: ignore[attr-defined]  # a choice field
        self.fields["site"].queryset = others(row)  # type: ignore[attr-defined]  # a model choice field


def others(row: Request) -> Any:
    """Sites other than the one asked that have a department of the discipline."""
    rows = Site.objects.filter(departments__discipline=row.line.discipline).exclude(pk=row.site_id)
    return rows.select_related("organisation").distinct()


class WordsForm(forms.Form):
    """Why: read by the other side."""

    words = forms.CharField(label=_("Reason"), max_length=1000, widget=words())


class SayForm(forms.Form):
    """A message to the other side."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Message"), max_length=4000, widget=words())
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, JPEG or PNG, up to 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid4()}
        super().__init__(*args, **kwargs)


class RouteForm(forms.Form):
    """How a round meets demand, and until when."""

    route = forms.ChoiceField(label=_("How demand is met"), choices=Route.choices, widget=forms.RadioSelect)
    file_until = forms.DateField(label=_("Demand is filed until"), required=False, widget=calendar())
    answer_until = forms.DateField(label=_("Hospitals answer until"), required=False, widget=calendar())


class IntakeForm(forms.Form):
    """A workbook of demand."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("Excel or LibreOffice, up to 10 MB; a row a line, with the heads of the template."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods"}),
    )


def uid_of(text: str) -> UUID:
    """The uid that a button sent, a new one when it sent none: the act then stands for itself."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
