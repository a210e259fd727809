"""Doubts about the data of a round; none of them forbids its import."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_

MESSAGES = {
    "ward-without-teacher": N_("Department {found} has no practice teacher, so the law lets no learner in."),
    "ward-without-offer": N_("Department {found} offers no places, so nobody can be placed there."),
    "same-name-and-birth": N_("{name} stands under {found} and {allowed} with the same birth date: one person, or two?"),
    "group-empty": N_("Group {found} has no members."),
    "group-without-leader": N_("Group {found} has no leader."),
    "learners-without-wish": N_("{found} of {allowed} learners have no wish."),
}
