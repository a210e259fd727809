"""What a PDF would do when somebody opens it, read from its bytes without opening it.

Names may be written with escapes (``/J#61vaScript``) and objects may lie in compressed object streams (PDF 1.5, ISO
32000-1, 7.3.5 and 7.5.7); both are undone. The bodies of other streams are pictures and fonts and are not looked at.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

ACTIVE = re.compile(rb"/(JavaScript|Launch|RichMedia)(?![A-Za-z0-9])")
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
MOST_UNPACKED = 64 * 1024 * 1024


def acts_by_itself(content: bytes) -> bool:
    """Whether the PDF holds a script, starts a program or plays something."""
    return any(ACTIVE.search(ESCAPE.sub(_plain, part)) for part in _objects(content))


def is_locked(content: bytes) -> bool:
    """Whether the PDF is encrypted: then its objects can't be read here, nor by whoever examines it."""
    return any(LOCKED.search(ESCAPE.sub(_plain, part)) for part in _outside_streams(content))


def _plain(escape: re.Match[bytes]) -> bytes:
    return bytes([int(escape[1], 16)])


def _outside_streams(content: bytes) -> Iterator[bytes]:
    at = 0
    for found in STREAM.finditer(content):
        yield content[at : found.start()]
        at = found.end()
    yield content[at:]


def _objects(content: bytes) -> Iterator[bytes]:
    """What stands outside of streams, and the objects inside object streams."""
    at = 0
    for found in STREAM.finditer(content):
        head = content[at : found.start()]
        yield head
        if OBJECTS.search(ESCAPE.sub(_plain, head[-2000:])):
            yield _unpacked(found[1])
        at = found.end()
    yield content[at:]


def _unpacked(body: bytes) -> bytes:
    """The body inflated; as it stands when it is not deflated."""
    try:
        return zlib.decompressobj().decompress(body, MOST_UNPACKED)
    except zlib.error:
        return body
