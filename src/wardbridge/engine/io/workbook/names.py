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
    return _split(_cased(clean(full)).split())


def _split(words: list[str]) -> PersonName:
    if len(words) < 2:
        return PersonName("", "", " ".join(words))
    first = 2 if len(words) > 2 and (words[0].casefold(), words[1].casefold()) in _COMPOUND else 1
    return PersonName(" ".join(words[:first]), " ".join(words[first:-1]), words[-1])


def joined_name(family: str, middle: str, given: str) -> PersonName:
    """The parts as typed apart; a family column that holds ``họ đệm`` together gives up its middle part."""
    family, middle, given = _cased("\n".join(map(clean, (family, middle, given)))).split("\n")
    if " " in family and not middle:
        name = _split([*family.split(), given or "-"])
        return PersonName(name.family, name.middle, given)
    return PersonName(family, middle, given)


def full_name(name: PersonName) -> str:
    """In the Vietnamese order, family name first."""
    return " ".join(part for part in (name.family, name.middle, name.given) if part)


def _cased(name: str) -> str:
    """``NGUYỄN VĂN AN`` as ``Nguyễn Văn An``; a name that isn't all capitals is left as typed."""
    return name.title() if len(name) > 3 and name.isupper() else name
