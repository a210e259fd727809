"""What to know before publishing, as data for page, command and API; `covering.WAIVABLE` forbid without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from wardbridge.core.actors import Actor
from wardbridge.people.models import Person
from wardbridge.planning.bridge import Fault, Place, wishes_met
from wardbridge.planning.domain.access import must_see
from wardbridge.planning.domain.drafts import Judged, judge_draft
from wardbridge.planning.models import Draft, Participant
from wardbridge.schedule.domain import gating
from wardbridge.schedule.domain.covering import gaps_of
from wardbridge.schedule.domain.freezing import Key, differs, key_of, placements_of
from wardbridge.schedule.domain.places import ledger_moved
from wardbridge.schedule.enums import SwapState
from wardbridge.schedule.models import Current, Placement, SwapRequest


def warnings(*, actor: Actor, draft: Draft) -> tuple[Fault, ...]:
    """All doubts about a draft; `place.sheet` says what kind of record `found` names.

    Raises
    ------
    PermissionDenied
    """
    must_see(actor, draft.round)
    judged = judge_draft(draft)
    return tuple(
        doubt
        for check in (_hindered, _held, _wishes, _unplaced, _outdated, ledger_moved, _unreachable, _past, _swaps)
        for doubt in check(draft, judged)
    )


def hindered(draft: Draft) -> list[Fault]:
    """What forbids publishing without a reason: agreements and papers that lack."""
    return list(_hindered(draft, judge_draft(draft)))


def _hindered(draft: Draft, judged: Judged) -> Iterator[Fault]:
    """Schools and hospitals without an agreement in force, learners whose papers are overdue."""
    before = in_force(draft)
    for one in gaps_of(draft.round, placements_of(draft.round, judged, before), before):
        said = {"school": one.school.name, "hospital": one.hospital.name, "gate": one.gate}
        days = {"first": f"{one.first:%d/%m/%Y}", "last": f"{one.last:%d/%m/%Y}"}
        due = {"due": f"{one.due:%d/%m/%Y}"} if one.due else {}
        where = Place("learners" if one.gate else "agreements")
        yield Fault(one.code, where, str(len(one.learners)), "", {**said, **days, **due})


def _held(draft: Draft, judged: Judged) -> Iterator[Fault]:
    """Learners whose placements publishing holds back until they have shown what is not due yet."""
    rows = placements_of(draft.round, judged, in_force(draft))
    today = timezone.localdate()
    waiting = {one.enrolment for one in gating.open_gates(rows) if one.due >= today}
    if waiting:
        codes = Participant.objects.filter(round=draft.round, enrolment__in=waiting)
        yield _doubt("held-back", len(waiting), 0, sorted(codes.values_list("enrolment__code", flat=True)))


def _wishes(_draft: Draft, judged: Judged) -> Iterator[Fault]:
    """Learners who wished and get nothing of it."""
    met = wishes_met(judged.round.problem, judged.plan)
    empty = sorted(code for code, wishes in met.items() if not any(share for _, share in wishes))
    if empty:
        yield _doubt("no-wish-met", len(empty), len(met), empty)


def _unplaced(_draft: Draft, judged: Judged) -> Iterator[Fault]:
    """Learners of the round who have no placement at all."""
    everyone = set(judged.round.participants)
    missing = sorted(everyone - {one.learner for one in judged.plan.assignments})
    if missing:
        yield _doubt("learner-without-placement", len(missing), len(everyone), missing)


def _outdated(draft: Draft, judged: Judged) -> Iterator[Fault]:
    """The round's data changed after the run that made the plan; the checker has judged it with the new data."""
    if draft.run and draft.run.data_stamp and draft.run.data_stamp != judged.round.stamp:
        yield Fault("data-changed-since-run", Place("run"), str(draft.run.number))


def _unreachable(draft: Draft, judged: Judged) -> Iterator[Fault]:
    """Learners who can't be told: no account and no e-mail address."""
    mute = Person.unscoped.filter(enrolments__participations__round=draft.round, user=None, email="")
    count = mute.distinct().count()
    if count:
        yield Fault("learner-unreachable", Place("learners"), str(count), str(len(judged.round.participants)))


def _past(draft: Draft, judged: Judged) -> Iterator[Fault]:
    """Weeks that have begun already and would change."""
    before = in_force(draft)
    if not before:
        return
    today = timezone.localdate()
    changed = {
        one.enrolment_id
        for one in placements_of(draft.round, judged, before)
        if (old := before.get(key_of(one))) is None or differs(old, one)
        if min(one.first, old.first if old else one.first) <= today
    }
    people = Participant.objects.filter(round=draft.round, enrolment__in=changed)
    codes = people.values_list("enrolment__code", flat=True)
    if changed:
        yield _doubt("past-changed", len(changed), 0, sorted(codes))


def _swaps(draft: Draft, judged: Judged) -> Iterator[Fault]:
    """Learners whose exchange the office allowed and who would stand otherwise again."""
    allowed = SwapRequest.unscoped.filter(round=draft.round_id, state=SwapState.ALLOWED)
    pairs = allowed.values_list("asker__enrolment", "other__enrolment")
    swapped = {enrolment for pair in pairs for enrolment in pair}
    if not swapped:
        return
    before = in_force(draft)
    after = {key_of(one): one for one in placements_of(draft.round, judged, before)}
    undone = {
        key[0]
        for key in (*before, *after)
        if key[0] in swapped and (key not in before or key not in after or differs(before[key], after[key]))
    }
    if undone:
        codes = Participant.objects.filter(round=draft.round, enrolment__in=undone).values_list(
            "enrolment__code", flat=True
        )
        yield _doubt("swap-undone", len(undone), 0, sorted(codes))


def in_force(draft: Draft) -> dict[Key, Placement]:
    """The placements of the version that holds now, by their key."""
    current = Current.objects.filter(round=draft.round_id).first()
    if current is None:
        return {}
    return {key_of(one): one for one in Placement.unscoped.filter(version=current.version_id)}


def _doubt(code: str, found: int, allowed: int, learners: list[str]) -> Fault:
    names = ", ".join(learners[:8]) + (" …" if len(learners) > 8 else "")
    return Fault(code, Place("learners"), str(found), str(allowed), {"learners": names})
