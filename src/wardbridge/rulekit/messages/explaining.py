"""Why a learner is where he is, what stands against a wish, ways out of a round that can't be, what conflicts in it."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_, N_n

MESSAGES = {
    # names of limits inside sentences
    "limit-offer-max": N_("places offered"),
    "limit-offer-reserved": N_("places beside those reserved"),
    "limit-quota-reserved": N_("people of the agreement beside those reserved"),
    "limit-housing": N_("places to sleep"),
    "limit-housing-women": N_("places to sleep in rooms for women"),
    "limit-housing-men": N_("places to sleep in rooms for men"),
    "limit-VN-05": N_("teachers present, VN-05"),
    "limit-VN-08": N_("beds and dental chairs, VN-08"),
    "limit-room": N_("teaching room"),
    "limit-quota-max": N_("people agreed"),
    # levels inside sentences
    "level-postgraduate": N_("postgraduate"),
    "level-university": N_("university"),
    "level-college": N_("college or intermediate"),
    # one learner (`engine.explain.learners`)
    "why-no-wish": N_("No wishes are recorded; the rotation follows from the places there are."),
    "why-all-met": N_("All wishes are met."),
    "why-met": N_("Wish {rank} ({records}) is met."),
    "why-unmet": N_("Wish {rank} ({records}) is not met."),
    "why-part": N_("Wish {rank} ({records}) is met for {found} % of the weeks."),
    "why-impossible": N_(
        "Even with unlimited places no rotation of this learner could meet it. What stands against it:"
    ),
    "why-outside": N_("The programme has no block that could meet it in the weeks of the round."),
    "why-full": N_(
        "{wanted} people ask for this; {department} at {site} has {allowed} places in {weeks} ({limit}), "
        "and {found} are taken."
    ),
    "why-full-also": N_(
        "It would also take a place in {department} at {site} in {weeks}: {allowed} places ({limit}), "
        "and {found} are taken."
    ),
    "why-full-shares": N_("{department} at {site} has no room for one more in {weeks} ({limit})."),
    "why-site-full": N_(
        "{wanted} people ask for this; {site} receives {allowed} over the round ({limit}), and {found} come."
    ),
    "why-site-weeks": N_("{site} has room for {allowed} in {weeks} ({limit}), and {found} are taken."),
    "why-price": N_("One more place there would be worth {found} points to all together."),
    "why-price-weeks": N_("One more place there in each of these weeks would be worth {found} points to all together."),
    "why-instead": N_("To meet it, the best rotation would be:"),
    "why-block": N_("{department}, {site}: {weeks}"),
    "why-own": N_("With it this learner would have {found} points instead of {allowed}."),
    "why-loss-open": N_("What it would cost the others, prices do not tell; planning again with the wish met does."),
    "why-loss-least": N_("All together would lose at least {found} points."),
    "why-loss-between": N_("All together would lose at least {found} and at most {allowed} points."),
    "why-loss-exact": N_("All together would lose exactly {found} points: planned again with the wish met."),
    "why-loss-none": N_("Another plan that is worth the same meets it: planned again with the wish met."),
    "why-loss-never": N_("It is proven that no plan that places everyone meets it."),
    "why-no-order": N_(
        "No learner comes before another and no order was drawn: the plan has the most points in sum, and a wish of "
        "rank 1 counts {found}. Where too many ask for the same, those give way who lose least by it."
    ),
    "worth-price": N_("{department} at {site}, {weeks}: {found} points ({limit}: {allowed})"),
    "alone-conflict": N_("{learners} can't be placed at all. Without any one of these it would be possible:"),
    # rules of one learner that stand in the way together (`engine.explain.own`)
    "own-lock": N_("{learners} is imposed in {department} at {site} in {weeks}."),
    "own-absence": N_("{learners} can't attend in {weeks}."),
    "own-track": N_("The track of {learners} is fixed: {track}."),
    "own-track-sites": N_("The tracks of {programme} are done at certain sites only."),
    "own-max-sites": N_n("One learner works at {found} site at most.", "One learner works at {found} sites at most."),
    "own-order": N_("“{requirement}” comes after “{before}”."),
    "own-requirement-sites": N_("“{requirement}” is done at certain sites only."),
    "own-no-offer": N_("{department} at {site} offers no place in {weeks}."),
    "own-imposed": N_("The place of “{requirement}” is imposed on {learners}: {records}."),
    "own-again": N_("{learners} may not return to {records}, by an earlier round."),
    "own-language": N_("{department} at {site} asks for {language}, which {learners} lacks."),
    "own-shifts": N_("“{requirement}” is done by certain shifts only."),
    "own-beside": N_("“{requirement}” and “{beside}” are done in the same weeks at the same site."),
    "own-nights-in-row": N_n(
        "{programme} allows {allowed} week on nights in a row.",
        "{programme} allows {allowed} weeks on nights in a row.",
        "allowed",
    ),
    "own-rest": N_n(
        "{programme} asks for {allowed} week of rest after nights.",
        "{programme} asks for {allowed} weeks of rest after nights.",
        "allowed",
    ),
    "own-together": N_("They move together: {learners}."),
    # concrete changes that make a round possible (`engine.explain.ways`)
    "edit-places": N_("{department} at {site}, {weeks}: places: {found} instead of {allowed} (+{more})"),
    "edit-teachers": N_(
        "{department} at {site}, {weeks}: teachers of {level} level with a certificate: {found} instead of {allowed} "
        "(+{more})"
    ),
    "edit-room": N_n(
        "{department} at {site}: room for {found} learner instead of {allowed}",
        "{department} at {site}: room for {found} learners instead of {allowed}",
    ),
    "edit-beds": N_("{department} at {site}: {found} beds instead of {allowed}"),
    "edit-quota": N_("{site}: {found} people over the round instead of {allowed}"),
    "edit-minimum": N_("{department} at {site}: a minimum of {found} learners instead of {allowed} in {weeks}"),
    "edit-quota-minimum": N_("{site}: a minimum of {found} people instead of {allowed}"),
    "edit-housing": N_("{site}, {weeks}: {limit}: {found} instead of {allowed}"),
    "edit-beside-reserved": N_("{site} {department}: {more} more places beside those reserved"),
    "edit-lock": N_("Lift the imposed placement of {learners} in {department}, {weeks}"),
    "edit-absence": N_("Let {learners} attend in {weeks}"),
    "edit-track": N_("Leave the track of {learners} open instead of {track}"),
    "edit-imposed": N_("Leave open where {learners} does “{requirement}”, instead of {records}"),
    "edit-again": N_("Let {learners} return to {records}"),
    "edit-apart": N_("Plan these learners each alone, although they move together: {learners}"),
    "edit-later": N_("To another round ({count}): {learners}"),
    # records that conflict (`engine.explain.conflict`)
    "conflict-offer": N_("{department} at {site} offers {allowed} places in {weeks}."),
    "conflict-teachers": N_("The teachers of {department} at {site} may teach {allowed} learners in {weeks} (VN-05)."),
    "conflict-room": N_("The teaching room of {department} at {site} holds {allowed}."),
    "conflict-beds": N_("The beds and chairs of {department} at {site} allow {allowed} learners (VN-08)."),
    "conflict-quota": N_("{site} receives at most {allowed} people over the round."),
    "conflict-quota-minimum": N_("{site} is to receive at least {allowed} people over the round."),
    "conflict-minimum": N_("{department} at {site} is to have at least {allowed} learners in {weeks}."),
    "conflict-housing": N_("{site}: {limit}: {allowed}."),
    "conflict-reserved": N_("{department} at {site} keeps {allowed} places for some in {weeks}."),
    "conflict-quota-reserved": N_("{site} keeps {allowed} places for some over the round."),
    "conflict-together": N_("Group {group} moves together ({found} people)."),
}
