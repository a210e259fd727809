"""Sentences of what the planning verbs refuse (`core.errors`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors

BLOCK_GONE = errors.text("block-gone", _("This block is no longer in the draft."))
OUTSIDE_ROUND = errors.text(
    "outside-round", _("The block does not fit there: too few weeks are left in which the learner is available.")
)
LENGTHS_DIFFER = errors.text(
    "lengths-differ", _("The two blocks do not have the same number of weeks, so they can't change places.")
)
NO_COUNTERPART = errors.text(
    "no-counterpart", _("The two learners do not both need these two disciplines, so they can't change places.")
)
OTHER_DISCIPLINE = errors.text("other-discipline", _("This department is not of the block's discipline."))
STALE = errors.text(
    "draft-stale", _("Somebody else changed the draft meanwhile. The board shows it as it is now; try again.")
)
FROZEN = errors.text("draft-frozen", _("This draft was published and does not change any more."))
NOTHING_TO_UNDO = errors.text("nothing-to-undo", _("There is no change to take back or to make again."))
RUN_UNDER_WAY = errors.text("run-under-way", _("A run of this round is under way already."))
NO_LEARNERS = errors.text("no-learners", _("The round has no learners yet: upload a workbook first."))
UPLOAD_DECIDED = errors.text("upload-decided", _("This file was confirmed or discarded already."))
UPLOAD_NOT_READY = errors.text("upload-not-ready", _("This file can't be confirmed: it was not read without errors."))
UPLOAD_TOO_BIG = errors.text("upload-too-big", _("The file is {found} MB; at most {allowed} MB are accepted."))
REPAIR_BUSY = errors.text("repair-busy", _("This repair is being worked out, or it was taken over already."))
REPAIR_EMPTY = errors.text("repair-empty", _("Say first what has changed."))
REPAIR_NOT_READY = errors.text("repair-not-ready", _("This repair has no plan yet."))
NO_SUCH_WAY = errors.text("no-such-way", _("This way out is no longer there. Load the page again."))
