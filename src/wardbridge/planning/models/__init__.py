"""A round, what was received for it, the runs of the engine and the drafts people work on."""

from wardbridge.planning.models.drafting import Block, Draft, Move
from wardbridge.planning.models.repairs import Repair
from wardbridge.planning.models.rounds import Lock, Participant, Round, RoundParty, Wish
from wardbridge.planning.models.work import Explanation, Run, Upload

__all__ = [
    "Block",
    "Draft",
    "Explanation",
    "Lock",
    "Move",
    "Participant",
    "Repair",
    "Round",
    "RoundParty",
    "Run",
    "Upload",
    "Wish",
]
