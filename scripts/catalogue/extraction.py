"""Find the translatable texts of a file, in pure Python (Babel; Django turns its templates into Python first)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from catalogue.units import SUFFIXES

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "N_n": (1, 2),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A source text: context (or empty), singular, plural (or empty)."""

    singular: str
    plural: str = ""
    context: str = ""


@dataclass(slots=True)
class Found:
    """Where a text stands and what the author tells the translator."""

    files: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def texts_of(path: Path) -> Iterator[tuple[Text, list[str]]]:
    """Yield each text of the file with the comments above it that begin with ``Translators:``."""
    kind = SUFFIXES[path.suffix]
    content = path.read_text(encoding="utf-8")
    if kind == "template":
        content = _as_python(content, path)
    method = "javascript" if kind == "javascript" else "python"
    rows = extract(method, BytesIO(content.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"}, True)
    for _line, message, comments, context in rows:
        singular, plural = message[:2] if isinstance(message, tuple | list) else (message, "")
        if singular:
            yield Text(singular, plural or "", context or ""), list(comments)


def domain_of(path: Path) -> str:
    """Domain of the catalogue that takes the file's texts."""
    return "djangojs" if path.suffix == ".js" else "django"


def collect(files: Iterable[Path], base: Path) -> dict[Text, Found]:
    """Text → where it stands (paths relative to `base`, no line numbers: they only make conflicts)."""
    found: dict[Text, Found] = {}
    for path in files:
        name = path.relative_to(base).as_posix()
        for text, comments in texts_of(path):
            here = found.setdefault(text, Found())
            if name not in here.files:
                here.files.append(name)
            here.comments.extend(comment for comment in comments if comment not in here.comments)
    return found


def _as_python(content: str, path: Path) -> str:
    """A template as calls of gettext; leading blanks go, since the tokenizer would take them for indentation."""
    return "\n".join(line.lstrip() for line in templatize(content, origin=str(path)).split("\n"))
