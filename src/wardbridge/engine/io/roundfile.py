"""A round as one compressed JSON file: for rounds that outgrow a workbook. The rows and their names are the sheets'."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.atomic import replacing
from wardbridge.engine.io.sheets import RoundBook

SUFFIX = ".json.gz"
SCHEMA = "wardbridge.round"
VERSION = 1
MAX_BYTES = 2 * 1024**3
"""Most that is unpacked of a file: a hundred thousand learners take about 60 MB."""
MOST_FAULTS = 100

_ROWS = TypeAdapter(RoundBook)


def write_round(path: Path, book: RoundBook) -> None:
    """Write a round, whole or not at all; the same rows give the same bytes.

    Raises
    ------
    OSError
        The file can't be written.
    """
    document = {"schema": SCHEMA, "version": VERSION} | _ROWS.dump_python(book, mode="json", exclude_defaults=True)
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    with replacing(path) as part:
        part.write_bytes(gzip.compress(content, compresslevel=6, mtime=0))


def read_round(path: Path) -> RoundBook:
    """Read a round back.

    Raises
    ------
    InputRefused
        Not such a file, another version, or rows that can't be read; place.column is where, such as
        ``learners.3.born``. What is wrong between the rows is for `compiling.problem_of` to say.
    """
    document = _document(path)
    if not isinstance(document, dict) or document.pop("schema", None) != SCHEMA:
        raise InputRefused([Fault("round-file-schema", found=path.name, allowed=SCHEMA)])
    version = document.pop("version", None)
    if version != VERSION:
        raise InputRefused([Fault("round-file-version", found=str(version), allowed=str(VERSION))])
    try:
        return _ROWS.validate_python(document)
    except ValidationError as error:
        raise InputRefused(
            Fault("round-file-row", Place(column=".".join(map(str, e["loc"]))), found=e["msg"])
            for e in error.errors(include_url=False)[:MOST_FAULTS]
        ) from error


def _document(path: Path) -> Any:
    try:
        with gzip.open(path) as packed:
            content = packed.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise InputRefused([Fault("round-file-size", found=path.name, allowed=str(MAX_BYTES))])
        return json.loads(content)
    except (gzip.BadGzipFile, EOFError, zlib.error, UnicodeDecodeError, RecursionError, json.JSONDecodeError) as error:
        raise InputRefused([Fault("round-file-json", found=path.name)]) from error
