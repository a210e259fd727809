"""The language the command line speaks: chosen once at the start, then used by every text."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en", "fr")
DEFAULT = "vi"
"""Where the environment names none of ours, as for the platform itself."""

_VARIABLES = ("WARDBRIDGE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_active = [DEFAULT]


def N_(message: str) -> str:  # noqa: N802 - the customary name, known to the extraction
    """Mark a text for translation and return it unchanged."""
    return message


def _(message: str) -> str:
    """The text in the active language; English where there is no translation."""
    return message if active() == "en" else _catalogue(active()).gettext(message)


def active() -> str:
    """Code of the active language."""
    return _active[0]


def activate(language: str) -> None:
    """Make `language` (one of `LANGUAGES`) the active one."""
    _active[0] = language


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of a call: ``--language``, else the environment's locale, else `DEFAULT`.

    An unknown ``--language`` is passed over here and refused by the command itself, in the language found.
    """
    for place, argument in enumerate(arguments):
        name, _equals, value = argument.partition("=")
        following = value or next(iter(arguments[place + 1 : place + 2]), "")
        if name == "--language" and following in LANGUAGES:
            return following
    return _of_locale(environment)


def _of_locale(environment: Mapping[str, str]) -> str:
    """The first of the variables that is set decides, as the locale's own rules have it; C and POSIX name none."""
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    code = locale[:2].lower()
    return code if code in LANGUAGES and locale[2:3] in {"", "_", "-", ".", "@"} else DEFAULT


def activate_from(arguments: Sequence[str]) -> None:
    """Set the language of this call."""
    activate(chosen(arguments, os.environ))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", str(Path(__file__).parent / "locale"), languages=[language], fallback=True)
