"""Matching: what can be wrong with choices, why a wish was not met, what a method promises, words of its files."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_

MESSAGES = {
    # what is wrong with a market
    "market-no-learner": N_("There is no learner."),
    "market-no-hospital": N_("There is no hospital."),
    "market-shape": N_("A list of the market has the wrong length ({found}, where {allowed} is expected)."),
    "market-index": N_("{found} points outside of what there is ({allowed})."),
    "market-learner-twice": N_("The learner “{found}” stands {count} times; a learner may stand only once."),
    "market-hospital-twice": N_("The hospital “{found}” stands {count} times; a hospital may stand only once."),
    "market-region-twice": N_("The region “{found}” stands {count} times; a region may stand only once."),
    "market-quota-range": N_("The hospital {hospital} has the quota {found}; allowed is {allowed}."),
    "market-quota-crossed": N_("The hospital {hospital} has a minimum of {found} above its maximum of {allowed}."),
    "market-minimums-many": N_("The minimums come to {found} learners together, but there are {allowed}."),
    "market-region-range": N_("The region {region} has the maximum {found}; allowed is {allowed}."),
    "market-region-crossed": N_(
        "The minimums of the hospitals in the region {region} come to {found}, above its maximum of {allowed}."
    ),
    "market-score": N_("The score of the learner {learner} is no number ({found})."),
    "market-priority": N_("A hospital's order gives the learner {learner} a figure that is no number ({found})."),
    "market-wish-twice": N_("The learner {learner} wishes for {found} twice."),
    "market-rank": N_("The wishes of the learner {learner} are not in the order of their ranks."),
    "market-couple-alone": N_("{first} can't be a couple with himself."),
    "market-couple-twice": N_("The learner {learner} belongs to two couples."),
    "market-couple-pair-twice": N_("The couple {first}, {second} wishes for the same pair of hospitals twice."),
    "market-couple-unlisted": N_(
        "One member of the couple {first}, {second} has no hospital that would take him in any of their pairs."
    ),
    "market-couple-wish": N_("The couple of {learner} wishes for {found}, which he doesn't list himself."),
    "market-couples-method": N_("Couples can be matched by the method “{allowed}” only, not by “{found}”."),
    "market-couples-quotas": N_(
        "Together with couples, minimums and maximums of regions can't be kept. Leave out the one or the other."
    ),
    # what is wrong with, or to look at in, the file
    "match-sheet-unknown": N_("The sheet “{found}” is none of the five and was not read."),
    "match-score": N_("“{found}” is not a number. Type a score such as 8.25 or 8,25."),
    "match-score-missing": N_("This learner has no score, but others have one."),
    "match-unranked": N_("{found} ranks some learners, but not all: {count} wishes for it were left out."),
    "match-rankings-ignored": N_("The hospitals' rankings are not used by this method."),
    # what the judge may find
    "match-not-listed": N_("{learner} is at {hospital}, which is none of his wishes."),
    "match-over": N_("{hospital} receives {found} learners; its maximum is {allowed}."),
    "match-under": N_("{hospital} receives {found} learners; its minimum is {allowed}."),
    "match-region-over": N_("The hospitals of {hospital} receive {found} learners; the region's maximum is {allowed}."),
    "match-envy": N_("{learner} would rather be at {hospital}, which took somebody who stands behind him."),
    "match-empty": N_("{learner} would rather be at {hospital}, where a place is free."),
    "match-blocking": N_("{learner} and {hospital} would rather have each other."),
    # why a wish was not met
    "reason-no-wish": N_("There is no wish that could be met."),
    "reason-no-place": N_("{hospital} receives nobody."),
    "reason-score": N_("{hospital} took {filled}; the last of them had the score {last}, you have {own}."),
    "reason-rank": N_("{hospital} took {filled}; the last of them stood at rank {last} of its list, you at {own}."),
    "reason-drawn": N_(
        "The last one whom {hospital} took stood level with you. The draw with the seed {seed} decided: "
        "his lot was number {last_lot}, yours number {lot}."
    ),
    "reason-region": N_("{hospital} has room, but its region {region} has its {cap} learners."),
    "reason-minimum": N_("The places at {hospital} that you could have had were needed for the hospitals' minimums."),
    "reason-couple": N_("{hospital}: one of the two would not have taken its part of the pair."),
    "reason-rank-maximal": N_(
        "{hospital} took {filled}. With you there, fewer learners would have a first wish, or as many a first and "
        "fewer a second, and so on; or it would be as good, and the order of merit decided."
    ),
    "reason-generous": N_(
        "{hospital} took {filled}. With you there, fewer learners would be placed or more would have their last "
        "wishes; or it would be as good, and the order of merit decided."
    ),
    # what a method promises
    "promise-stable": N_("stable: no learner and no hospital would rather have each other"),
    "promise-envy-free": N_("no hospital took somebody who stands behind a learner who would rather be there"),
    "promise-non-wasteful": N_("no place is left free that somebody would rather have and may have"),
    "promise-efficient": N_("nobody could have a dearer wish without another's loss"),
    "promise-strategy-proof": N_("no learner gains by another list than his true one"),
    "promise-minimums": N_("minimums are kept as far as any assignment can keep them"),
    "promise-most-first": N_("as many first wishes as can be, then as many second wishes, and so on"),
    "promise-most-placed": N_("as many learners placed as can be, then as few last wishes, and so on"),
    # words of match.xlsx
    "match-title": N_("Matching"),
    "match-learners": N_("Learners"),
    "match-hospitals": N_("Hospitals"),
    "match-draw": N_("Draw"),
    "match-none": N_("no place"),
    "match-reasons-more": N_("… and {count} more"),
    "match-column-code": N_("Code"),
    "match-column-name": N_("Name"),
    "match-column-score": N_("Score of the learner"),
    "match-column-hospital": N_("Hospital"),
    "match-column-hospital-name": N_("Name of the hospital"),
    "match-column-rank": N_("Rank of the wish"),
    "match-column-why": N_("Why not a dearer wish"),
    "match-column-region": N_("Region"),
    "match-column-minimum": N_("Minimum"),
    "match-column-maximum": N_("Maximum"),
    "match-column-placed": N_("Placed"),
    "match-column-last-score": N_("Score of the last one"),
    "match-column-last-rank": N_("Rank of the last one"),
    "match-column-lot-place": N_("Number drawn"),
    "match-column-lot": N_("Lot"),
    "match-column-lot-text": N_("Text whose SHA-256 is the lot"),
}
