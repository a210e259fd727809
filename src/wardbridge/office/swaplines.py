"""Swap requests as the office reads them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from wardbridge.core.actors import Actor
from wardbridge.office.board.verdicts import Speaker
from wardbridge.planning import bridge
from wardbridge.planning.models import Round
from wardbridge.schedule.enums import SwapState
from wardbridge.schedule.models import SwapRequest

KINDS = {
    SwapState.ASKED: "none",
    SwapState.AGREED: "wait",
    SwapState.ALLOWED: "good",
    SwapState.REFUSED: "bad",
    SwapState.WITHDRAWN: "none",
}


@dataclass(frozen=True, slots=True)
class SwapLine:
    """One request: both names, its state by kind and word, and whether the office may decide now."""

    swap: SwapRequest
    asker: str
    other: str
    kind: str
    word: str
    broken: tuple[str, ...] = ()
    """Rules that the exchange would newly break, by the checker on the schedule in force."""
    verdict: str = ""

    @property
    def uid(self) -> str:
        return str(self.swap.uid)

    @property
    def verdict_word(self) -> str:
        return self.verdict

    @property
    def verdict_kind(self) -> str:
        return "bad" if self.broken else "good"

    @property
    def open(self) -> bool:
        return self.swap.state == SwapState.AGREED


def lines_of(actor: Actor, round_: Round) -> list[SwapLine]:
    """The round's requests, those that wait for the office first."""
    rows = SwapRequest.objects.visible_to(actor).filter(round=round_)
    related = list(rows.select_related("round", "asker__enrolment__person", "other__enrolment__person"))
    speaker = Speaker.of(actor, round_) if related else None
    return sorted((_line(swap, speaker) for swap in related if speaker), key=lambda line: not line.open)


def _line(swap: SwapRequest, speaker: Speaker) -> SwapLine:
    state = SwapState(swap.state)
    asker, other = (one.enrolment.person.full_name for one in (swap.asker, swap.other))
    line = SwapLine(swap, asker, other, KINDS[state], str(state.label))
    if state != SwapState.AGREED or not swap.verdict:
        return line
    broken = tuple(speaker.violation(bridge.violation_from_json(one)) for one in swap.verdict["new"])
    verdict = _("The exchange would break rules.") if broken else _("The exchange keeps every rule.")
    return replace(line, broken=broken, verdict=verdict)
