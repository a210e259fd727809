"""Gather the fragments of ``changelog.d/`` into ``CHANGELOG.md``: ``python scripts/changelog.py 0.1.0``."""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("added", "changed", "fixed", "removed")
NAME = re.compile(r"^[a-z0-9][a-z0-9-]*\.(?:added|changed|fixed|removed)\.md$")


def fragments(folder: Path) -> list[Path]:
    """Fragments by kind, then name.

    Raises
    ------
    ValueError
        A file of the folder is not named ``<what>.<kind>.md``.
    """
    found = [path for path in folder.glob("*.md") if path.name != "README.md"]
    wrong = [path.name for path in found if not NAME.match(path.name)]
    if wrong:
        raise ValueError(f"not named <what>.<{'|'.join(KINDS)}>.md: {', '.join(sorted(wrong))}")
    return sorted(found, key=lambda path: (KINDS.index(path.name.split(".")[-2]), path.name))


def section(version: str, day: datetime.date, paths: list[Path]) -> str:
    """The section of a version, one bullet a fragment."""
    parts = [f"## {version} ({day.isoformat()})\n"]
    for kind in KINDS:
        mine = [path for path in paths if path.name.split(".")[-2] == kind]
        bullets = "".join(f"- {' '.join(path.read_text(encoding='utf-8').split())}\n" for path in mine)
        if bullets:
            parts.append(f"### {kind.capitalize()}\n{bullets}")
    return "\n".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version")
    version = parser.parse_args().version
    paths = fragments(ROOT / "changelog.d")
    changelog = ROOT / "CHANGELOG.md"
    head, mark, rest = changelog.read_text(encoding="utf-8").partition("\n## ")
    new = section(version, datetime.datetime.now(tz=datetime.UTC).date(), paths)
    changelog.write_text(f"{head.rstrip()}\n\n{new}{mark}{rest}", encoding="utf-8")
    for path in paths:
        path.unlink()
    sys.stdout.write(f"{len(paths)} fragments gathered under {version}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
