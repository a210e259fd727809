"""Exchange: calls, applications, selection, fellowships, and what prepares a stay."""

from wardbridge.exchange.models.applications import Application, Consent, Proof, Waiver, Wish
from wardbridge.exchange.models.calls import Asked, Call, Criterion, Place, Reviewer
from wardbridge.exchange.models.fellowships import Fellowship, HostDecision, Move, Step
from wardbridge.exchange.models.preparation import (
    Funding,
    Instalment,
    LanguageEntry,
    LanguagePlan,
    TransferFile,
    Visa,
)
from wardbridge.exchange.models.selection import Conflict, Ranking, RankLine, Review, Score

__all__ = [
    "Application",
    "Asked",
    "Call",
    "Conflict",
    "Consent",
    "Criterion",
    "Fellowship",
    "Funding",
    "HostDecision",
    "Instalment",
    "LanguageEntry",
    "LanguagePlan",
    "Move",
    "Place",
    "Proof",
    "RankLine",
    "Ranking",
    "Review",
    "Reviewer",
    "Score",
    "Step",
    "TransferFile",
    "Visa",
    "Waiver",
    "Wish",
]
