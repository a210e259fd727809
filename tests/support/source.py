"""The source tree as guards read it: its files, their texts and syntax trees."""

from __future__ import annotations

import ast
import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MADE = {".git", ".venv", ".cache", "node_modules", "vendor", "_build", "__pycache__", "var", "out", "build", "dist"}
"""Folders that set-up and runs make; nothing of them is source."""


def git(*arguments: str) -> str | None:
    """What git says about the tree, or `None` where there is no git or no work tree (an unpacked archive)."""
    if shutil.which("git") is None:
        return None
    command = ["git", "-c", f"safe.directory={ROOT}", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


@cache
def tracked() -> tuple[Path, ...]:
    """Files of the tree, new ones too but none that is ignored, sorted."""
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed is not None:
        paths = [ROOT / name for name in sorted(set(listed.split("\0"))) if name]
    else:
        paths = sorted(path for path in ROOT.rglob("*") if not _made(path.relative_to(ROOT)))
    return tuple(path for path in paths if path.is_file())


def _made(path: Path) -> bool:
    hidden = any(part.startswith(".") and part.endswith(("_cache", "hypothesis")) for part in path.parts)
    return hidden or bool(MADE & set(path.parts)) or path.suffix in {".mo", ".pyc"}


def files(suffix: str, *folders: str) -> list[Path]:
    """Files with the suffix below any of the folders (relative to the root; all when none is named)."""
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
