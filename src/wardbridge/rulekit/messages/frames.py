"""Words around every message: where it is, how a list ends, a code without a sentence."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_

MESSAGES = {
    "place-sheet": N_("sheet {sheet}"),
    "place-row": N_("row {row}"),
    "place-column": N_("column {column}"),
    "place-and-message": N_("{place}: {message}"),
    "list-more": N_("{names} and {count} more"),
    "weeks-and-dates": N_("{weeks} ({first} – {last})"),
    "weeks-and-shift": N_("{weeks}, {shift}"),
    "shift-day": N_("by day"),
    "shift-morning": N_("mornings"),
    "shift-afternoon": N_("afternoons"),
    "shift-night": N_("nights"),
    "code-unknown": N_("{code} (found: {found}; allowed: {allowed})"),
}
