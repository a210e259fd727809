"""Who sees an agreement and what belongs to it, and who may act for a party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q

from wardbridge.agreements.enums import State
from wardbridge.core.actors import Actor
from wardbridge.core.models import on_day

if TYPE_CHECKING:
    from wardbridge.agreements.models import Agreement, Party


def agreements(actor: Actor) -> Q:
    """The owner always; parties and those with whom it is shared, once it is no longer the owner's own draft."""
    party, share = apps.get_model("agreements", "Party"), apps.get_model("agreements", "Share")
    mine = actor.organisation_ids
    parties = party.unscoped.filter(organisation__in=mine).values("agreement")
    shared = share.unscoped.filter(on_day(actor.on), organisation__in=mine).values("agreement")
    return Q(owner__in=mine) | ~Q(state=State.DRAFT) & (Q(pk__in=parties) | Q(pk__in=shared))


def of_agreement(actor: Actor) -> Q:
    """Parties, texts, signatures, terms: whoever sees the agreement."""
    return Q(agreement__in=apps.get_model("agreements", "Agreement").unscoped.filter(agreements(actor)).values("pk"))


def shared_lines(actor: Actor) -> Q:
    """Lines of the budget: the owner's, and to the others those that it shows them."""
    return Q(agreement__owner__in=actor.organisation_ids) | Q(shared=True) & of_agreement(actor)


def templates(actor: Actor) -> Q:
    """An office's template is its own."""
    return Q(organisation__in=actor.office_ids)


def may_write(actor: Actor, agreement: Agreement) -> bool:
    """The owner's office writes the terms and leads the agreement through its states."""
    return actor.is_office(agreement.owner_id)


def may_act_for(actor: Actor, party: Party) -> bool:
    """The party's own office signs for it; the owner's office may certify its paper."""
    return actor.is_office(party.organisation_id) or actor.is_office(party.agreement.owner_id)
