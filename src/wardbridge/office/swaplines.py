"""Swap requests as the office reads them."""

from __future__ import annotations

from dataclasses import dataclass

from wardbridge.core.actors import Actor
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

    @property
    def open(self) -> bool:
        return self.swap.state == SwapState.AGREED


def lines_of(actor: Actor, round_: Round) -> list[SwapLine]:
    """The round's requests, those that wait for the office first: one query."""
    rows = SwapRequest.objects.visible_to(actor).filter(round=round_)
    related = rows.select_related("asker__enrolment__person", "other__enrolment__person")
    return sorted((_line(swap) for swap in related), key=lambda line: not line.open)


def _line(swap: SwapRequest) -> SwapLine:
    state = SwapState(swap.state)
    names = [one.enrolment.person.full_name for one in (swap.asker, swap.other)]
    return SwapLine(swap, *names, KINDS[state], str(state.label))
