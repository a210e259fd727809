"""What is wrong with a catalogue, one sentence a defect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import polib

from catalogue.extraction import Found, Text

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)(?::[^{}]*)?\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def placeholders(text: str) -> set[str]:
    """Names of the placeholders ``%(name)s`` and ``{name}`` of a text."""
    return {percent or brace for percent, brace in PLACEHOLDER.findall(text)}


def defects(path: Path, found: Mapping[Text, Found]) -> Iterator[str]:
    """Yield the defects of the catalogue at `path` against the texts found in the source."""
    if not path.exists():
        if found:
            yield "the catalogue is missing"
        return
    known: set[tuple[str, str]] = set()
    for entry in polib.pofile(str(path)):
        known.add((entry.msgid, entry.msgctxt or ""))
        yield from _entry_defects(entry)
    wanted = {(text.singular, text.context) for text in found}
    yield from (f"not extracted: {singular!r}" for singular, _context in sorted(wanted - known))
    yield from (f"no longer in the source: {singular!r}" for singular, _context in sorted(known - wanted))


def _entry_defects(entry: polib.POEntry) -> Iterator[str]:
    if entry.obsolete:
        yield f"obsolete: {entry.msgid!r}"
        return
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r}"
    translations = list(entry.msgstr_plural.values()) or [entry.msgstr]
    for translation in translations:
        if not translation.strip():
            yield f"untranslated: {entry.msgid!r}"
        else:
            yield from _translation_defects(entry, translation)


def _translation_defects(entry: polib.POEntry, translation: str) -> Iterator[str]:
    wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural or "")
    given = placeholders(translation)
    if given - wanted or (wanted - given and not entry.msgid_plural):
        yield f"placeholders {sorted(given)} instead of {sorted(wanted)}: {entry.msgid!r}"
    if sorted(TAG.findall(translation)) != sorted(TAG.findall(entry.msgid)) and not entry.msgid_plural:
        yield f"other tags than the source: {entry.msgid!r}"
    for edge in (slice(0, 1), slice(-1, None)):
        if (entry.msgid[edge] == "\n") != (translation[edge] == "\n"):
            yield f"line break at the edge differs: {entry.msgid!r}"
