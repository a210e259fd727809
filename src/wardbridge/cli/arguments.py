"""Values given on the command line, checked all together before anything is read or written."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from wardbridge.cli.console import Refusal
from wardbridge.cli.language import LANGUAGES, _

MAX_SEED = 2**31 - 1
MAX_SECONDS = 10**7
"""About four months: a longer limit is none."""


MAX_SEED_LENGTH = 200
"""Longer than any text that is published for a draw, also the numbers of a public lottery."""


class Arguments:
    """Collects what is wrong with the values of one call; `done` refuses them together."""

    def __init__(self) -> None:
        self._wrong: list[str] = []

    def done(self) -> None:
        """Raise `Refusal` with every complaint when there is one."""
        if self._wrong:
            raise Refusal(*self._wrong)

    def language(self, value: str) -> str:
        if value not in LANGUAGES:
            self._wrong.append(_("--language is vi, en or fr, not “{found}”.").format(found=value))
        return value

    def seed(self, value: str) -> int:
        """A whole number from 0 to `MAX_SEED`; 0 beside a complaint."""
        if re.fullmatch(r"[0-9]{1,10}", value) and int(value) <= MAX_SEED:
            return int(value)
        text = _("--seed is a whole number from 0 to {most}, not “{found}”.")
        self._wrong.append(text.format(most=MAX_SEED, found=value))
        return 0

    def seconds(self, value: str) -> float | None:
        """Seconds of a time limit, `None` for a blank value (no limit)."""
        if not value:
            return None
        try:
            seconds = float(value)
        except ValueError:
            seconds = math.nan
        if 0 <= seconds <= MAX_SECONDS:
            return seconds
        text = _("--time-limit is a number of seconds from 0 to {most}, not “{found}”.")
        self._wrong.append(text.format(most=MAX_SECONDS, found=value))
        return None

    def whole(self, value: str, option: str, least: int, most: int) -> int:
        """A whole number from `least` to `most`; `least` beside a complaint."""
        if re.fullmatch(r"[0-9]{1,10}", value) and least <= int(value) <= most:
            return int(value)
        text = _("{option} is a whole number from {least} to {most}, not “{found}”.")
        self._wrong.append(text.format(option=option, least=least, most=most, found=value))
        return least

    def share(self, value: str, option: str) -> float:
        """A fraction from 0 to 1; 0 beside a complaint."""
        if re.fullmatch(r"0|1|[01]?\.[0-9]{1,9}", value) and float(value) <= 1:
            return float(value)
        self._wrong.append(_("{option} is a fraction from 0 to 1, not “{found}”.").format(option=option, found=value))
        return 0.0

    def choice(self, value: str, option: str, words: Sequence[str]) -> str:
        """One of some words; the first of them beside a complaint."""
        if value in words:
            return value
        text = _("{option} is one of {words}, not “{found}”.")
        self._wrong.append(text.format(option=option, words=", ".join(words), found=value))
        return words[0]

    def week_or_day(self, value: str) -> int | date | None:
        """A week of the round (from 1), or a day as 2025-03-17 or 17/03/2025; `None` for a blank value."""
        if not value:
            return None
        if re.fullmatch(r"[0-9]{1,3}", value):
            return int(value)
        try:
            day, month, year = (int(part) for part in value.split("/")) if "/" in value else (0, 0, 0)
            return date(year, month, day) if year else date.fromisoformat(value)
        except ValueError:
            text = _("--from is a week such as 5 or a day such as 17/03/2025, not “{found}”.")
            self._wrong.append(text.format(found=value))
        return None

    def port(self, value: str) -> int:
        if re.fullmatch(r"[0-9]{1,5}", value) and 0 < int(value) < 2**16:
            return int(value)
        self._wrong.append(_("--port is a number from 1 to 65535, not “{found}”.").format(found=value))
        return 0

    def readable(self, value: str) -> Path:
        """A file that exists and may be read."""
        path = Path(value)
        if "\0" in value or not path.exists():
            self._wrong.append(_("There is no file {path}.").format(path=value))
        elif path.is_dir():
            self._wrong.append(_("{path} is a folder, not a file.").format(path=value))
        elif not path.is_file():
            self._wrong.append(_("{path} is not an ordinary file.").format(path=value))
        elif not os.access(path, os.R_OK):
            self._wrong.append(_("{path} may not be read by you.").format(path=value))
        return path

    def existing(self, value: str) -> Path:
        """A folder, or a file that may be read."""
        path = Path(value)
        return path if "\0" not in value and path.is_dir() else self.readable(value)

    def published_seed(self, value: str) -> str:
        """The text that was published before the draw: any, but not empty and without control characters."""
        if value.strip() == value and value.isprintable() and 0 < len(value) <= MAX_SEED_LENGTH:
            return value
        text = _("--seed is the text that you published, of 1 to {most} characters without spaces at its ends.")
        self._wrong.append(text.format(most=MAX_SEED_LENGTH))
        return ""

    def folder(self, value: str) -> Path:
        """A folder that exists or can be made, and may be written to."""
        path = Path(value)
        standing = next((place for place in (path, *path.absolute().parents) if place.exists()), Path("/"))
        if not value or "\0" in value:
            self._wrong.append(_("“{path}” is not the name of a folder.").format(path=value))
        elif not standing.is_dir():
            self._wrong.append(_("{path} is a file, not a folder.").format(path=standing))
        elif not os.access(standing, os.W_OK | os.X_OK):
            self._wrong.append(_("{path} may not be written to by you.").format(path=standing))
        return path

    def target(self, value: str, suffix: str) -> Path:
        """A file that can be written, of the kind that `suffix` says."""
        path = Path(value)
        if not path.name.lower().endswith(suffix):
            self._wrong.append(_("{path}: the name must end in {suffix}.").format(path=value, suffix=suffix))
        if "\0" not in value and path.is_dir():
            self._wrong.append(_("{path} is a folder, not a file.").format(path=value))
        self.folder(str(path.parent))
        return path
