"""An agreement in the official layout (Decree 30/2020/NĐ-CP): Vietnamese, with the second language beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wardbridge.agreements.checklists import checklist
from wardbridge.agreements.enums import Exchanged, FeeUnit, Kind, Renewal
from wardbridge.agreements.models import Agreement, Clause, Fee, Obligation, Party, Quota
from wardbridge.core.enums import Level
from wardbridge.core.models import Named
from wardbridge.core.typesetting import render

WORDS: dict[str, Promise] = {
    "number": _("Number"),
    "under": _("Under"),
    "basis": _("On the basis of"),
    "party": _("Party"),
    "represented": _("Represented by"),
    "post": _("Post"),
    "unnamed": _("name not recorded"),
    "article": _("Article"),
    "term": _("Term"),
    "from": _("From"),
    "to": _("to"),
    "open": _("without end"),
    "renewal": _("Renewal"),
    "notice": _("Days of notice"),
    "approval": _("Approval of the superior authority"),
    "quotas": _("Quotas"),
    "sender": _("From party"),
    "host": _("To party"),
    "who": _("Who"),
    "year": _("Year"),
    "people": _("People"),
    "fees": _("Price of practice"),
    "payer": _("Paid by"),
    "payee": _("Paid to"),
    "amount": _("Amount"),
    "unit": _("For"),
    "obligations": _("Obligations"),
    "owes": _("Owed by"),
    "what": _("What is owed"),
    "due": _("Due"),
    "version": _("Text version"),
    "synthetic": _("Synthetic data: no real person"),
    "sign": _("Signature, full name, stamp"),
}


def contract_pdf(data: dict[str, Any]) -> bytes:
    """The PDF of what `contract_data` said."""
    return render("agreements", "contract", data)


def contract_data(agreement: Agreement, number: int) -> dict[str, Any]:
    """What the contract prints, as plain data: the text that the parties sign is made of this and of nothing else."""
    other = agreement.second_language
    parties = Party.unscoped.filter(agreement=agreement).select_related("organisation__parent")
    quotas = Quota.unscoped.filter(agreement=agreement).select_related("sender", "host", "discipline")
    fees = Fee.unscoped.filter(agreement=agreement).select_related("payer", "payee")
    owed = Obligation.unscoped.filter(agreement=agreement).select_related("organisation")
    return {
        "title": named(agreement, other),
        "number": agreement.code,
        "version": number,
        "kind": both(Kind(agreement.kind).label, other),
        "parent": named(agreement.parent, other) | {"number": agreement.parent.code} if agreement.parent else None,
        "law": checklist(agreement.subject).law,
        "first": day(agreement.first),
        "last": day(agreement.last),
        "renewal": both(Renewal(agreement.renewal).label, other),
        "notice": agreement.notice_days,
        "approval": agreement.approval,
        "language": other,
        "parties": [_party(one, at, other) for at, one in enumerate(parties)],
        "clauses": [_clause(agreement, one) for one in Clause.unscoped.filter(agreement=agreement)],
        "quotas": [_quota(one, other) for one in quotas],
        "fees": [_fee(one, other) for one in fees],
        "obligations": [{"who": named(one.organisation, other), "text": one.text, "due": day(one.due)} for one in owed],
        "words": {code: both(text, other) for code, text in WORDS.items()},
        "synthetic": agreement.synthetic,
    }


def both(text: Promise | str, other: str) -> dict[str, str]:
    """A text in Vietnamese and, where there is one, in the second language."""
    said = {}
    for key, language in (("vi", "vi"), ("other", other)):
        if language:
            with override(language):
                said[key] = str(text)
    return {"other": "", **said}


def named(row: Named, other: str) -> dict[str, str]:
    """A name in Vietnamese and in the second language."""
    return {"vi": row.name_in("vi"), "other": row.name_in(other) if other else ""}


def day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def money(amount: Decimal, currency: str) -> str:
    """An amount as Vietnamese and French papers write it: 1.200.000 VND."""
    whole = f"{amount:,.2f}".removesuffix(".00").replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{whole} {currency}"


def _party(party: Party, at: int, other: str) -> dict[str, Any]:
    above = party.organisation.parent
    return {
        "letter": chr(ord("A") + at % 26),
        "name": named(party.organisation, other),
        "above": above.name_in("vi") if above else "",
        "code": party.code,
        "signatory": party.signatory,
        "post": party.post,
    }


def _clause(agreement: Agreement, clause: Clause) -> dict[str, Any]:
    items = checklist(agreement.subject)
    other = agreement.second_language
    title = {"vi": items.titled(clause.code, "vi"), "other": items.titled(clause.code, other) if other else ""}
    return {"title": title, "vi": clause.text_vi, "other": clause.text_other if other else ""}


def _quota(quota: Quota, other: str) -> dict[str, Any]:
    who = both(Exchanged(quota.who).label, other)
    level = both(Level(quota.level).label, other) if quota.level else None
    discipline = named(quota.discipline, other) if quota.discipline else None
    parts = [one for one in (who, level, discipline) if one]
    return {
        "sender": named(quota.sender, other),
        "host": named(quota.host, other),
        "who": {key: ", ".join(one[key] for one in parts if one[key]) for key in ("vi", "other")},
        "year": quota.year,
        "people": quota.people,
    }


def _fee(fee: Fee, other: str) -> dict[str, Any]:
    return {
        "payer": named(fee.payer, other),
        "payee": named(fee.payee, other),
        "amount": money(fee.amount, fee.currency),
        "unit": both(FeeUnit(fee.unit).label, other),
    }
