"""Verbs on drafts: try a change, make it, take it back, lock, compare, and what to know before publishing."""

from wardbridge.planning.domain.drafts.changes import BlockRef, Change, Exchange, Impossible, MoveTo, Rotations
from wardbridge.planning.domain.drafts.locking import lock, unlock
from wardbridge.planning.domain.drafts.opening import open_copy, open_empty, open_from_plan
from wardbridge.planning.domain.drafts.plans import plan_of
from wardbridge.planning.domain.drafts.verdicts import Judged, Verdict, judge, judge_draft, targets, try_move
from wardbridge.planning.domain.drafts.writing import (
    Frozen,
    Moved,
    NothingToUndo,
    Stale,
    exchange_rotations,
    move,
    redo,
    undo,
)

__all__ = [
    "BlockRef",
    "Change",
    "Exchange",
    "Frozen",
    "Impossible",
    "Judged",
    "MoveTo",
    "Moved",
    "NothingToUndo",
    "Rotations",
    "Stale",
    "Verdict",
    "exchange_rotations",
    "judge",
    "judge_draft",
    "lock",
    "move",
    "open_copy",
    "open_empty",
    "open_from_plan",
    "plan_of",
    "redo",
    "targets",
    "try_move",
    "undo",
    "unlock",
]
