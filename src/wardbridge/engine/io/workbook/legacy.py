"""Vietnamese text from before Unicode: fonts that drew other letters (TCVN3, VNI) and old code pages.

TCVN3 ("ABC", fonts ``.Vn…``) and VNI ("VNI-…") are seen as Latin letters: ``NguyÔn V¨n``, ``Nguyeãn Vaên``. Their
capitals with tones were drawn by fonts of capitals, so that ``TRÇN`` stands for ``TRẦN``. VISCII is RFC 1456.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from wardbridge.engine.io.workbook.syllables import vietnamese

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"

_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)

_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII = {code: chr(code) for code in range(128)} | _VISCII_LOW | dict(enumerate(_VISCII_HIGH, start=128))


def _vni_pairs() -> Mapping[str, str]:
    """Letter and mark → letter: ``aù`` á, ``aé`` ắ, ``aá`` ấ, ``ôù`` ớ, ``öù`` ứ; and letters that stand alone."""
    tones = (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)
    pairs = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ"}
    for base, hat in (*((vowel, "") for vowel in "aeouy"), ("ô", "o" + _HORN), ("ö", "u" + _HORN)):
        pairs |= {base + mark: (hat or base) + tone for mark, tone in zip("ùøûõï", tones, strict=True)}
    for base in "aeo":
        pairs |= {base + mark: base + _CIRCUMFLEX + tone for mark, tone in zip("âáàåãä", ("", *tones), strict=True)}
    pairs |= {"a" + mark: "a" + _BREVE + tone for mark, tone in zip("êéèúüë", ("", *tones), strict=True)}
    composed = {typed: unicodedata.normalize("NFC", letter) for typed, letter in pairs.items()}
    capitals = {typed.upper(): letter.upper() for typed, letter in composed.items()}
    return composed | capitals | {typed[0].upper() + typed[1:]: letter.upper() for typed, letter in composed.items()}


_VNI = _vni_pairs()
_VNI_PAIR = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_MIXED = re.compile(r"[^\W\d_]+")


def from_tcvn3(text: str) -> str:
    """TCVN3 text seen as Latin letters, in Unicode: ``NguyÔn V¨n §øc`` → ``Nguyễn Văn Đức``."""
    return _MIXED.sub(_one_case, text.translate(_TCVN3))


def from_vni(text: str) -> str:
    """VNI text seen as Latin letters, in Unicode: ``Nguyeãn Vaên Ñöùc`` → ``Nguyễn Văn Đức``."""
    return _MIXED.sub(_one_case, _VNI_PAIR.sub(lambda hit: _VNI[hit.group()], text))


def _one_case(word: re.Match[str]) -> str:
    """``TRầN`` → ``TRẦN``: the ASCII letters say how the font drew the others."""
    letters = [letter for letter in word.group() if letter.isascii()]
    capitals = len(word.group()) > 1 and letters and all(letter.isupper() for letter in letters)
    only_first = len(letters) == 1 and word.group()[0].isascii()
    return word.group().upper() if capitals and not only_first else word.group()


def from_viscii(data: bytes) -> str:
    """Bytes of the code page VISCII."""
    return "".join(_VISCII[byte] for byte in data)


def _from_1258(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))


_LOOK = 2_000
"""Texts looked at to tell the encoding of a document."""

FONTS: Mapping[str, Callable[[str], str]] = {"TCVN3": from_tcvn3, "VNI": from_vni}
"""Encodings that hide in text of any file format."""

_PAGES: Mapping[str, Callable[[bytes], str]] = {
    "windows-1258": _from_1258,
    "VISCII": from_viscii,
    "TCVN3": lambda data: from_tcvn3(data.decode("latin-1")),
    "VNI": lambda data: from_vni(data.decode("latin-1")),
    "windows-1252": lambda data: data.decode("cp1252", "replace"),
}


def font_of(texts: Iterable[str]) -> str:
    """``TCVN3`` or ``VNI`` when most words become Vietnamese by it and did not look so before; else ``""``."""
    foreign = [text for text in texts if not text.isascii()]
    suspect = [text for text in foreign if not _beyond_fonts(text)]
    if 3 * len(suspect) < len(foreign) or not suspect:
        return ""
    whole = "\n".join(suspect[:_LOOK])
    good, words = vietnamese(whole)
    best, encoding = max((vietnamese(convert(whole))[0], name) for name, convert in FONTS.items())
    return encoding if words and best > good + 0.3 * words and best >= 0.6 * words else ""


def _beyond_fonts(text: str) -> bool:
    """Whether a letter such as ``ọ``, which no old font had a place for, says that the text is Unicode."""
    return any("\u0100" <= letter < "\u2000" for letter in text)


def converted(text: str, encoding: str) -> str:
    """A text by the encoding of its document, unless it reads better as it is (files are often mixed)."""
    if encoding not in FONTS or text.isascii() or _beyond_fonts(text):
        return text
    new = FONTS[encoding](text)
    return new if _rate(new) >= _rate(text) else text


def _rate(text: str) -> float:
    good, words = vietnamese(text)
    return good / words if words else 1.0


def decoded(data: bytes) -> tuple[str, str]:
    """Text of a file and the name of its encoding; a font's encoding inside UTF-8 is left to `font_of`."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace"), name.removesuffix("-sig")
    if b"\x00" in data[:200]:
        name = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
        return data.decode(name, "replace"), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return max(((read(data), name) for name, read in _PAGES.items()), key=lambda pair: _rate(pair[0]))
