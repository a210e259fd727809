"""What is wrong with a MiniZinc data file of a benchmark."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_

MESSAGES = {
    "dzn-statement": N_("This is not “name = value;”: “{found}”."),
    "dzn-value": N_("The value is neither a whole number nor a list of whole numbers: “{found}”."),
    "dzn-twice": N_("The name {found} stands twice."),
    "dzn-missing": N_("The name {allowed} is missing."),
    "dzn-count": N_("There are {found} figures; {allowed} are expected."),
    "dzn-range": N_("The figure {found} is outside of {allowed}."),
}
