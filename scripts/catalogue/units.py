"""Which package owns which texts.

A unit is a package directly below ``src/wardbridge`` or any folder below one that has a ``locale`` folder of its
own. A file belongs to the nearest unit above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "wardbridge"
LANGUAGES = ("vi", "fr")
SUFFIXES = {".py": "python", ".html": "template", ".txt": "template", ".js": "javascript"}
SKIPPED = {"migrations", "vendor", "node_modules", "__pycache__", "locale"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A package with texts: its folder, and its name such as ``office`` or ``cli/report``."""

    folder: Path
    name: str

    def catalogue(self, language: str, domain: str) -> Path:
        """Path of the ``.po`` file; `domain` is ``django`` (Python, templates) or ``djangojs`` (scripts)."""
        return self.folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def units(source: Path = SOURCE) -> list[Unit]:
    """All units below `source`, deepest first, so that the first that holds a file owns it."""
    folders = {path.parent for path in source.glob("*/__init__.py")}
    folders |= {path.parent for path in source.rglob("locale") if path.is_dir()}
    found = [Unit(folder, folder.relative_to(source).as_posix()) for folder in folders]
    return sorted(found, key=lambda unit: (-len(unit.folder.parts), unit.name))


def owned_files(source: Path = SOURCE) -> dict[Unit, list[Path]]:
    """Unit → its files that may hold texts, sorted by path."""
    everyone = units(source)
    owned: dict[Unit, list[Path]] = {unit: [] for unit in everyone}
    for path in sorted(_candidates(source)):
        owner = next((unit for unit in everyone if unit.folder in path.parents), None)
        if owner is not None:
            owned[owner].append(path)
    return owned


def _candidates(source: Path) -> Iterator[Path]:
    for path in source.rglob("*"):
        if path.suffix in SUFFIXES and not SKIPPED & set(path.relative_to(source).parts) and path.is_file():
            yield path
