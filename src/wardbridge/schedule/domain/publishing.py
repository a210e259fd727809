"""Publishing: a draft becomes a version that never changes, takes its places, and everyone touched is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import formats, timezone

from wardbridge.capacity.domain import holds
from wardbridge.cohorts.domain.sharing import share
from wardbridge.cohorts.enums import ShareGround
from wardbridge.cohorts.models import Enrolment
from wardbridge.core import audit, outbox
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.institutions.models import Department
from wardbridge.people.models import Person
from wardbridge.planning.bridge import Fault, fault_to_json
from wardbridge.planning.domain import loads, others
from wardbridge.planning.domain.access import must_plan
from wardbridge.planning.domain.drafts import Frozen, Judged, Stale, judge_draft, open_copy
from wardbridge.planning.enums import DraftState, RoundState
from wardbridge.planning.models import Draft, Round
from wardbridge.schedule import messages
from wardbridge.schedule.domain import covering, freezing, places
from wardbridge.schedule.domain.covering import Gap
from wardbridge.schedule.domain.freezing import Key
from wardbridge.schedule.domain.warnings import in_force, warnings
from wardbridge.schedule.models import Current, Placement, PlacementSupervisor, Version

BATCH = 300
TOPIC = "schedule.published"


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: the version, the draft opened after it, the doubts it went with."""

    version: Version
    next_draft: Draft
    warnings: tuple[Fault, ...]


def publish(*, actor: Actor, draft: Draft, version: int | None = None, reason: str = "", waiver: str = "") -> Published:
    """Publish the draft that the reader saw at `version` (None: as it is); `waiver`: why against what hinders it.

    Raises
    ------
    PermissionDenied, Stale, Frozen
    Refused
        ``rules-broken``, ``nothing-placed``, ``reason-needed`` (from the second version on), ``same-as-before``,
        ``no-agreement``, ``no-quota``, ``gate-overdue`` (unless there is a `waiver`), ``two-places`` (one a learner).
        Nothing is written then.
    PlacesTaken
        Others hold what the plan needs: ``places-taken``, and the conflict of each limit as data.
    """
    must_plan(actor, draft.round)
    with transaction.atomic():
        locked = _locked(draft, version)
        judged = judge_draft(locked)
        before = in_force(locked)
        doubts = warnings(actor=actor, draft=locked)
        rows = freezing.placements_of(locked.round, judged, before)
        _must_publish(judged, rows, before, reason)
        gaps = covering.gaps_of(locked.round, rows, before)
        _must_not_be_hindered(gaps, waiver)
        _must_not_meet(locked.round, rows)
        snapshot = _take(locked.round, judged)
        made = _version(actor, locked, rows, reason=reason, doubts=doubts, snapshot=snapshot)
        _store(locked.round, made, rows)
        if gaps:
            covering.waive(actor, made, gaps, waiver)
        following = _close(actor, locked, made)
        _show_to_hospitals(actor, locked.round, rows)
        said = {"number": made.number, "digest": made.digest, "placements": len(rows), "reason": reason}
        audit.record(actor=actor, verb="schedule.publish", target=made, after=said)
        outbox.put(topic=TOPIC, payload={"version": str(made.uid)})
    return Published(made, following, doubts)


def _locked(draft: Draft, version: int | None) -> Draft:
    Round.unscoped.select_for_update().get(pk=draft.round_id)
    locked = Draft.unscoped.select_for_update(of=("self",)).select_related("round__owner", "run").get(pk=draft.pk)
    if locked.state != DraftState.OPEN:
        raise Frozen
    if version is not None and locked.version != version:
        raise Stale(locked.version)
    return locked


def _must_publish(judged: Judged, rows: Sequence[Placement], before: Mapping[Key, Placement], reason: str) -> None:
    if not rows:
        raise Refused.because(messages.NOTHING_PLACED)
    if judged.violations:
        raise Refused.because(messages.RULES_BROKEN, found=len(judged.violations))
    if before and not reason.strip():
        raise Refused.because(messages.REASON_NEEDED)
    if before and freezing.digest_of(rows) == freezing.digest_of(before.values()):
        raise Refused.because(messages.SAME_AS_BEFORE)


def _must_not_be_hindered(gaps: Sequence[Gap], waiver: str) -> None:
    if gaps and not waiver.strip():
        raise Refused(
            Reason(
                one.code,
                {
                    "school": one.school.name,
                    "hospital": one.hospital.name,
                    "first": _day(one.first),
                    "last": _day(one.last),
                    "learners": len(one.learners),
                    "gate": one.gate,
                    "due": _day(one.due) if one.due else "",
                },
            )
            for one in gaps
        )


