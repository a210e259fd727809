"""Why a hospital declines: coded reasons with texts in three languages, one dated edition a file.

An edition is never changed once it was used: another list is another file, and a request keeps the edition it used.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Reason:
    """A code, its text by language, and whether words must say more."""

    code: str
    texts: dict[str, str]
    words: bool = False

    @property
    def text(self) -> str:
        """The text in the active language."""
        return self.texts.get((get_language() or "vi")[:2]) or self.texts["vi"]


@dataclass(frozen=True, slots=True)
class Edition:
    """A list in force from a day on."""

    name: str
    first: date
    reasons: tuple[Reason, ...]

    def find(self, code: str) -> Reason | None:
        return next((one for one in self.reasons if one.code == code), None)


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition, the oldest first."""
    found = []
    for file in files(__name__).iterdir():
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            rows = tuple(
                Reason(row["code"], {key: row[key] for key in ("vi", "en", "fr")}, row.get("words", False))
                for row in data["reason"]
            )
            found.append(Edition(file.name.removesuffix(".toml"), data["first"], rows))
    return tuple(sorted(found, key=lambda one: one.first))


def in_force(day: date) -> Edition:
    """The edition of a day; the oldest for days before it."""
    return next((one for one in reversed(editions()) if one.first <= day), editions()[0])


def text_of(edition: str, code: str) -> str:
    """The text of a stored code in the active language; the code itself for one that no file knows."""
    found = next((one.find(code) for one in editions() if one.name == edition), None)
    return found.text if found else code
