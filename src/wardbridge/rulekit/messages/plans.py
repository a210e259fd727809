"""Plan files: what can be wrong with one, and the words of ``plan.xlsx``."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_

MESSAGES = {
    "round-file-json": N_("{found} can't be unpacked or read as JSON"),
    "round-file-schema": N_("this is not a round: {found} does not say that it is “{allowed}”"),
    "round-file-version": N_("the round is of version {found}; version {allowed} is read here"),
    "round-file-size": N_("{found} holds more than {allowed} bytes"),
    "round-file-row": N_("this row can't be read: {found}"),
    "plan-too-large": N_("the file is larger than {allowed}"),
    "plan-not-utf8": N_("the file is not UTF-8 text (byte {found})"),
    "plan-not-json": N_("this is not JSON: {found}"),
    "plan-schema": N_("this is not a plan: schema is “{found}”, not “{allowed}”"),
    "plan-version": N_("the plan is of version {found}; version {allowed} is read here"),
    "plan-other-round": N_("the plan is for the round “{found}”, the workbook for “{allowed}”"),
    "plan-field": N_("“{found}” stands where {allowed} is expected"),
    "plan-weeks": N_("“{found}” is not a list of different weeks in {allowed}"),
    "plan-learner": N_("the workbook knows no learner “{found}”"),
    "plan-department": N_("the workbook knows no department “{found}”"),
    "plan-track": N_("the programme has no track “{found}”; it has {allowed}"),
    "plan-no-sheet": N_("no sheet holds a plan: a header row with {allowed} and the weeks is missing"),
    "plan-twice": N_("the learner “{found}” stands twice in this sheet"),
    "plan-edit-conflict": N_("this cell says “{found}”, but the sheet {other} says “{allowed}” for the same week"),
    "plan-code-missing": N_("the student code is missing in a row that names departments"),
    "plan-book-title": N_("Plan of {round}"),
    "plan-book-edit": N_(
        "To change the plan, write another department's code in a week's cell, or empty it, in this sheet or in the "
        "hospital's; then have it judged by “wardbridge check”."
    ),
    "plan-code": N_("Student code"),
    "plan-family": N_("Family name"),
    "plan-middle": N_("Middle name"),
    "plan-given": N_("Given name"),
    "plan-born": N_("Born"),
    "plan-class": N_("Class"),
    "plan-group": N_("Group"),
    "plan-track-name": N_("Track"),
    "plan-hospital": N_("Hospital"),
    "plan-wishes": N_("Wishes met (ranks)"),
    "plan-loads": N_("Loads"),
    "plan-list": N_("List {code}"),
    "plan-department-code": N_("Department"),
    "plan-department-name": N_("Name"),
    "plan-week": N_("Week"),
    "plan-from": N_("From"),
    "plan-to": N_("To"),
    "plan-load": N_("Learners"),
    "plan-limit": N_("Most allowed"),
    "plan-free": N_("Places left"),
    "plan-cause": N_("What binds"),
    "cause-offer": N_("offer"),
    "cause-teachers": N_("teachers"),
    "cause-beds": N_("beds"),
    "cause-room": N_("room"),
}
