"""What an agreement's page shows, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wardbridge.activities.models import Activity
from wardbridge.agreements.checklists import checklist
from wardbridge.agreements.enums import OPEN, State
from wardbridge.agreements.models import (
    Agreement,
    BudgetLine,
    Change,
    Clause,
    Fee,
    Obligation,
    Party,
    Quota,
    Share,
    Signature,
    TextVersion,
)
from wardbridge.agreements.permissions import may_write
from wardbridge.agreements.queries.family import tree
from wardbridge.core.middleware import ActorRequest


@dataclass(frozen=True, slots=True)
class Side:
    """A party beside the others, with its signature under the newest text and whether the reader may sign for it."""

    party: Party
    signature: Signature | None
    may_sign: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A clause of the checklist, and whether the text has it."""

    title: str
    there: bool


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do now; with `post` it is done by the press, else a page asks more."""

    words: str
    label: str = ""
    address: str = ""
    post: bool = False


def page_context(request: ActorRequest, row: Agreement) -> dict[str, Any]:
    """All that the page of an agreement needs."""
    actor = request.actor
    texts = list(TextVersion.objects.visible_to(actor).filter(agreement=row).select_related("document", "actor")
                 .defer("document__content", "content"))  # fmt: skip
    sides = _sides(request, row, texts[0] if texts else None)
    writes = may_write(actor, row)
    lines = _lines(request, row)
    return {
        "agreement": row,
        "texts": texts,
        "sides": sides,
        "may_write": writes,
        "may_edit": writes and row.state in OPEN,
        "is_party": any(actor.is_office(side.party.organisation_id) for side in sides) or writes,
        "shares": list(Share.objects.visible_to(actor).filter(agreement=row).select_related("organisation")),
        "changes": list(Change.objects.visible_to(actor).filter(agreement=row).select_related("actor")),
        "activities": list(Activity.objects.visible_to(actor).filter(agreements=row)),
        "tree": tree(actor, row),
        "checks": checks_of(request, row),
        "checklist": checklist(row.subject),
        "next": next_of(row, sides, writes=writes),
        "today": actor.on,
        "crumbs": [(_("Agreements"), reverse("partners:list")), (row.name, "")],
        **lines,
    }


def _sides(request: ActorRequest, row: Agreement, text: TextVersion | None) -> list[Side]:
    actor = request.actor
    parties = Party.objects.visible_to(actor).filter(agreement=row).select_related("organisation")
    rows = Signature.objects.visible_to(actor).filter(text=text).select_related("certified_by", "scan")
    signed = {one.party_id: one for one in rows.defer("scan__content")} if text else {}
    writes = may_write(actor, row)
    return [
        Side(
            one,
            signed.get(one.pk),
            row.state == State.SIGNING and one.pk not in signed and (writes or actor.is_office(one.organisation_id)),
        )
        for one in parties
    ]


def _lines(request: ActorRequest, row: Agreement) -> dict[str, Any]:
    actor = request.actor
    owed = Obligation.objects.visible_to(actor).filter(agreement=row).select_related("organisation", "evidence")
    return {
        "quotas": list(
            Quota.objects.visible_to(actor).filter(agreement=row).select_related("sender", "host", "discipline")
        ),
        "fees": list(Fee.objects.visible_to(actor).filter(agreement=row).select_related("payer", "payee")),
        "budget": list(BudgetLine.objects.visible_to(actor).filter(agreement=row).select_related("payer")),
        "obligations": list(owed.defer("evidence__content")),
    }


def checks_of(request: ActorRequest, row: Agreement) -> list[Checked]:
    """The checklist of its subject; an annex or an amendment says only what it adds, so it has none."""
    if row.parent_id and row.kind in {"annex", "amendment"}:
        return []
    there = set(
        Clause.objects.visible_to(request.actor)
        .filter(agreement=row)
        .exclude(text_vi="")
        .values_list("code", flat=True)
    )
    return [Checked(item.title, item.code in there) for item in checklist(row.subject).items]


def next_of(row: Agreement, sides: list[Side], *, writes: bool) -> Next | None:
    """What the reader can do next, in words."""
    if row.state == State.SIGNING:
        left = [side.party.organisation.name for side in sides if side.signature is None]
        return Next(_("Waiting for the signature of: %(parties)s.") % {"parties": ", ".join(left)})
    if not writes:
        return None

    def at(step: str) -> str:
        return reverse("partners:step", args=[row.uid, step])

    steps = {
        State.DRAFT: Next(
            _("Only you see this draft. Add the parties and the terms, then send it to them."),
            _("Send it to the parties"), at("send"), post=True,
        ),
        State.NEGOTIATION: Next(
            _("The parties see it. When its terms are agreed, freeze the text: that text is what everyone signs."),
            _("Freeze the text"), at("freeze"),
        ),
        State.REVIEW: Next(
            _("The text is frozen. Read it once more; then open it for signing."),
            _("Open for signing"), at("signing"), post=True,
        ),
    }  # fmt: skip
    return steps.get(State(row.state))
