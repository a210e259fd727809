"""Hostile files, made on the spot: each is what somebody could upload."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.engine.io.workbook.books import typed

MEGABYTE = 1024 * 1024


def members(path: Path) -> dict[str, bytes]:
    """The parts of a small right workbook."""
    with zipfile.ZipFile(typed(path)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: Mapping[str, bytes], *, twice: str = "", level: int = 6) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        if twice:
            archive.writestr(twice.upper(), b"<x/>")
    return path


def bomb(path: Path) -> Path:
    """A sheet of 100 MB that packs to 100 kB."""
    parts = members(path)
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"a" * (100 * MEGABYTE) + b"</t></is></c></row>"
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", b"<sheetData>" + row)
    return packed(path, parts)


def many_rows(path: Path, count: int) -> Path:
    """A right sheet with `count` rows of one cell each."""
    parts = members(path)
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>SV%d</t></is></c></row>'
    rows = b"".join(row % (number, number, number * 7919) for number in range(1, count + 1))
    start, _, rest = parts["xl/worksheets/sheet1.xml"].partition(b"<sheetData>")
    parts["xl/worksheets/sheet1.xml"] = (
        start + b"<sheetData>" + rows + b"</sheetData>" + rest.partition(b"</sheetData>")[2]
    )
    return packed(path, parts, level=1)


def far_cell(path: Path) -> Path:
    """A stray cell in the last row and last column of a sheet: a dense table of it would take hundreds of gigabytes."""
    parts = members(path)
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", stray)
    return packed(path, parts)


def with_entities(path: Path, encoding: str = "utf-8") -> Path:
    """An external entity that would read a file of the server."""
    parts = members(path)
    secret = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>'
    return packed(path, {**parts, "xl/sharedStrings.xml": secret.encode(encoding)})


def with_macros(path: Path) -> Path:
    return packed(path, {**members(path), "xl/vbaProject.bin": b"\x00" * 64})


def nested(path: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x", b"x")
    return packed(path, {**members(path), "xl/media/inner.zip": inner.getvalue()})


def encrypted_member(path: Path) -> Path:
    """A right workbook with the bit of encryption set on its members, in both of the archive's lists."""
    data = bytearray(typed(path).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    path.write_bytes(bytes(data))
    return path


def lying_about_size(path: Path) -> Path:
    """A bomb whose directory says that every member is small."""
    data = bytearray(bomb(path).read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(bytes(data))
    return path
