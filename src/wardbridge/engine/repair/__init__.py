"""Repair of a plan after a change: the past and the locks stand, provably fewest learners are moved, then quality."""

from wardbridge.engine.repair.outcome import Repaired, RepairResult, Why
from wardbridge.engine.repair.repairing import repair

__all__ = ["RepairResult", "Repaired", "Why", "repair"]
