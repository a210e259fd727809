"""Words of agreements on pages: a state with its shape, money."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from wardbridge.agreements.enums import State
from wardbridge.agreements.exports.contracts import money as written
from wardbridge.agreements.models import Agreement
from wardbridge.ui.templatetags.ui import state

register = template.Library()

KINDS = {
    State.IN_FORCE: "good", State.SUSPENDED: "bad", State.TERMINATED: "none", State.EXPIRED: "none",
    State.RENEWED: "info", State.DRAFT: "none",
}  # fmt: skip


@register.simple_tag
def agreement_state(agreement: Agreement) -> SafeString:
    """``{% agreement_state row %}``: ● in force, ◐ signing, ▲ suspended."""
    return state(KINDS.get(State(agreement.state), "wait"), str(State(agreement.state).label))


@register.simple_tag
def money(amount: Decimal, currency: str) -> str:
    """``{% money fee.amount fee.currency %}``: 1.200.000 VND."""
    return written(amount, currency)
