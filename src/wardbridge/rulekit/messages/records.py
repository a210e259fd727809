"""What a round's data may be at odds with in the records, doubts about them, and what to know before publishing."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_

MESSAGES = {
    "not-yours": N_("this row would make or change a record of “{found}”, for which {allowed} may not write"),
    "rule-not-kept": N_(
        "this rule is not kept in the records yet; plan such a round with “wardbridge plan”, or leave the cell blank"
    ),
    "identity-conflict": N_("student code {code} belongs to a person born on {allowed}; this row says {found}"),
    "ward-without-teacher": N_("department {found} has no practice teacher: nobody can be placed there"),
    "ward-without-offer": N_("department {found} offers no place"),
    "same-name-and-birth": N_(
        "{name} has the same birth date as learner {allowed}. They were not merged: check the student codes."
    ),
    "group-without-member": N_("group {found} has no member"),
    "group-without-leader": N_("group {found} has no leader"),
    "learners-without-wish": N_("{found} of {allowed} learners have no wish"),
    "no-agreement": N_(
        "{school} – {hospital}: no agreement in force covers {first} to {last} ({found} learners); "
        "publishing asks for a reason"
    ),
    "no-quota": N_(
        "{school} – {hospital}: the agreement in force names no places for this level, discipline and year, "
        "{first} to {last} ({found} learners); publishing asks for a reason"
    ),
    "gate-overdue": N_(
        "{school} – {hospital}: {found} learners have not shown “{gate}”, due by {due}; publishing asks for a reason"
    ),
    "held-back": N_("{found} learners are held back until they have shown what is asked of them: {learners}"),
    "no-wish-met": N_("{found} of the {allowed} learners with wishes get none of them: {learners}"),
    "learner-without-placement": N_("{found} of {allowed} learners have no placement: {learners}"),
    "ledger-newer": N_(
        "others took or gave back places since this draft was planned (ledger entry {found}, planned on {allowed}):"
        " {places}, weeks {weeks}"
    ),
    "data-changed-since-run": N_("the round's data changed after run {found}; the draft is judged by the new data"),
    "learner-unreachable": N_("{found} of {allowed} learners have neither an account nor an e-mail address"),
    "past-changed": N_("for {found} learners, weeks that have begun already would change: {learners}"),
    "swap-undone": N_("for {found} learners, an exchange that was allowed would be changed or taken back: {learners}"),
}
