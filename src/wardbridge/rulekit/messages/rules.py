"""What a plan breaks, why nobody could make a better one, and what is wrong with a problem or with parameters."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_, N_n

MESSAGES = {
    # Rules of a plan (violations of `engine.check`).
    "unknown-row": N_(
        "A row of the plan names a learner ({learners}), department ({department}) or week that the round doesn't have."
    ),
    "requirement-unknown": N_(
        "{learners} is in {department} in {weeks} for a requirement that the programme doesn't have."
    ),
    "discipline-mismatch": N_(
        "{learners} is in {department} in {weeks} for “{requirement}”, which can't be done in {discipline}."
    ),
    "track": N_("{learners} follows track “{track}”, which is not the learner's, or no track is named."),
    "track-site": N_(
        "{learners} is in {department} at {site} in {weeks}, but track “{track}” is not done at this site."
    ),
    "track-requirement": N_(
        "{learners} is in {department} in {weeks} for “{requirement}”, which is not part of track “{track}”."
    ),
    "required-blocks": N_("{learners} does {found} of {allowed} blocks that “{requirement}” requires."),
    "choice-repeated": N_(
        "{learners} does the same discipline twice for “{requirement}”, again in {department} in {weeks}."
    ),
    "block-length": N_("{learners} is in {department} for {found} weeks ({weeks}); “{requirement}” takes {allowed}."),
    "blocks-no-way": N_(
        "{learners} does “{requirement}” in blocks of {lengths} weeks ({weeks}); the ways to do it are: {ways}."
    ),
    "shift": N_("{learners} is in {department} in {weeks}, but “{requirement}” is not done at that time of the day."),
    "beside": N_(
        "{learners} is in {department} in {weeks} for “{requirement}”; “{beside}” must be done beside it, in the same "
        "weeks and at the same site, one by mornings and one by afternoons."
    ),
    "nights-in-row": N_("{learners} is on nights {found} weeks in a row ({weeks}); at most {allowed} are allowed."),
    "rest-after-nights": N_("After the nights of {learners} in {weeks} come {found} weeks of rest; {allowed} are due."),
    "imposed": N_(
        "{learners} does “{requirement}” in {department} in {weeks}, although its place is imposed: {records}."
    ),
    "again": N_("{learners} is in {department} at {site} in {weeks} again, although it was done in an earlier round."),
    "language": N_(
        "{department} at {site} asks for {language} at level {level}; {learners} ({weeks}) has level {has}."
    ),
    "block-broken": N_("The block of {learners} in {department} ({weeks}) is interrupted."),
    "requirement-site": N_(
        "{learners} is in {department} at {site} in {weeks}, but “{requirement}” can't be done at this site."
    ),
    "order": N_(
        "{learners} begins “{requirement}” in {department} ({weeks}) before “{before}” is done ({found} of {allowed})."
    ),
    "unavailable": N_("{learners} is placed in {department} in {weeks} but can't attend then."),
    "overlap": N_("{learners} has two placements at a time in {weeks}."),
    "lock": N_("{learners} is not in {department} in {weeks}, although the placement is imposed."),
    "max-sites": N_("{learners} works at {found} sites ({records}); at most {allowed} are allowed."),
    "together": N_("Group {group} moves together, but {learners} does otherwise."),
    "excused": N_(
        "{learners} moves with group {group} but for the exceptions recorded; the plan doesn't keep these in {weeks}."
    ),
    "no-offer": N_("{department} at {site} offers no place in {weeks} to {learners}."),
    "offer-max": N_n(
        "{department} at {site} has {found} learners in {weeks} and offers {allowed} place.",
        "{department} at {site} has {found} learners in {weeks} and offers {allowed} places.",
        "allowed",
    ),
    "offer-min": N_n(
        "{department} at {site} has {found} learner in {weeks}; at least {allowed} are agreed.",
        "{department} at {site} has {found} learners in {weeks}; at least {allowed} are agreed.",
    ),
    "VN-05": N_(
        "{department} at {site} in {weeks}: the {learners} learners take the time of {found} teachers "
        "for {level} level, and {allowed} who may teach it are present."
    ),
    "VN-08": N_(
        "{department} at {site} has {found} learners in {weeks}; its {beds} beds and {chairs} dental "
        "chairs allow {allowed}."
    ),
    "room": N_n(
        "{department} at {site} has {found} learner in {weeks}; its room holds {allowed}.",
        "{department} at {site} has {found} learners in {weeks}; its room holds {allowed}.",
    ),
    "quota-max": N_n(
        "{site} receives {found} person of {programme}; the agreement allows {allowed}.",
        "{site} receives {found} people of {programme}; the agreement allows {allowed}.",
    ),
    "quota-min": N_n(
        "{site} receives {found} person of {programme}; the agreement asks for {allowed}.",
        "{site} receives {found} people of {programme}; the agreement asks for {allowed}.",
    ),
    "VN-11": N_("{site} receives learners of {found} schools of one sort ({records}); at most {allowed} are allowed."),
    "offer-reserved": N_(
        "{department} at {site} has {found} other learners in {weeks}; beside the {reserved} reserved places it has "
        "{allowed} for them."
    ),
    "quota-reserved": N_(
        "{site} receives {found} other people; beside the {reserved} reserved places the agreement leaves {allowed}."
    ),
    "housing": N_("At {site} {found} learners need a place to sleep in {weeks}; there are {allowed}."),
    "housing-women": N_("At {site} {found} learners need a place in a room for women in {weeks}; there are {allowed}."),
    "housing-men": N_("At {site} {found} learners need a place in a room for men in {weeks}; there are {allowed}."),
    # Why not everyone could be placed (reasons of `engine.solve`).
    "places-missing": N_n(
        "{department} at {site} lacks {missing} place in {weeks}: {allowed} ({rule}), {found} would do.",
        "{department} at {site} lacks {missing} places in {weeks}: {allowed} ({rule}), {found} would do.",
        "missing",
    ),
    "quota-missing": N_n(
        "{site} would have to receive {missing} person more than agreed: {found} instead of {allowed}.",
        "{site} would have to receive {missing} more people than agreed: {found} instead of {allowed}.",
        "missing",
    ),
    "housing-missing": N_n(
        "{site} lacks {missing} place to sleep in {weeks}: there are {allowed}, {found} would do.",
        "{site} lacks {missing} places to sleep in {weeks}: there are {allowed}, {found} would do.",
        "missing",
    ),
    "minimum-missing": N_(
        "{site} {department} asks for at least {allowed} learners {weeks}; at most {found} can come."
    ),
    "lock-impossible": N_("Imposed placements of {learners} contradict each other or an absence."),
    "too-few-weeks": N_n(
        "{learners} can attend {found} week, but {allowed} are required.",
        "{learners} can attend {found} weeks, but {allowed} are required.",
    ),
    "no-department": N_("No department offers “{requirement}” to {learners} for long enough."),
    "no-rotation": N_(
        "{learners} has no order of departments that obeys all rules for one learner, even with unlimited places."
    ),
    "unit-does-not-fit": N_(
        "{learners} could not be fitted in as a whole ({found} people): the places that are free don't add up."
    ),
    # What is wrong with a problem built by a program, or with parameters.
    "index-range": N_("The problem refers to {found}, but there are only {allowed}."),
    "requirement-figures": N_("Requirement “{found}” has no weeks, or asks for more disciplines than it names."),
    "requirement-ways": N_(
        "The ways to do requirement “{found}” don't fit: the longest takes its weeks, and none is part of another."
    ),
    "requirement-beside": N_(
        "Requirement “{found}” and the one done beside it don't fit: same programme, track and lengths, one "
        "discipline, one by mornings and one by afternoons, each naming the other."
    ),
    "repair-side-by-side": N_(
        "a round with requirements side by side, or with members excused from their group, can't be repaired yet; "
        "plan it again"
    ),
    "nights-figures": N_("The rule of nights of programme “{found}” has a figure below its least."),
    "available-length": N_("The availability of {found} doesn't have one entry a week."),
    "programme-no-track": N_("Programme “{found}” has no track."),
    "guests-figure": N_("Guests in a department number {found}; they can't be fewer than {allowed}."),
    "excused-all": N_("All who move with learner {found} are excused at times; somebody must never be."),
    "excused-nothing": N_("Learner {found} is excused from no discipline and in no week."),
    "excused-locked": N_("Learner {found} is locked where and when he is excused."),
    "burden-figure": N_("A burden is {found}; it can't be less than {allowed}."),
    "max-sites-figure": N_("A learner may work at {found} sites; at least {allowed} is needed."),
    "units-not-partition": N_(
        "The groups that move together hold {found} members; each of the {allowed} learners must be in exactly one."
    ),
    "parameters-unreadable": N_("The parameters are not TOML: {found}"),
    "parameters-value": N_("This parameter is unknown or its value is out of range: {found}"),
}
