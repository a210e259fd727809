"""One catalogue of messages for pages, command line and API: a code and parameters become a sentence.

Every module of this package that defines ``MESSAGES`` (code → English template, marked by `N_`) takes part;
translations live in ``rulekit/locale``. Nothing here needs Django.
"""

from __future__ import annotations

from wardbridge.rulekit.messages.figures import LANGUAGES, format_date, format_number, format_param, format_week
from wardbridge.rulekit.messages.loading import Param, UnknownCode, catalogue, text
from wardbridge.rulekit.messages.rendering import render_fault, render_place, render_violation

__all__ = [
    "LANGUAGES",
    "Param",
    "UnknownCode",
    "catalogue",
    "format_date",
    "format_number",
    "format_param",
    "format_week",
    "render_fault",
    "render_place",
    "render_violation",
    "text",
]
