"""What publishing a draft would meet and do, as lines of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from wardbridge.office.board.verdicts import Speaker
from wardbridge.planning.bridge import Fault
from wardbridge.planning.domain.drafts import Judged
from wardbridge.planning.models import Draft
from wardbridge.rulekit.messages import render_fault
from wardbridge.schedule.domain import freezing
from wardbridge.schedule.domain.warnings import in_force
from wardbridge.ui.dates import reader_language

SHOWN = 50
"""Broken rules listed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and where on the board to look."""

    text: str
    address: str = ""


def blockers(judged: Judged, speaker: Speaker, board: str) -> list[Line]:
    """The rules that the draft breaks; each leads to its learner, when there is one."""
    return [
        Line(speaker.violation(one), f"{board}&q={quote(one.learners[0])}" if len(one.learners) == 1 else board)
        for one in judged.violations[:SHOWN]
    ]


def doubts(warnings: Iterable[Fault], board: str) -> list[Line]:
    """What to know before publishing; a doubt about learners leads to the first of them."""
    lines = []
    for one in warnings:
        first = str(one.params.get("learners", "")).split(", ")[0].removesuffix(" …")
        text = render_fault(Fault(one.code, found=one.found, allowed=one.allowed, params=one.params), reader_language())
        lines.append(Line(text, f"{board}&q={quote(first)}" if first else ""))
    return lines


def touched(draft: Draft, judged: Judged) -> set[int]:
    """Rows of the enrolments whose placements publishing would make, change or take away: those who are told."""
    before = in_force(draft)
    after = {freezing.key_of(one): one for one in freezing.placements_of(draft.round, judged, before)}
    changed = {
        one.enrolment_id for key, one in after.items() if key not in before or freezing.differs(before[key], one)
    }
    return changed | {one.enrolment_id for key, one in before.items() if key not in after}
