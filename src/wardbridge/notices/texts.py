"""The sentences of notices: each app registers its kinds, in its `events.py`.

::

    texts.register(
        "schedule.published",
        subject=_("Your placement plan is out: {round}"),
        body=_("Version {number} of {round} is published. Your first department: {department}, from {first}."),
    )

Parameters are stored as data and put into words for each reader: a string or number as it stands, a name in three
languages as ``{"vi": …, "en": …, "fr": …}`` (`name_of`), a day as ``{"date": "2025-03-03"}`` (`day`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language

from wardbridge.core.models import Named

_texts: dict[str, tuple[Promise | str, Promise | str]] = {}


@dataclass(frozen=True, slots=True)
class Text:
    """A notice in the active language."""

    subject: str
    body: str


def register(kind: str, *, subject: Promise | str, body: Promise | str) -> str:
    """Say how a kind of notice reads; both templates are translated lazily and take the notice's parameters."""
    _texts[kind] = (subject, body)
    return kind


def known(kind: str) -> bool:
    return kind in _texts


def text_of(kind: str, params: Mapping[str, Any]) -> Text:
    """The notice in the active language; KeyError for a kind that no app registered."""
    subject, body = _texts[kind]
    said = {name: _in_words(value) for name, value in params.items()}
    return Text(" ".join(str(subject).format(**said).split()), str(body).format(**said))


def name_of(row: Named) -> dict[str, str]:
    """A name as a parameter, in all three languages."""
    return {"vi": row.name_in("vi"), "en": row.name_in("en"), "fr": row.name_in("fr")}


def day(value: date) -> dict[str, str]:
    """A day as a parameter."""
    return {"date": value.isoformat()}


def _in_words(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    if "date" in value:
        return formats.date_format(date.fromisoformat(value["date"]), "SHORT_DATE_FORMAT")
    return str(value.get((get_language() or "vi")[:2]) or value.get("vi", ""))
