"""Is this the kind of file it claims to be, and harmless to unpack? Asked before any parser sees it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from .limits import MEGABYTE, Limits, Refusal

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK = 256 * 1024
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def kind_of(data: bytes) -> str:
    """``xlsx``, ``xls`` or ``ods``, by content; macro and binary workbooks are ``xlsx`` too.

    Raises
    ------
    Refusal
        Empty, encrypted, or not a workbook at all.
    """
    if not data:
        raise Refusal("file-empty")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Refusal("file-encrypted")
        return "xls"
    if not data.startswith(_ZIP):
        raise Refusal("file-not-workbook")
    return "zip"


def checked(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, every member of it unpacked once against the limits and nothing kept.

    Raises
    ------
    Refusal
        Truncated, too large when unpacked, encrypted, with members twice, nested archives or declared entities.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNREADABLE as error:
        raise Refusal("file-damaged", found=str(error)) from error
    members = archive.infolist()
    if len(members) > limits.members:
        raise Refusal("archive-members", str(len(members)), str(limits.members))
    _check_names([member.filename for member in members])
    declared = sum(member.file_size for member in members)
    if declared > limits.unpacked:
        raise Refusal("archive-too-large", _megabytes(declared), _megabytes(limits.unpacked))
    _check_contents(archive, limits)
    return archive


def _check_names(names: list[str]) -> None:
    seen = {name.casefold() for name in names}
    if len(seen) < len(names):
        raise Refusal("archive-member-twice", found=next(name for name in names if names.count(name) > 1 or name))
    for name in names:
        if name.casefold().endswith((".zip", ".xlsx", ".xlsm", ".xlsb", ".ods", ".jar", ".7z", ".rar", ".gz")):
            raise Refusal("archive-nested", found=name[:200])
    if "[content_types].xml" in seen and not any(re.fullmatch(r"/?xl/workbook\.(xml|bin)", name) for name in seen):
        raise Refusal("workbook-part-missing", found="xl/workbook.xml")
    if "[content_types].xml" not in seen and "content.xml" not in seen:
        raise Refusal("workbook-part-missing", found="[Content_Types].xml")


def _check_contents(archive: zipfile.ZipFile, limits: Limits) -> None:
    total = 0
    for member in archive.infolist():
        if member.flag_bits & 1:
            raise Refusal("file-encrypted")
        if member.file_size > MEGABYTE and member.file_size > limits.ratio * max(1, member.compress_size):
            raise Refusal("archive-ratio", str(member.file_size // max(1, member.compress_size)), str(limits.ratio))
        tail = b""
        for chunk in _unpacked(archive, member):
            total += len(chunk)
            if total > limits.unpacked:
                raise Refusal("archive-too-large", _megabytes(total), _megabytes(limits.unpacked))
            _check_markup(tail + chunk, member.filename)
            tail = chunk[-32:]


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except _UNREADABLE as error:
        raise Refusal("file-damaged", found=str(error)) from error


def _check_markup(chunk: bytes, name: str) -> None:
    """No document type and no entity, in any Unicode encoding: they are how XML bombs and leaks are written."""
    if name.casefold().endswith((".xml", ".rels", ".vml")) and _DECLARED.search(chunk.replace(b"\x00", b"")):
        raise Refusal("workbook-entities", found=name[:200])


def _megabytes(size: int) -> str:
    return f"{-(-size // MEGABYTE)} MB"
