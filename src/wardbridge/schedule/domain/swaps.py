"""Swap requests: a learner asks, the other agrees, the checker judges, the office decides, a new version says it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.notices import texts
from wardbridge.notices.domain.telling import Recipient, tell
from wardbridge.planning.bridge import violation_to_json
from wardbridge.planning.domain import drafts
from wardbridge.planning.domain.access import must_plan
from wardbridge.planning.domain.drafts import Judged
from wardbridge.planning.domain.drafts.changes import Rotations, unit_of
from wardbridge.planning.domain.drafts.plans import rotations_of
from wardbridge.planning.domain.drafts.verdicts import differing, judge
from wardbridge.planning.domain.problems import compiled
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Draft, Participant, Round
from wardbridge.schedule import messages
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.enums import SwapState
from wardbridge.schedule.models import Current, Placement, SwapRequest, Version

OPEN = (SwapState.ASKED, SwapState.AGREED)

ASKED = texts.register(
    "swap.asked",
    subject=_("{who} asks to change places with you"),
    body=_("{round}. Reason: {reason}\nAnswer on the page of your placements."),
)
ANSWERED = texts.register(
    "swap.answered", subject=_("Your request to change places: {state}"), body=_("{round}. {reason}")
)


def ask(*, actor: Actor, asker: Participant, other: Participant, reason: str = "") -> SwapRequest:
    """Ask another learner of the programme to exchange whole rotations.

    Raises
    ------
    PermissionDenied
        When the actor is not the asker.
    Refused
        ``swap-self``, ``swap-programme``, ``swap-together``, ``swap-open``, ``swap-not-published``, ``swap-started``.
    """
    _must_be(actor, asker)
    with transaction.atomic():
        Round.unscoped.select_for_update().get(pk=asker.round_id)
        _must_fit(asker, other)
        row = SwapRequest.unscoped.create(round=asker.round, asker=asker, other=other, reason=reason.strip()[:500])
        audit.record(actor=actor, verb="swap.ask", target=row, after={"state": row.state})
        _tell(row, ASKED, other, who=asker.enrolment.person.full_name)
    return row


def answer(*, actor: Actor, swap: SwapRequest, agree: bool, reason: str = "") -> SwapRequest:
    """The other learner agrees or declines."""
    with transaction.atomic():
        row = _locked(swap, SwapState.ASKED)
        _must_be(actor, row.other)
        row.state, row.answer = (SwapState.AGREED if agree else SwapState.REFUSED), reason.strip()[:500]
        if agree:
            row.verdict = verdict_of(row)
        _save(actor, row)
        _tell(row, ANSWERED, row.asker, state=_in_words(row.state))
    return row


def withdraw(*, actor: Actor, swap: SwapRequest) -> SwapRequest:
    """The asker takes the request back, as long as nothing is decided."""
    with transaction.atomic():
        row = _locked(swap, *OPEN)
        _must_be(actor, row.asker)
        row.state = SwapState.WITHDRAWN
        _save(actor, row)
    return row


def decide(*, actor: Actor, swap: SwapRequest, allow: bool, reason: str = "", waiver: str = "") -> SwapRequest:
    """The office allows (a new version is published, with `waiver` against what hinders it) or refuses.

    Raises
    ------
    PermissionDenied
    Refused
        ``swap-state``, ``swap-rules`` when the exchange would break a rule, and what `publishing.publish` refuses.
    """
    must_plan(actor, swap.round)
    with transaction.atomic():
        row = _locked(swap, SwapState.AGREED)
        if allow:
            _must_fit(row.asker, row.other, but=row)
            row.version = _carried_out(actor, row, waiver)
        row.state = SwapState.ALLOWED if allow else SwapState.REFUSED
        row.decided_by, row.answer = actor.user, reason.strip()[:500] or row.answer
        _save(actor, row)
        for participant in (row.asker, row.other):
            _tell(row, ANSWERED, participant, state=_in_words(row.state))
    return row


def fitting(*, actor: Actor, asker: Participant) -> QuerySet[Participant]:
    """Learners with whom the asker may change places: same round and programme, placed, not the asker himself."""
    _must_be(actor, asker)
    return (
        Participant.objects.filter(round=asker.round_id, enrolment__programme=asker.enrolment.programme_id)
        .filter(enrolment__placements__version__current_for__round=asker.round_id)
        .exclude(pk=asker.pk)
        .select_related("enrolment__person", "enrolment__group")
        .order_by("enrolment__person__sort_key", "pk")
        .distinct()
    )


def verdict_of(swap: SwapRequest) -> dict[str, object]:
    """What the checker says of the exchange on the schedule in force: rules newly broken, change in points."""
    before, after = _judged(swap)
    new, _gone = differing(before.violations, after.violations)
    return {
        "allowed": not new,
        "new": [violation_to_json(one) for one in new],
        "gain": after.points.total - before.points.total,
    }


def _judged(swap: SwapRequest) -> tuple[Judged, Judged]:
    current = Current.objects.select_related("version__draft").get(round=swap.round_id)
    round_ = compiled(swap.round)
    rotations = rotations_of(current.version.draft)
    one, other = swap.asker_id, swap.other_id
    tracks = dict(rotations.tracks)
    tracks |= {a: rotations.tracks[b] for a, b in ((one, other), (other, one)) if b in rotations.tracks}
    changed = Rotations(
        {**rotations.pieces, one: rotations.of(other), other: rotations.of(one)},
        tracks,
    )
    return judge(rotations, round_), judge(changed, round_)


def _carried_out(actor: Actor, swap: SwapRequest, waiver: str) -> Version:
    """Publish the schedule in force with the exchange, and let the open drafts follow it."""
    before, after = _judged(swap)
    new, _gone = differing(before.violations, after.violations)
    if new:
        rules = ", ".join(sorted({one.rule for one in new}))
        raise Refused.because(messages.SWAP_RULES, found=len(new), rules=rules)
    current = Current.objects.select_related("version__draft__round").get(round=swap.round_id)
    draft = drafts.open_copy(actor=actor, draft=current.version.draft)
    drafts.exchange_rotations(actor=actor, draft=draft, one=swap.asker_id, other=swap.other_id, version=draft.version)
    draft = Draft.unscoped.select_related("round").get(pk=draft.pk)
    names = f"{swap.asker.enrolment.person.full_name} ⇄ {swap.other.enrolment.person.full_name}"
    done = publishing.publish(actor=actor, draft=draft, reason=f"{names}. {swap.reason}".strip(), waiver=waiver)
    _follow(actor, swap, before.rotations, draft)
    return done.version


def _follow(actor: Actor, swap: SwapRequest, before: Rotations, published: Draft) -> None:
    """Make the exchange in the drafts where both still stand as they stood; else publishing one would take it back.

    A draft that has moved one of them stays as its author left it: `warnings` says what publishing it would undo.
    """
    one, other = swap.asker_id, swap.other_id
    rows = Draft.unscoped.filter(round=swap.round_id, state=DraftState.OPEN, number__lt=published.number)
    for draft in rows.select_related("round").order_by("pk"):
        now = rotations_of(draft)
        if (now.of(one), now.of(other)) == (before.of(one), before.of(other)):
            drafts.exchange_rotations(actor=actor, draft=draft, one=one, other=other, version=draft.version)


def _must_fit(asker: Participant, other: Participant, but: SwapRequest | None = None) -> None:
    if asker.pk == other.pk:
        raise Refused.because(messages.SWAP_SELF)
    if asker.round_id != other.round_id or asker.enrolment.programme_id != other.enrolment.programme_id:
        raise Refused.because(messages.SWAP_PROGRAMME)
    if not Current.objects.filter(round=asker.round_id).exists():
        raise Refused.because(messages.SWAP_NOT_PUBLISHED)
    round_ = compiled(asker.round)
    if any(len(unit_of(one.pk, round_)) > 1 for one in (asker, other)):
        raise Refused.because(messages.SWAP_TOGETHER)
    between = Q(asker=asker, other=other) | Q(asker=other, other=asker)
    opened = SwapRequest.unscoped.filter(between, state__in=OPEN)
    if opened.exclude(pk=but.pk if but else 0).exists():
        raise Refused.because(messages.SWAP_OPEN)
    begun = Placement.unscoped.filter(
        version__current_for__round=asker.round_id,
        enrolment__in=(asker.enrolment_id, other.enrolment_id),
        first__lte=timezone.localdate(),
    )
    if begun.exists() and not asker.round.synthetic:
        raise Refused.because(messages.SWAP_STARTED)


def _must_be(actor: Actor, participant: Participant) -> None:
    person = participant.enrolment.person
    if not actor.is_system and (actor.user_id is None or actor.user_id != person.user_id):
        raise PermissionDenied


def _locked(swap: SwapRequest, *states: SwapState) -> SwapRequest:
    row = (
        SwapRequest.unscoped.select_for_update(of=("self",))
        .select_related("round__owner", "asker__enrolment__person__user", "other__enrolment__person__user")
        .get(pk=swap.pk)
    )
    if row.state not in states:
        raise Refused.because(messages.SWAP_STATE)
    return row


def _save(actor: Actor, row: SwapRequest) -> None:
    row.save()
    audit.record(actor=actor, verb=f"swap.{row.state}", target=row, after={"state": row.state, "answer": row.answer})


def _in_words(state: str) -> dict[str, str]:
    """A state as a notice's parameter: each reader gets it in his language."""
    said = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            said[code] = str(SwapState(state).label)
    return said


def _tell(row: SwapRequest, kind: str, participant: Participant, **params: str | dict[str, str]) -> None:
    person = participant.enrolment.person
    said = {"round": texts.name_of(row.round), "reason": row.answer or row.reason, **params}
    tell(kind=kind, recipients=[Recipient(user=person.user, email=person.email)], params=said, link="/learner/")
