"""Joint projects: begun, shared with partners, cleared, run, closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.agreements.models import Agreement
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation
from wardbridge.research import messages
from wardbridge.research.enums import PROJECT_NEXT, ProjectState, Theme
from wardbridge.research.models import Grant, Output, Project, ProjectPartner, ProjectTheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What stands at the head of a project; days are both inside, `last` open when `None`."""

    code: str
    name_vi: str
    first: date
    last: date | None = None
    name_en: str = ""
    name_fr: str = ""
    methods: str = ""
    data_abroad: bool = False
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """The approval of an ethics board, and the file of personal data that go abroad (PD-06)."""

    ethics: str = ""
    ethics_on: date | None = None
    ethics_until: date | None = None
    transfer_file: str = ""
    transfer_on: date | None = None


def propose(
    *,
    actor: Actor,
    owner: Organisation,
    plan: Plan,
    post: str,
    investigator: str = "",
    agreement: Agreement | None = None,
) -> Project:
    """A new project of `owner`'s, led there by `post`; Refused ``research-dates``, ``research-number-taken``.

    An agreement that the actor does not see is not there: PermissionDenied.
    """
    if not actor.is_office(owner):
        raise PermissionDenied
    if agreement is not None and not Agreement.objects.visible_to(actor).filter(pk=agreement.pk).exists():
        raise PermissionDenied
    if plan.last is not None and plan.last < plan.first:
        raise Refused.because(messages.DATES, first=_day(plan.first), last=_day(plan.last))
    with transaction.atomic():
        if Project.unscoped.filter(owner=owner, code=plan.code).exists():
            raise Refused.because(messages.NUMBER, found=plan.code)
        row = Project.unscoped.create(owner=owner, agreement=agreement, **asdict(plan))
        ProjectPartner.unscoped.create(
            project=row, organisation=owner, post=post.strip(), investigator=investigator.strip()
        )
        audit.record(actor=actor, verb="project.propose", target=row, after=asdict(plan))
    return row


def add_partner(
    *, actor: Actor, project: Project, organisation: Organisation, post: str, investigator: str = ""
) -> ProjectPartner:
    """An organisation that takes part; from now on it sees the project. Refused ``research-partner-twice``."""
    must_keep(actor, project)
    with transaction.atomic():
        if ProjectPartner.unscoped.filter(project=project, organisation=organisation).exists():
            raise Refused.because(messages.PARTNER_TWICE, found=organisation.name)
        row = ProjectPartner.unscoped.create(
            project=project, organisation=organisation, post=post.strip(), investigator=investigator.strip()
        )
        said = {"organisation": organisation.code, "post": row.post}
        audit.record(actor=actor, verb="project.partner", target=project, after=said)
    return row


def set_themes(*, actor: Actor, project: Project, themes: Iterable[str]) -> None:
    """The themes of a project, all at once."""
    must_keep(actor, project)
    wanted = [Theme(one) for one in themes]
    with transaction.atomic():
        ProjectTheme.unscoped.filter(project=project).delete()
        ProjectTheme.unscoped.bulk_create(ProjectTheme(project=project, theme=one) for one in wanted)
        audit.record(actor=actor, verb="project.themes", target=project, after={"themes": [str(one) for one in wanted]})


def add_grant(*, actor: Actor, project: Project, source: str, amount: Decimal, currency: str) -> Grant:
    """Money from one source; Refused ``research-positive``."""
    must_keep(actor, project)
    if amount <= 0:
        raise Refused.because(messages.POSITIVE, found=str(amount), allowed="0.01")
    with transaction.atomic():
        row = Grant.unscoped.create(project=project, source=source.strip(), amount=amount, currency=currency)
        said = {"source": row.source, "amount": str(amount), "currency": currency}
        audit.record(actor=actor, verb="project.grant", target=project, after=said)
    return row


def clear(*, actor: Actor, project: Project, clearance: Clearance) -> Project:
    """Enter what a board approved, and the file of the data that go abroad; Refused ``research-dates``."""
    must_keep(actor, project)
    on, until = clearance.ethics_on, clearance.ethics_until
    if on and until and until < on:
        raise Refused.because(messages.DATES, first=_day(on), last=_day(until))
    with transaction.atomic():
        row = _locked(project)
        before = {name: getattr(row, name) for name in Clearance.__slots__}
        for name in Clearance.__slots__:
            setattr(row, name, getattr(clearance, name))
        row.save(update_fields=list(Clearance.__slots__))
        audit.record(actor=actor, verb="project.clear", target=row, before=before, after=asdict(clearance))
    return row


def move(*, actor: Actor, project: Project, state: str) -> Project:
    """Bring a project to its next state.

    Raises
    ------
    PermissionDenied
    Refused
        ``research-state``, and all that lacks at once: ``research-one-partner``, ``research-no-ethics``,
        ``research-ethics-over``, ``research-no-transfer``, ``research-no-output``.
    """
    must_keep(actor, project)
    with transaction.atomic():
        row = _locked(project)
        wanted = ProjectState(state)
        if wanted not in PROJECT_NEXT.get(row.state, ()):
            words = {"found": str(ProjectState(row.state).label), "wanted": str(wanted.label)}
            raise Refused.because(messages.STATE, **words)
        if reasons := list(_lacking(row, wanted, actor.on)):
            raise Refused(reasons)
        before, row.state = row.state, wanted
        row.save(update_fields=["state"])
        audit.record(actor=actor, verb="project.move", target=row, before={"state": before}, after={"state": wanted})
    return row


def _lacking(row: Project, wanted: ProjectState, on: date) -> Iterator[Reason]:
    """What the next state needs and is not there."""
    partners = ProjectPartner.unscoped.filter(project=row).count()
    if wanted == ProjectState.AGREED and partners < 2:
        yield Reason(messages.ONE_PARTNER, {"found": partners, "allowed": 2})
    if wanted == ProjectState.RUNNING:
        if not (row.ethics and row.ethics_on):
            yield Reason(messages.NO_ETHICS)
        elif row.ethics_until and row.ethics_until < on:
            yield Reason(messages.ETHICS_OVER, {"found": _day(row.ethics_until)})
        if row.data_abroad and not (row.transfer_file and row.transfer_on):
            yield Reason(messages.NO_TRANSFER)
    if wanted == ProjectState.CLOSED and not Output.unscoped.filter(project=row).exists():
        yield Reason(messages.NO_OUTPUT)


def must_keep(actor: Actor, project: Project) -> None:
    """PermissionDenied unless the actor's office keeps the project."""
    if not actor.is_office(project.owner_id):
        raise PermissionDenied


def _locked(project: Project) -> Project:
    return Project.unscoped.select_for_update(of=("self",)).get(pk=project.pk)


def _day(value: date) -> str:
    return f"{value:%d/%m/%Y}"
