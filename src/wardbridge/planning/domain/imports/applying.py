"""Writing a book into the records: one transaction, each change audited, nothing when anything is wrong."""

from __future__ import annotations

from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.planning.bridge import InputRefused, RoundBook
from wardbridge.planning.domain.access import must_own
from wardbridge.planning.domain.imports.masters import write_masters
from wardbridge.planning.domain.imports.places import Places
from wardbridge.planning.domain.imports.previewing import ready
from wardbridge.planning.domain.imports.rounds import write_round
from wardbridge.planning.models import Round


def apply(*, actor: Actor, owner: Organisation, book: RoundBook, places: Places | None = None) -> Round:
    """Make the records say what the book says; importing the same book again changes nothing.

    Raises
    ------
    PermissionDenied
        When the actor's office does not act for `owner`.
    InputRefused
        With every fault, named by `places` where they are known; then nothing is written.
    """
    must_own(actor, owner)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=owner.pk)
        found, settled, owners = ready(owner, book, places)
        if found.faults:
            raise InputRefused(found.faults)
        if found.changes_nothing:
            return Round.unscoped.get(owner=owner, code=settled.round.code)
        masters = write_masters(actor, settled, owners)
        round_ = write_round(actor, owner, settled, masters)
        counts = {sheet: {k: n for k, n in one.items() if n} for sheet, one in found.counts.items()}
        audit.record(actor=actor, verb="round.import", target=round_, after={"rows": counts})
    return round_
