"""Text as people type it, made comparable: one form of Unicode, one kind of space, one kind of digit."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_WORDS = re.compile(r"[^\w]+")


def clean(raw: str) -> str:
    """NFC, full-width forms made plain, no invisible or control characters, single spaces, none at the ends.

    Lines become spaces; use `lines` where they separate.
    """
    if raw.isascii() and raw.isprintable():
        return " ".join(raw.split())
    text = unicodedata.normalize("NFC", raw.translate(_WIDE))
    return _SPACES.sub(" ", _CONTROL.sub("", _INVISIBLE.sub("", text))).strip()


def lines(raw: str) -> str:
    """`clean`, with line breaks kept as semicolons: how lists are typed inside one cell."""
    return ";".join(clean(line) for line in re.split(r"[\r\n]+", raw))


@lru_cache(maxsize=16_384)
def folded(raw: str) -> str:
    """Letters and digits only, without case, diacritics or đ: what two spellings of a header have in common."""
    text = unicodedata.normalize("NFD", clean(raw).casefold().replace("đ", "d").replace("œ", "oe"))
    plain = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _WORDS.sub(" ", plain.replace("_", " ")).strip()


@lru_cache(maxsize=16_384)
def spelled(raw: str) -> str:
    """Without case and spaces but with diacritics: tells ``Tên`` from ``Tèn``, joins ``E-mail`` and ``e-mail``."""
    return clean(raw).casefold()
