"""Sentences of what the schedule's verbs refuse (`core.errors`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors

RULES_BROKEN = errors.text(
    "rules-broken", _("The draft breaks {found} rules; a schedule is published only when it breaks none.")
)
NOTHING_PLACED = errors.text("nothing-placed", _("Nobody is placed in this draft."))
REASON_NEEDED = errors.text("reason-needed", _("Say why the published schedule changes; everyone touched reads it."))
PLACES_TAKEN = errors.text(
    "places-taken",
    _("{place}, {first} to {last}: {missing} too few, {binding} allows {allowed} and others hold {taken}."),
)
NO_AGREEMENT = errors.text(
    "no-agreement",
    _("{school} – {hospital}: no agreement in force covers {first} to {last} ({learners} learners)."),
)
NO_QUOTA = errors.text(
    "no-quota",
    _(
        "{school} – {hospital}: the agreement in force names no places for this level, discipline and year, "
        "{first} to {last} ({learners} learners)."
    ),
)
GATE_OVERDUE = errors.text(
    "gate-overdue", _("{school} – {hospital}: {learners} learners have not shown “{gate}”, due by {due}.")
)
TWO_PLACES = errors.text(
    "two-places", _("{learner} is already placed in another round from {first} to {last} ({department}).")
)
SAME_AS_BEFORE = errors.text("same-as-before", _("This draft is the schedule that is published already."))
SWAP_SELF = errors.text("swap-self", _("Choose another learner to change places with."))
SWAP_PROGRAMME = errors.text("swap-programme", _("You can change places only with a learner of your own programme."))
SWAP_TOGETHER = errors.text(
    "swap-together", _("A learner whose group moves together can't change places on his own; speak with the office.")
)
SWAP_OPEN = errors.text("swap-open", _("A request between you two is open already."))
SWAP_STATE = errors.text("swap-state", _("This request has gone on meanwhile; look at it again."))
SWAP_NOT_PUBLISHED = errors.text("swap-not-published", _("There is no published schedule to change yet."))
SWAP_RULES = errors.text("swap-rules", _("The exchange would break {found} rules: {rules}."))
SWAP_STARTED = errors.text("swap-started", _("One of you has begun already; a rotation under way can't be exchanged."))
NOTHING_PUBLISHED = errors.text(
    "nothing-published", _("Nothing of this round is published yet, so nothing can be repaired.")
)
REPAIR_OUTDATED = errors.text(
    "repair-outdated", _("The schedule or the draft changed since. Begin the repair anew, from what holds now.")
)
