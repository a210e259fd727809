"""What is wrong with a file, a sheet, a row or a cell of an input."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_

MESSAGES = {
    # the file
    "file-unreadable": N_("The file can't be opened: {found}."),
    "file-empty": N_("The file is empty."),
    "file-not-workbook": N_("This is not a spreadsheet. Save it as an Excel workbook (.xlsx) and try again."),
    "file-damaged": N_(
        "The file is damaged or incomplete ({found}). Open it in a spreadsheet program and save it anew."
    ),
    "file-encrypted": N_("The file is protected by a password. Remove the password and try again."),
    "file-too-large": N_("The file is too large: {found}, where at most {allowed} is accepted."),
    "file-too-slow": N_(
        "Reading the file took longer than {allowed}. Copy the rows into an empty template and try again."
    ),
    "file-too-costly": N_(
        "Reading the file needs too much memory. Often a stray cell far below or far to the right is the cause: "
        "copy the rows into an empty template and try again."
    ),
    "archive-members": N_("The file has {found} parts inside; at most {allowed} are accepted."),
    "archive-too-large": N_("Unpacked, the file would take {found}; at most {allowed} is accepted."),
    "archive-ratio": N_("A part of the file grows {found}-fold when unpacked; at most {allowed}-fold is accepted."),
    "archive-member-twice": N_("The file holds the part “{found}” twice."),
    "archive-nested": N_("The file holds another archive inside: “{found}”."),
    "workbook-part-missing": N_("This is not a spreadsheet: the part “{found}” is missing."),
    "workbook-entities": N_(
        "The part “{found}” of the file declares document types or entities, which no spreadsheet needs."
    ),
    "workbook-sheets": N_("The workbook has {found} sheets; at most {allowed} are accepted."),
    "workbook-rows": N_("A sheet has too many rows ({found}); at most {allowed} are accepted."),
    "workbook-columns": N_("A sheet has too many columns ({found}); at most {allowed} are accepted."),
    "workbook-cells": N_("The workbook has {found} filled cells; at most {allowed} are accepted."),
    "workbook-characters": N_("The workbook holds {found} characters of text; at most {allowed} are accepted."),
    "macros-ignored": N_("The workbook contains macros. They were not run and are not kept."),
    "links-ignored": N_("The workbook refers to other files. They were not opened; the values last saved were read."),
    # sheets and headers
    "sheet-missing": N_("The workbook has no sheet {allowed}."),
    "sheet-empty": N_("The sheet {allowed} has no row."),
    "sheet-twice": N_("The sheets “{found}” and “{allowed}” are the same sheet under two names."),
    "ways-unreadable": N_("“{found}” is no list of lengths in weeks; write it as {allowed}"),
    "ways-weeks": N_("the longest way takes {found} weeks, but the requirement takes {allowed}"),
    "ways-inside": N_("one way is part of another: “{found}”"),
    "skill-unreadable": N_("“{found}” is no language with a level from A1 to C2; write it as {allowed}"),
    "beside-differs": N_(
        "“{found}” can't be done beside this: both take one discipline and the same weeks, one by mornings and one by "
        "afternoons, neither comes after the other, and no third one is with them"
    ),
    "sheet-unknown": N_("The sheet “{found}” is none of the workbook’s and was not read."),
    "header-missing": N_("No header was found in the first rows. Copy the header from the template."),
    "header-repeated": N_("The column “{found}” stands twice."),
    "column-missing": N_("The column “{allowed}” is missing."),
    "column-unknown": N_("The column “{found}” is unknown and was not read."),
    "round-twice": N_("The sheet has {found} rows, but a workbook holds one round."),
    "merged-filled": N_("Merged cells: the value of the top cell was taken for {found} more."),
    # rows
    "row-repeated": N_("This row repeats row {allowed} exactly and was left out."),
    "example-left": N_("The row still holds codes of the example. Overwrite all of it or delete it."),
    "required-empty": N_("This may not be blank."),
    # cells
    "cell-error": N_("The cell holds the error {found}. Correct the formula or type the value."),
    "cell-uncomputed": N_(
        "The cell holds a formula that was never computed. Open the file in a spreadsheet program and save it."
    ),
    "text-too-long": N_("The text has {length} characters; at most {allowed} are accepted."),
    "code-unreadable": N_(
        "“{found}” can't be a code. Use letters, digits, spaces and . _ - / only, and begin with a letter or digit."
    ),
    "number-unreadable": N_("“{found}” is not a number; allowed is {allowed}."),
    "number-not-whole": N_("{found} is not a whole number; allowed is {allowed}."),
    "figure-range": N_("{found} is out of range; allowed is {allowed}."),
    "date-unreadable": N_("“{found}” is not a date. Type day/month/year, such as 03/03/2025."),
    "date-out-of-range": N_("The year of “{found}” is out of range; allowed is {allowed}."),
    "span-unreadable": N_(
        "“{found}” is not a span of days. Type it as 05/05/2025-11/05/2025; separate several by semicolons."
    ),
    "span-reversed": N_("The last day lies before the first ({found})."),
    "yes-no-unreadable": N_("“{found}” is neither yes nor no; allowed is {allowed}."),
    "word-unknown": N_("“{found}” is not one of the words allowed: {allowed}."),
    # warnings about cells
    "code-was-number": N_(
        "{count} codes of this column are numbers, from “{found}” on: leading zeros may be lost. Make the column text."
    ),
    "date-was-number": N_("{count} dates of this column are plain numbers, from {found} on, and were read as dates."),
    "text-like-formula": N_(
        "{count} texts of this column begin like a formula, from “{found}” on; they are kept as text."
    ),
    "legacy-converted": N_(
        "The text was typed in an old Vietnamese encoding ({found}) and was converted. Check the names."
    ),
    "born-implausible": N_("Born on {found}, the learner would be {age} in the year of the round. Check the date."),
    "name-one-word": N_("“{found}” is a single word; it was taken for the given name."),
    "name-with-digit": N_("The name “{found}” holds a digit."),
    # warnings about the round
    "days-outside-round": N_("{found} lies outside the round ({allowed}) and has no effect."),
    "learner-nothing-required": N_(
        "Nothing is required of {count} learners: the programme “{found}” has no requirement."
    ),
    "quotas-too-few": N_("The sites together receive {found} learners, but there are {allowed}."),
    # lists that are not the template
    "quotes-unbalanced": N_("Quotation marks are unbalanced; check the rows near them."),
    "list-empty": N_("No learner was found: a learner's row has a name, and a student code or a birth date."),
    "list-sheet-missing": N_("The file has no sheet “{found}”."),
    "list-lines-skipped": N_(
        "{found} lines between the learners are no learners and were left out (titles of groups, headers)."
    ),
    # changes of a round
    "changes-empty": N_("The file names no change."),
    "changes-not-json": N_("This is not a list of changes in JSON ({found})."),
    "change-twice": N_("The change of {found} is said twice for the same days."),
    # between rows
    "not-monday": N_("{found} is not a Monday; a round begins on a Monday."),
    "duplicate-code": N_("“{found}” stands twice; it may stand only once."),
    "unknown-reference": N_("“{found}” is named here but defined nowhere."),
    "bounds-crossed": N_("The minimum {found} is above the maximum {allowed}."),
    "place-site": N_("The department belongs to the site {allowed}, not to {found}."),
    "place-level": N_("The programme is of the level {allowed}, not {found}."),
    "place-school": N_("The programme is of the school {allowed}, not {found}."),
    "quota-column": N_("Only a row for a whole site may have this; with a department {found} would say nothing."),
    "reserve-overlap": N_("Some learners would be in two reserves at a time, this one and that for {found}."),
    "reserves-over": N_("The row has {found} places, but {allowed} of them are kept."),
    "reserves-many": N_("There are {found} reserves at a time here; at most {allowed} can be planned."),
    "quota-dates": N_(
        "A row for a whole site counts over the whole round; the date {found} would cut it short (round: {allowed})."
    ),
    "outside-round": N_("{found} lies outside the round ({allowed})."),
    "programme-differs": N_("The rows of one programme say different things: {found} here, {allowed} above."),
    "order-cycle": N_("{found} would have to come after itself."),
    "requirement-too-long": N_("The requirements take {found} weeks, but the round has {allowed}."),
    "wish-empty": N_("The wish of learner {found} names nothing."),
    "group-programme": N_("“{found}” is a class or group of the programme {allowed}, not of this learner's."),
    "leader-elsewhere": N_("Learner {found} leads {allowed} without being a member of it."),
    "exception-no-group": N_("Learner {found} moves with no group; an exception is of somebody who does."),
    "exception-locked": N_("Learner {found} has an exception and is locked in department {allowed} in the same weeks."),
    "exception-all": N_("All of group {found} have exceptions; the plan is made for those of it who have none."),
    "group-mixed-programme": N_("Who moves together shares programme and track: {found} here, {allowed} above."),
}
