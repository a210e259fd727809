"""Bring a ``.po`` file up to the texts found: new ones come in untranslated, vanished ones go out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import polib

from catalogue.extraction import Found, Text

PLURAL_FORMS = {"vi": "nplurals=1; plural=0;", "fr": "nplurals=2; plural=(n > 1);"}
PLURALS = {"vi": 1, "fr": 2}


def merge(path: Path, language: str, found: Mapping[Text, Found]) -> polib.POFile:
    """Catalogue of `found` with the translations that `path` already holds, sorted by text; not saved."""
    known = {_key(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    for text in sorted(found, key=lambda text: (text.singular, text.context)):
        entry = _entry(text, found[text], language)
        old = known.get(_key(entry))
        if old is not None:
            _take_over(entry, old)
        catalogue.append(entry)
    return catalogue


def save(path: Path, catalogue: polib.POFile) -> None:
    """Write the catalogue; an empty one is removed."""
    if not catalogue:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(catalogue), encoding="utf-8")


def _entry(text: Text, found: Found, language: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text.singular,
        msgctxt=text.context or None,
        occurrences=[(name, "") for name in sorted(found.files)],
        comment="\n".join(found.comments),
    )
    if text.plural:
        entry.msgid_plural = text.plural
        entry.msgstr_plural = dict.fromkeys(range(PLURALS[language]), "")
    if re.search(r"%\(\w+\)", text.singular + text.plural):
        entry.flags.append("python-format")
    return entry


def _take_over(entry: polib.POEntry, old: polib.POEntry) -> None:
    if entry.msgid_plural:
        kept = old.msgstr_plural or {0: old.msgstr}
        entry.msgstr_plural = {index: kept.get(index, "") for index in entry.msgstr_plural}
    else:
        entry.msgstr = old.msgstr or old.msgstr_plural.get(0, "")
    entry.tcomment = old.tcomment
    entry.flags.extend(flag for flag in old.flags if flag == "fuzzy")


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgid, entry.msgctxt or ""
