"""The child process: a file on standard input, limits as its argument, one JSON object on standard output."""

from __future__ import annotations

import json
import sys
import zipfile
from typing import Any

from .limits import Limits, Refusal


def main() -> None:
    """Answer ``{"sheets": …, "notes": …}`` or ``{"refused": code, "found": …, "allowed": …}``."""
    limits = Limits(**json.loads(sys.argv[1]))
    _confine(limits)
    try:
        answer = _read(sys.stdin.buffer.read(limits.size + 1), limits)
    except Refusal as refusal:
        answer = {"refused": refusal.code, "found": refusal.found, "allowed": refusal.allowed}
    except MemoryError:
        answer = {"refused": "file-too-costly"}
    except BaseException as error:  # a panic of the Rust parser is a BaseException
        answer = {"refused": "file-damaged", "found": str(error)[:200]}
    json.dump(answer, sys.stdout, ensure_ascii=True, separators=(",", ":"))


def _confine(limits: Limits) -> None:
    """Set the process limits where the system has them (not on Windows; the parent's clock holds everywhere)."""
    try:
        import resource
    except ImportError:
        return
    wanted = (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.processor_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for which, amount in wanted:
        hard = resource.getrlimit(which)[1]
        top = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(which, (top, top))


def _read(data: bytes, limits: Limits) -> dict[str, Any]:
    from .archive import checked, kind_of
    from .cells import sheets_of
    from .troubles import troubles

    if len(data) > limits.size:
        raise Refusal("file-too-large", f"> {limits.size // 2**20} MB", f"{limits.size // 2**20} MB")
    notes: list[str] = []
    broken = {}
    if kind_of(data) == "zip":
        archive = checked(data, limits)
        broken = troubles(archive)
        notes = _notes(archive)
    return {"sheets": sheets_of(data, broken, limits), "notes": notes}


def _notes(archive: zipfile.ZipFile) -> list[str]:
    names = [name.casefold() for name in archive.namelist()]
    notes = ["macros-ignored"] if any(name.endswith("vbaproject.bin") for name in names) else []
    return [*notes, *(["links-ignored"] if any("externallinks/" in name for name in names) else [])]
