"""Opening a call: its terms while it is a draft, its places under quotas, its rubric, who reviews, publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from wardbridge.agreements.enums import Exchanged
from wardbridge.agreements.models import Quota
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation, User
from wardbridge.exchange import messages
from wardbridge.exchange.domain.access import locked_call, must_lead
from wardbridge.exchange.enums import LOST, CallState, PaperKind
from wardbridge.exchange.models import Asked, Call, Criterion, Fellowship, Place, Reviewer
from wardbridge.institutions.models import Department


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What stands at the head of a call; `deadline` is aware, `zone` the time zone in which it is told."""

    code: str
    name_vi: str
    who: str
    track: str
    first: date
    last: date
    deadline: datetime
    zone: str = "Asia/Ho_Chi_Minh"
    seed: str = ""
    minimum: int = 0
    name_en: str = ""
    name_fr: str = ""
    synthetic: bool = False


def open_call(*, actor: Actor, owner: Organisation, terms: Terms) -> Call:
    """A new draft; the seed of the draw is its number when none is given.

    Raises
    ------
    PermissionDenied
    Refused
        ``call-name``, ``call-dates``, ``call-number-taken``, ``call-zone``, ``call-past``.
    """
    if not actor.is_office(owner):
        raise PermissionDenied
    reasons = list(_wrong(owner, terms))
    if reasons:
        raise Refused(reasons)
    values = {**asdict(terms), "seed": terms.seed or terms.code}
    with transaction.atomic():
        row = Call.unscoped.create(owner=owner, **values)
        audit.record(actor=actor, verb="call.open", target=row, after=values)
    return row


def _wrong(owner: Organisation, terms: Terms) -> Iterator[Reason]:
    if not terms.name_vi.strip():
        yield Reason(messages.NAME)
    if terms.last < terms.first:
        yield Reason(messages.DATES, {"first": f"{terms.first:%d/%m/%Y}", "last": f"{terms.last:%d/%m/%Y}"})
    if Call.unscoped.filter(owner=owner, code=terms.code).exists():
        yield Reason(messages.NUMBER, {"found": terms.code})
    if terms.zone not in available_timezones():
        yield Reason(messages.ZONE, {"found": terms.zone, "allowed": "Asia/Ho_Chi_Minh, Europe/Paris"})
    elif terms.deadline <= timezone.now() and not terms.synthetic:
        yield Reason(messages.PAST, {"found": clock(terms.deadline, terms.zone)})


def clock(moment: datetime, zone: str) -> str:
    """A moment as the clock of a time zone shows it, to the second: 31/12/2026 17:00:00."""
    return f"{moment.astimezone(ZoneInfo(zone)):%d/%m/%Y %H:%M:%S}"


def offer_place(*, actor: Actor, call: Call, quota: Quota, places: int, department: Department | None = None) -> Place:
    """Places of the call under a quota; never more than the quota leaves (invariant 12).

    Raises
    ------
    PermissionDenied
    Refused
        ``call-not-draft``, ``call-quota-…``, ``call-twice``.
    """
    must_lead(actor, call)
    with transaction.atomic():
        row = _draft(call)
        held = Quota.unscoped.select_for_update(of=("self",)).select_related("agreement", "sender", "host")
        stored = held.get(pk=quota.pk)
        reasons = list(_quota_wrong(row, stored, places))
        if Place.unscoped.filter(call=row, quota=stored, department=department).exists():
            reasons.append(Reason(messages.TWICE, {"found": stored.host.name}))
        if reasons:
            raise Refused(reasons)
        made = Place.unscoped.create(call=row, quota=stored, department=department, places=places)
        said = {"quota": stored.pk, "places": places, "host": stored.host.code}
        audit.record(actor=actor, verb="call.place", target=row, after=said)
    return made


def _quota_wrong(call: Call, quota: Quota, places: int) -> Iterator[Reason]:
    if quota.who != call.who:
        found, allowed = (str(Exchanged(one).label) for one in (quota.who, call.who))
        yield Reason(messages.QUOTA_OTHER, {"found": found, "allowed": allowed})
    if quota.sender_id != call.owner_id:
        yield Reason(messages.QUOTA_SENDER, {"found": quota.sender.name})
    if quota.year != call.first.year:
        yield Reason(messages.QUOTA_YEAR, {"found": call.first.year, "allowed": quota.year})
    if not quota.agreement.holds_on(call.first):
        yield Reason(messages.QUOTA_FORCE, {"found": f"{call.first:%d/%m/%Y}"})
    used = used_of(quota) + called_for(quota)
    if places < 1 or used + places > quota.people:
        yield Reason(messages.QUOTA_FULL, {"allowed": quota.people, "used": used, "found": places})


