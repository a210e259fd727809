"""Settings from the environment: every name begins with ``WARDBRIDGE_``, every value is read as one type."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PREFIX = "WARDBRIDGE_"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable as it stands, or `default` when it is not set."""
    return os.environ.get(PREFIX + name, default)


def flag(name: str, default: bool = False) -> bool:
    """A yes/no variable; anything but the usual words is refused, so that a typo never means "no"."""
    value = text(name, "1" if default else "0").strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{PREFIX}{name} must be yes or no, not {value!r}")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a whole number, not {value!r}") from error


def words(name: str, default: list[str]) -> list[str]:
    """A list with commas between."""
    value = text(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else default


def home() -> Path:
    """The folder that holds `var/`: ``WARDBRIDGE_HOME``, else the source tree, else the current folder."""
    if given := text("HOME"):
        return Path(given)
    tree = Path(__file__).resolve().parents[3]
    return tree if (tree / "pyproject.toml").exists() else Path.cwd()


def secret_key(folder: Path) -> str:
    """``WARDBRIDGE_SECRET_KEY``, else the key kept in `folder`, made on the first start for its owner's eyes only."""
    if given := text("SECRET_KEY"):
        return given
    kept = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text().strip()
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key
