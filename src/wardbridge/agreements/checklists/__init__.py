"""Which clauses a text must have, by its subject: data in TOML, with their basis and a text to begin from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Item:
    """A clause of the list: its code, its title and a text to begin from, by language."""

    code: str
    titles: dict[str, str]
    texts: dict[str, str]

    def title_in(self, language: str) -> str:
        return self.titles.get(language[:2]) or self.titles["vi"]

    @property
    def title(self) -> str:
        """The title in the active language."""
        return self.title_in(get_language() or "vi")


@dataclass(frozen=True, slots=True)
class Checklist:
    """The clauses in their order, the rules they come from, the law a text cites, and whether these are confirmed."""

    basis: str
    law: str
    confirmed: bool
    items: tuple[Item, ...]

    def titled(self, code: str, language: str) -> str:
        """The title of the clause `code`; the code itself for one that the list doesn't know."""
        return next((one.title_in(language) for one in self.items if one.code == code), code)


@cache
def checklist(subject: str) -> Checklist:
    """The list of a subject (`enums.Subject`)."""
    data = tomllib.loads(files(__name__).joinpath(f"{subject}.toml").read_text(encoding="utf-8"))
    items = tuple(
        Item(row["code"], {key: row[key] for key in ("vi", "en", "fr")}, dict(row["text"])) for row in data["clause"]
    )
    return Checklist(data["basis"], data["law"], data["confirmed"], items)
