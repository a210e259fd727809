"""What the page of a stay shows to a reader: the path, and of money and papers what is shared with him."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wardbridge.agreements.exports.contracts import money as written
from wardbridge.core.actors import Actor
from wardbridge.exchange.domain import money
from wardbridge.exchange.domain.access import sides_of
from wardbridge.exchange.enums import HOSTED, PREPARING, THERE, FellowshipState, Side
from wardbridge.exchange.exports import papers
from wardbridge.exchange.models import (
    Fellowship,
    Funding,
    HostDecision,
    Instalment,
    LanguageEntry,
    LanguagePlan,
    Move,
    Proof,
    Step,
    Visa,
)
from wardbridge.exchange.queries.stays import ladder
from wardbridge.rulekit.languages import Cefr

ACT_OF = {
    FellowshipState.HOST_ACCEPTED: "answer",
    FellowshipState.VISA: "visa",
    FellowshipState.ARRIVED: "arrive",
}
CONFIRM_OF = {FellowshipState.FUNDED: "money", FellowshipState.LANGUAGE_READY: "language"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A step as drawn: its shape, whether it is the one that waits, and what the reader may do."""

    step: Step
    word: str
    shape: str
    here: bool
    late: bool
    act: str = ""
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source of money with its instalments; `mine` when the reader's office keeps it."""

    funding: Funding
    instalments: list[tuple[Instalment, str]]
    mine: bool

    @property
    def amount(self) -> str:
        return written(self.funding.amount, self.funding.currency)


def context_of(actor: Actor, stay: Fellowship) -> dict[str, Any]:
    """Everything the template asks for."""
    sides = sides_of(actor, stay)
    running = stay.state in PREPARING
    office = bool(sides & {Side.SENDER, Side.HOST})
    sources = _sources(actor, stay)
    plan = LanguagePlan.objects.visible_to(actor).filter(fellowship=stay).first()
    late = papers.draft_by(stay) < actor.on and running
    return {
        "stay": stay,
        "shape": "good" if not running and stay.state in {FellowshipState.ARRIVED} else "wait" if running else "none",
        "sides": sides,
        "running": running,
        "office": office,
        "may_write": office and running,
        "may_place": stay.state in HOSTED and Side.HOST in sides,
        "may_end": stay.state in THERE and office,
        "may_share": Side.SENDER in sides,
        "may_withdraw": running and bool(sides & {Side.SENDER, Side.FELLOW}),
        "may_language": running and bool(sides & {Side.SENDER, Side.FELLOW}),
        "marks": _marks(actor, stay, sides),
        "decision": HostDecision.objects.visible_to(actor).filter(fellowship=stay).first(),
        "sources": sources,
        "totals": [written(total, code) for code, total in money.totals(one.funding for one in sources).items()],
        "gaps": money.uncovered(stay) if running and Side.SENDER in sides else [],
        "ladder": ladder(actor, plan) if plan else None,
        "levels": list(Cefr),
        "entries": LanguageEntry.objects.visible_to(actor).filter(plan=plan) if plan else [],
        "visa": Visa.objects.visible_to(actor).filter(fellowship=stay).first(),
        "papers": papers.papers_of(stay) if office else (),
        "lacking": papers.lacking(stay) if office else [],
        "draft_by": papers.draft_by(stay),
        "draft_late": late and bool(papers.lacking(stay)),
        "proofs": Proof.objects.visible_to(actor).filter(application__fellowship=stay).select_related("asked", "paper"),
        "moves": Move.objects.visible_to(actor).filter(fellowship=stay).select_related("by"),
        "today": actor.on,
    }


def _marks(actor: Actor, stay: Fellowship, sides: set[Side]) -> list[Mark]:
    steps = list(Step.objects.visible_to(actor).filter(fellowship=stay))
    running = stay.state in PREPARING
    waiting = next((one for one in steps if one.done_on is None), None) if running else None
    return [_mark(actor, one, one is waiting, sides if running else set()) for one in steps]


def _mark(actor: Actor, step: Step, here: bool, sides: set[Side]) -> Mark:
    kind = FellowshipState(step.kind)
    late = step.done_on is None and step.due < actor.on and bool(sides)
    if step.done_on is not None:
        return Mark(step, _("done"), "good", here, late)
    mine = step.side in sides or (step.side == Side.FELLOW and Side.SENDER in sides)
    act = ACT_OF.get(kind, "") if mine else ""
    confirm = CONFIRM_OF.get(kind, "") if Side.SENDER in sides else ""
    shape, word = ("bad", _("late")) if late else ("wait", _("waiting")) if here else ("none", _("not yet"))
    return Mark(step, word, shape, here, late, act, confirm)


def _sources(actor: Actor, stay: Fellowship) -> list[Source]:
    parts: dict[int, list[tuple[Instalment, str]]] = {}
    for part in Instalment.objects.visible_to(actor).filter(funding__fellowship=stay).select_related("funding"):
        parts.setdefault(part.funding_id, []).append((part, written(part.amount, part.funding.currency)))
    rows = Funding.objects.visible_to(actor).filter(fellowship=stay)
    return [Source(one, parts.get(one.pk, []), actor.is_office(one.keeper_id)) for one in rows]
