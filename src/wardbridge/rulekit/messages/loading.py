"""Find the templates of all modules here, and their translation."""

from __future__ import annotations

import gettext
import importlib
import pkgutil
from collections.abc import Mapping
from datetime import date
from functools import cache
from math import ceil, isfinite
from pathlib import Path
from types import MappingProxyType

from wardbridge.rulekit.messages.figures import format_param
from wardbridge.rulekit.messages.marking import Plural

LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "django"
"""Name of the catalogue files: the one the project's message script uses for every package."""

Param = str | int | float | date


class UnknownCode(KeyError):
    """A code that no module of the catalogue defines."""


@cache
def catalogue() -> Mapping[str, str]:
    """Every code with its English template.

    Raises
    ------
    RuntimeError
        Two modules define the same code.
    """
    found: dict[str, str] = {}
    package = importlib.import_module(__package__ or "")
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        messages: Mapping[str, str] = getattr(module, "MESSAGES", {})
        twice = found.keys() & messages.keys()
        if twice:
            raise RuntimeError(f"{module.__name__} defines again: {', '.join(sorted(twice))}")
        found |= messages
    return MappingProxyType(found)


@cache
def _translation(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, str(LOCALE), languages=[language], fallback=True)


def template(code: str, language: str, params: Mapping[str, Param] | None = None) -> str:
    """The template of a code in a language, in the form that the parameters count; English without a translation.

    Raises
    ------
    UnknownCode
        No module defines the code.
    """
    try:
        english = catalogue()[code]
    except KeyError:
        raise UnknownCode(code) from None
    if isinstance(english, Plural):
        number = _counted((params or {}).get(english.by, ""))
        if language == "en":
            return str(english) if number == 1 else english.many
        return _translation(language).ngettext(str(english), english.many, number)
    return english if language == "en" else _translation(language).gettext(english)


def _counted(value: Param) -> int:
    """The number by which a form is chosen; what isn't one whole thing is several."""
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        return 2
    return 2 if not isfinite(number) else max(0, ceil(number))


def text(code: str, language: str, /, **params: Param) -> str:
    """The sentence of a code in a language, its ``{placeholders}`` filled.

    Numbers and dates (also those written ``yyyy-mm-dd`` inside a text) are written as the language does; a
    placeholder without a parameter stays visible, so that a message is never lost over a missing figure.

    Raises
    ------
    UnknownCode
        No module defines the code.
    """
    shown = {name: format_param(value, language) for name, value in params.items()}
    return template(code, language, params).format_map(_Shown(shown))


class _Shown(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