def used_of(quota: Quota) -> int:
    """People nominated under a quota who have not been declined and have not withdrawn."""
    return Fellowship.unscoped.filter(quota=quota).exclude(state__in=LOST).count()


def called_for(quota: Quota) -> int:
    """Places of calls under a quota that are not decided yet."""
    rows = Place.unscoped.filter(quota=quota).exclude(call__state=CallState.DECIDED)
    return rows.aggregate(total=models.Sum("places"))["total"] or 0


def ask(*, actor: Actor, call: Call, kind: PaperKind, required: bool = True, until_end: bool = False) -> Asked:
    """A paper that applicants send. The cross-check of its expiry is made when it is sent."""
    must_lead(actor, call)
    with transaction.atomic():
        row = _draft(call)
        if Asked.unscoped.filter(call=row, kind=kind).exists():
            raise Refused.because(messages.TWICE, found=str(kind.label))
        made = Asked.unscoped.create(call=row, kind=kind, required=required, until_end=until_end)
        audit.record(actor=actor, verb="call.ask", target=row, after={"kind": kind, "required": required})
    return made


def add_criterion(
    *, actor: Actor, call: Call, code: str, most: int, name_vi: str, name_en: str = "", name_fr: str = ""
) -> Criterion:
    """A line of the rubric."""
    must_lead(actor, call)
    with transaction.atomic():
        row = _draft(call)
        if not 1 <= most <= 100:
            raise Refused.because(messages.POINTS, found=most, allowed="1-100")
        if Criterion.unscoped.filter(call=row, code=code).exists():
            raise Refused.because(messages.TWICE, found=name_vi)
        order = Criterion.unscoped.filter(call=row).count()
        made = Criterion.unscoped.create(
            call=row, code=code, most=most, order=order, name_vi=name_vi, name_en=name_en, name_fr=name_fr
        )
        audit.record(actor=actor, verb="call.criterion", target=row, after={"code": code, "most": most})
    return made


def appoint_reviewer(
    *, actor: Actor, call: Call, user: User, department: Department | None = None, head: bool = False
) -> Reviewer:
    """Somebody who scores; also after publication, until the call is ranked."""
    must_lead(actor, call)
    with transaction.atomic():
        row = locked_call(call)
        if row.state not in {CallState.DRAFT, CallState.OPEN}:
            raise _not_open(row)
        if Reviewer.unscoped.filter(call=row, user=user).exists():
            raise Refused.because(messages.TWICE, found=user.get_full_name())
        made = Reviewer.unscoped.create(call=row, user=user, department=department, head=head)
        audit.record(actor=actor, verb="call.reviewer", target=row, after={"reviewer": user.pk, "head": head})
    return made


def publish(*, actor: Actor, call: Call) -> Call:
    """From now on one may apply, and the terms stay: the rubric and the seed are known before anybody is scored."""
    must_lead(actor, call)
    with transaction.atomic():
        row = _draft(call)
        reasons = []
        if not Place.unscoped.filter(call=row).exists():
            reasons.append(Reason(messages.NO_PLACES))
        if not Criterion.unscoped.filter(call=row).exists():
            reasons.append(Reason(messages.NO_CRITERIA))
        if reasons:
            raise Refused(reasons)
        row.state, row.published_at = CallState.OPEN, timezone.now()
        row.save(update_fields=["state", "published_at"])
        audit.record(actor=actor, verb="call.publish", target=row, after={"seed": row.seed, "deadline": row.deadline})
    return row


def _draft(call: Call) -> Call:
    row = locked_call(call)
    if row.state != CallState.DRAFT:
        raise Refused.because(messages.NOT_DRAFT)
    return row


def _not_open(call: Call) -> Refused:
    found, allowed = str(CallState(call.state).label), str(CallState.OPEN.label)
    return Refused.because(messages.NOT_OPEN, found=found, allowed=allowed)
