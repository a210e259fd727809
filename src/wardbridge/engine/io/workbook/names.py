"""Vietnamese names of people: family (họ), middle (đệm), given (tên), typed apart or together."""

from __future__ import annotations

from wardbridge.engine.io.sheets import PersonName
from wardbridge.engine.io.workbook.cleaning import clean

_COMPOUND = {("tôn", "nữ"), ("tôn", "thất"), ("âu", "dương"), ("hoàng", "phủ"), ("thượng", "quan")}
"""Family names of two words; the rest of a name's words but the last are its middle part."""


def split_name(full: str) -> PersonName:
    """First word (or a compound family name), what is between, last word: ``Nguyễn | Văn Minh | An``.

    A single word is a given name: the one that stands for the person.
    """
    words = _cased(clean(full)).split()
    if len(words) < 2:
        return PersonName("", "", " ".join(words))
    first = 2 if len(words) > 2 and (words[0].casefold(), words[1].casefold()) in _COMPOUND else 1
    return PersonName(" ".join(words[:first]), " ".join(words[first:-1]), words[-1])


def joined_name(family: str, middle: str, given: str) -> PersonName:
    """The parts as typed apart; a family column that holds ``họ đệm`` together gives up its middle part."""
    family, middle, given = (_cased(clean(part)) for part in (family, middle, given))
    if family and not middle and " " in family:
        name = split_name(f"{family} {given or '-'}")
        return PersonName(name.family, name.middle, given)
    return PersonName(family, middle, given)


def full_name(name: PersonName) -> str:
    """In the Vietnamese order, family name first."""
    return " ".join(part for part in (name.family, name.middle, name.given) if part)


def _cased(text: str) -> str:
    """``NGUYỄN VĂN AN`` as ``Nguyễn Văn An``; anything that isn't all capitals is left as typed."""
    return text.title() if len(text) > 1 and text.isupper() else text
