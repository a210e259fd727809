"""What to know before a draft is published; none of it forbids."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_

MESSAGES = {
    "no-wish-met": N_("{found} of {allowed} learners with wishes get none of them: {learners}."),
    "learner-without-placement": N_("{found} of {allowed} learners have no placement at all: {learners}."),
    "data-changed-since-run": N_(
        "The data have changed since run {found}; the checker has judged the draft by the new data."
    ),
    "learner-unreachable": N_(
        "{found} of {allowed} learners have neither an account nor an e-mail address and can't be told."
    ),
    "past-changed": N_("Weeks that have begun already change for {found} learners: {learners}."),
}
