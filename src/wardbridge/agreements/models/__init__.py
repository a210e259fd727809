"""Agreements: the record and its parties, its texts and signatures, its terms."""

from wardbridge.agreements.models.agreements import Agreement, Party, Share
from wardbridge.agreements.models.terms import BudgetLine, Clause, Fee, Obligation, Quota, Reminder, WordTemplate
from wardbridge.agreements.models.texts import Change, Document, Signature, SignLink, TextVersion

__all__ = [
    "Agreement",
    "BudgetLine",
    "Change",
    "Clause",
    "Document",
    "Fee",
    "Obligation",
    "Party",
    "Quota",
    "Reminder",
    "Share",
    "SignLink",
    "Signature",
    "TextVersion",
    "WordTemplate",
]
