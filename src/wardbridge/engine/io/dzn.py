"""MiniZinc data (``.dzn``): ``name = value;`` with integers, lists, tables ``[| … | … |]`` and ``array3d(…, […])``.

Only what data of integers needs. Every name is read once, comments (``%``) are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wardbridge.engine.errors import Fault, InputRefused, Place

MOST_BYTES = 64_000_000
_NUMBER = re.compile(r"[+-]?\d{1,12}")
_HEAD = re.compile(r"\s*([A-Za-z_]\w*)\s*=\s*(.*)", re.DOTALL)
_WHOLE = re.compile(r"[+-]?\d{1,12}|(?:array[1-6]d\s*\([^\[\]]*,\s*)?\[(?P<body>[^\[\]]*)\](?P<end>\s*\))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Value:
    """The numbers of a name in reading order, and the line it begins on (from 1)."""

    numbers: tuple[int, ...]
    line: int


def read_dzn(path: Path) -> dict[str, Value]:
    """Name → numbers.

    Raises
    ------
    InputRefused
        The file can't be read, or a statement isn't one; all faults at once.
    """
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for line, statement in _statements(_text(path)):
        found = _HEAD.fullmatch(statement)
        if found is None:
            faults.append(Fault("dzn-statement", Place(row=line), found=statement.strip()[:40]))
            continue
        name, value = found[1], found[2].strip()
        numbers = _numbers(value)
        if numbers is None:
            faults.append(Fault("dzn-value", Place(row=line, column=name), found=_odd(value)))
        elif name in values:
            faults.append(Fault("dzn-twice", Place(row=line, column=name), found=name))
        else:
            values[name] = Value(numbers, line)
    if faults:
        raise InputRefused(faults)
    return values


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputRefused([Fault("file-too-large", found=f"{size} B", allowed=f"{MOST_BYTES} B")])
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        raise InputRefused([Fault("file-unreadable", found=str(reason))]) from error
    if not content.strip():
        raise InputRefused([Fault("file-empty")])
    return content


def _statements(content: str) -> Iterator[tuple[int, str]]:
    """Line on which a statement begins, and the statement without its semicolon."""
    line = 1
    for piece in re.sub(r"%[^\n]*", "", content).split(";"):
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield line + piece.count("\n", 0, lead), piece
        line += piece.count("\n")


def _numbers(value: str) -> tuple[int, ...] | None:
    """The numbers of a value; `None` when it isn't one of the shapes."""
    shape = _WHOLE.fullmatch(value)
    if shape is None or value.startswith("array") != bool(shape["end"]):
        return None
    if shape["body"] is None:
        return (int(value),)
    parts = [part.strip() for part in re.split(r"[,|]", shape["body"])]
    parts = [part for part in parts if part]
    return tuple(map(int, parts)) if all(_NUMBER.fullmatch(part) for part in parts) else None


def _odd(value: str) -> str:
    """The first part of a value that is no whole number, for the reader to find it."""
    parts = (part.strip() for part in re.split(r"[,|\[\]()]", value))
    odd = (
        part for part in parts if part and not _NUMBER.fullmatch(part) and not re.fullmatch(r"array\dd|1\.\.\w+", part)
    )
    return next(odd, value)[:40]
