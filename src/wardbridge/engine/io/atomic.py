"""Write a file whole or not at all: into a temporary neighbour, then renamed over the target."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a path to write to; on leaving without an error it becomes `target`, otherwise nothing changes.

    The temporary file lies in the target's folder, so that the rename stays inside one file system.

    Raises
    ------
    OSError
        The folder can't be written to, or the target is a folder.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def write_text(target: Path, content: str) -> None:
    """Write UTF-8 text with ``\\n`` line ends, whole or not at all."""
    with replacing(target) as part:
        part.write_text(content, encoding="utf-8", newline="\n")


def _umask() -> int:
    """The process's mask for new files, which `mkstemp` ignores; reading it needs setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
