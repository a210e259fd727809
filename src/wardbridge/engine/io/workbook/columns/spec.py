"""What a sheet and a column of the workbook are: the one declaration behind template, reading, writing and docs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardbridge.engine.io.sheets import Skill, Span
from wardbridge.rulekit.messages import catalogue

MOST_LEARNERS = 20_000
"""Largest number of learners, beds or places that is taken for a figure and not for a slip."""


class Kind(StrEnum):
    """How the text of a cell is understood."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    WHOLE = "whole"
    DATE = "date"
    DATES = "dates"
    SPANS = "spans"
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    NAME_PART = "name-part"
    FULL_NAME = "full-name"
    WAYS = "ways"
    SKILLS = "skills"


@dataclass(frozen=True, slots=True)
class Label:
    """A header, a sheet's title or a word in three languages, with other ways to write it."""

    en: str
    vi: str
    fr: str
    others: tuple[str, ...] = ()

    def of(self, language: str) -> str:
        """In `language`; English for a language that is not one of ours."""
        return {"vi": self.vi, "fr": self.fr}.get(language, self.en)

    def spellings(self) -> tuple[str, ...]:
        """Every way to write it that is accepted."""
        return (self.en, self.vi, self.fr, *self.others)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a vocabulary: the value stored, and how people write it."""

    value: str
    label: Label


Example = str | int | bool | date | tuple[str, ...] | tuple[date, ...] | tuple[Span, ...] | tuple[Skill, ...] | None
"""What the template's example row shows; a `Word`'s value where the column has a vocabulary."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    key
        Field of the sheet's row class; a dot enters a field (``name.vi``).
    required
        The cell may not be blank.
    refers
        What the cell holds codes of, a key of `DEFINED`; ``""`` when of nothing.
    words
        Vocabulary of a choice.
    minimum, maximum
        Bounds of a whole number, both inside; `maximum` of a text is its length in characters.
    """

    key: str
    label: Label
    kind: Kind
    required: bool = False
    example: Example = None
    refers: str = ""
    words: tuple[Word, ...] = ()
    minimum: int = 0
    maximum: int = 200
    width: int = 14

    @property
    def slug(self) -> str:
        """The key as it stands in message codes: ``name.vi`` → ``name-vi``."""
        return self.key.replace(".", "-").replace("_", "-")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, its columns and the class of its rows.

    `required` says that a round can't do without at least one row of it.
    """

    key: str
    label: Label
    row: Callable[..., object]
    columns: tuple[Column, ...]
    required: bool = False

    def note(self, column: Column) -> str:
        """Message code of the column's explanation: the sheet's own, else what all sheets say of such a column."""
        own = f"column-{self.key}-{column.slug}"
        return own if own in catalogue() else f"column-{column.slug}"

    @property
    def about(self) -> str:
        """Message code of the sheet's explanation."""
        return f"sheet-{self.key}"


DEFINED = {
    "sites": ("sites", "code"),
    "departments": ("departments", "code"),
    "programmes": ("programmes", "code"),
    "requirements": ("requirements", "code"),
    "learners": ("learners", "code"),
    "groups": ("groups", "code"),
    "disciplines": ("departments", "discipline"),
    "tracks": ("programmes", "track"),
}
"""Where codes that are referred to stand: sheet and column."""
