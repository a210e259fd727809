"""What the checker says of a draft, and would say of a change: nothing is written here."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db import transaction

from wardbridge.core.actors import Actor
from wardbridge.planning.bridge import Plan, Points, Violation, check, score, view_of, wishes_met
from wardbridge.planning.domain.access import must_see
from wardbridge.planning.domain.drafts.changes import BlockRef, Change, Impossible, MoveTo, Rotations, changed_by
from wardbridge.planning.domain.drafts.plans import plan_from, rotations_of
from wardbridge.planning.domain.problems import Compiled, compiled
from wardbridge.planning.models import Draft

KEPT = 16

SHARED = frozenset({"no-offer", "offer-max", "offer-min", "VN-05", "VN-08", "room", "quota-max", "quota-min"})
"""Rules of a place, whose learners are all those who are there: the place identifies the violation."""


@dataclass(frozen=True)
class Judged:
    """A draft at one version: its rotations, its plan, what it breaks from week `since` on, and what it is worth."""

    round: Compiled
    rotations: Rotations
    plan: Plan
    violations: tuple[Violation, ...]
    points: Points
    since: int = 0

    @cached_property
    def wishes(self) -> dict[str, tuple[tuple[int, float], ...]]:
        """Learner's code → (rank, share met) of each wish, as `bridge.wishes_met` says."""
        return wishes_met(self.round.problem, self.plan)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a change would do: rules it would newly break, those it would mend, points before and after.

    `impossible` is the code of a change that has no meaning ("" otherwise); `touched` are participants' rows.
    """

    new: tuple[Violation, ...] = ()
    gone: tuple[Violation, ...] = ()
    violations: int = 0
    before: Points | None = None
    after: Points | None = None
    touched: tuple[int, ...] = ()
    impossible: str = ""

    @property
    def allowed(self) -> bool:
        return not self.impossible and not self.new

    @property
    def gain(self) -> float:
        """Change in points; weeks placed or unplaced are in `before.unplaced` and `after.unplaced`."""
        return self.after.total - self.before.total if self.before and self.after else 0.0


_kept: OrderedDict[tuple[UUID, int, str], Judged] = OrderedDict()
_lock = threading.Lock()


def judge(rotations: Rotations, round_: Compiled, since: int = 0) -> Judged:
    """Check and score rotations, whoever made them; what is broken in weeks before `since` is past and not told."""
    plan = plan_from(rotations, round_)
    view = view_of(round_.problem, plan)
    violations = tuple(one for one in check(round_.problem, plan, view=view) if one.is_open(since))
    return Judged(round_, rotations, plan, violations, score(round_.problem, plan, view=view), since)


def judge_draft(draft: Draft) -> Judged:
    """The draft at its present version, from this process's memory when neither it nor the round's data changed."""
    round_ = compiled(draft.round)
    key = (draft.uid, draft.version, round_.stamp)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    made = judge(rotations_of(draft), round_, draft.since)
    _keep(key, made)
    return made


def keep_on_commit(draft: Draft, judged: Judged) -> None:
    """Remember how the draft stands at its new version, once that is sure: the page asks at once."""
    key = (draft.uid, draft.version, judged.round.stamp)
    transaction.on_commit(lambda: _keep(key, judged))


def _keep(key: tuple[UUID, int, str], judged: Judged) -> None:
    with _lock:
        _kept[key] = judged
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


def forget(draft: Draft) -> None:
    """Drop what is kept of a draft: its rows were rolled back or rewritten."""
    with _lock:
        for key in [key for key in _kept if key[0] == draft.uid]:
            del _kept[key]


def try_move(*, actor: Actor, draft: Draft, change: Change) -> Verdict:
    """What the change would do; nothing is written.

    Raises
    ------
    PermissionDenied
        When the draft isn't the actor's to see.
    """
    must_see(actor, draft.round)
    return verdict_on(judge_draft(draft), change)


def verdict_on(before: Judged, change: Change) -> Verdict:
    """The verdict of a change to a judged draft."""
    try:
        changed = changed_by(change, before.rotations, before.round)
    except Impossible as error:
        return Verdict(violations=len(before.violations), before=before.points, impossible=error.code)
    after = judge(before.rotations.with_changes(changed), before.round, before.since)
    new, gone = differing(before.violations, after.violations)
    return Verdict(new, gone, len(after.violations), before.points, after.points, tuple(sorted(changed)))


def targets(
    *, actor: Actor, draft: Draft, block: BlockRef, whole_group: bool = False
) -> dict[tuple[int, int], Verdict]:
    """(department's row, first period) → verdict, for every place of the block's discipline and every week."""
    must_see(actor, draft.round)
    before = judge_draft(draft)
    problem, rows = before.round.problem, before.round.departments
    discipline = problem.index.discipline[block.discipline]
    places = [rows[one.code] for one in problem.departments if one.discipline == discipline and one.code in rows]
    return {
        (place, first): verdict_on(before, MoveTo(block, place, first, whole_group))
        for place in places
        for first in range(len(problem.periods))
    }


def differing(
    before: tuple[Violation, ...], after: tuple[Violation, ...]
) -> tuple[tuple[Violation, ...], tuple[Violation, ...]]:
    """Violations that are new or worse after, and those that are gone; a figure that only got better is neither."""
    known = {_key(one): abs(one.found - one.allowed) for one in before}
    now = {_key(one) for one in after}
    return (
        tuple(one for one in after if abs(one.found - one.allowed) > known.get(_key(one), -1.0)),
        tuple(one for one in before if _key(one) not in now),
    )


def _key(one: Violation) -> tuple[object, ...]:
    who = () if one.rule in SHARED else one.learners
    return (one.rule, who, one.department, one.site, one.periods, tuple(sorted(one.params.items())))
