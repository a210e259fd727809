"""The source tree as guards read it: tracked files, their texts and syntax trees."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@cache
def tracked() -> tuple[Path, ...]:
    """Files under version control (and new ones not ignored), sorted; needs git and a work tree."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


def files(suffix: str, *folders: str) -> list[Path]:
    """Tracked files with the suffix below any of the folders (relative to the root; all when none is named)."""
    roots = [ROOT / folder for folder in folders] or [ROOT]
    return [path for path in tracked() if path.suffix == suffix and any(root in path.parents for root in roots)]


def name(path: Path) -> str:
    """Path relative to the root, as defects and test ids show it."""
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))