def _must_not_meet(round_: Round, rows: Sequence[Placement]) -> None:
    """Invariant 1 across rounds: the learners' person rows are held while others' placements of them are read."""
    enrolments = {one.enrolment_id for one in rows}
    persons = dict(Enrolment.unscoped.filter(participations__round=round_).values_list("pk", "person_id"))
    held = sorted({persons[one] for one in enrolments})
    for start in range(0, len(held), BATCH):
        list(Person.unscoped.select_for_update().filter(pk__in=held[start : start + BATCH]).order_by("pk"))
    others = Placement.unscoped.filter(
        version__current_for__isnull=False,
        first__lte=round_.last_day,
        last__gte=round_.first_day,
        enrolment__person__enrolments__participations__round=round_,
    ).exclude(version__round=round_)
    busy: dict[int, list[Placement]] = {}
    for one in others.select_related("enrolment__person", "department", "version__round").distinct():
        busy.setdefault(one.enrolment.person_id, []).append(one)
    reasons = {
        other.pk: _two_places(other)
        for one in rows
        for other in busy.get(persons[one.enrolment_id], ())
        if _mondays(round_, one) & _mondays(other.version.round, other)
    }
    if reasons:
        raise Refused(reasons.values())


def _mondays(round_: Round, one: Placement) -> set[object]:
    return {round_.week_start(period) for period in one.periods}


def _two_places(other: Placement) -> Reason:
    return Reason(
        messages.TWO_PLACES,
        {
            "learner": other.enrolment.person.full_name,
            "first": _day(other.first),
            "last": _day(other.last),
            "department": other.department.name,
        },
    )


def _day(value: object) -> str:
    return formats.date_format(value, "SHORT_DATE_FORMAT")  # type: ignore[arg-type]  # a date


def _take(round_: Round, judged: Judged) -> int:
    """Take every place of the plan in place of what the round held before, by its versions or by holds."""
    holder = others.holder_of(round_)
    number = places.take(holder, places.wants_of(round_, judged))
    holds.used_by(holder)
    return number


def _version(
    actor: Actor, draft: Draft, rows: Sequence[Placement], *, reason: str, doubts: Sequence[Fault], snapshot: int
) -> Version:
    last = Version.unscoped.filter(round=draft.round).order_by("-number").values_list("number", flat=True).first() or 0
    return Version.unscoped.create(
        round=draft.round,
        number=last + 1,
        draft=draft,
        actor=actor.user,
        reason=reason.strip(),
        warnings=[fault_to_json(one) for one in doubts],
        snapshot=snapshot,
        digest=freezing.digest_of(rows),
        published_at=timezone.now(),
    )


def _store(round_: Round, version: Version, rows: Sequence[Placement]) -> None:
    for row in rows:
        row.version = version
    Placement.unscoped.bulk_create(rows, batch_size=BATCH)
    guides = freezing.supervisors_of(rows, loads.weeks_of_round(round_))
    links = [PlacementSupervisor(placement=row, supervisor=one) for row in rows for one in guides[freezing.key_of(row)]]
    PlacementSupervisor.objects.bulk_create(links, batch_size=BATCH)


def _close(actor: Actor, draft: Draft, version: Version) -> Draft:
    """Freeze the draft, let the version hold, open the next draft."""
    Current.objects.update_or_create(round=draft.round, defaults={"version": version})
    draft.state = DraftState.FROZEN
    draft.save(update_fields=["state"])
    if draft.round.state not in {RoundState.RUNNING, RoundState.CLOSED}:
        Round.unscoped.filter(pk=draft.round_id).update(state=RoundState.PUBLISHED)
    return open_copy(actor=actor, draft=draft)


def _show_to_hospitals(actor: Actor, round_: Round, rows: Sequence[Placement]) -> None:
    """The hospitals see the learners they receive."""
    wards = Department.objects.filter(pk__in={one.department_id for one in rows}).select_related("site__organisation")
    hospital_of = {ward.pk: ward.site.organisation for ward in wards}
    received: dict[int, set[int]] = {}
    for one in rows:
        received.setdefault(hospital_of[one.department_id].pk, set()).add(one.enrolment_id)
    for hospital in {one.pk: one for one in hospital_of.values()}.values():
        if hospital.pk != round_.owner_id:
            share(
                actor=actor,
                enrolments=Enrolment.unscoped.filter(participations__round=round_, pk__in=list(received[hospital.pk])),
                organisation=hospital,
                ground=ShareGround.ROUND,
                record=str(round_.uid),
            )
