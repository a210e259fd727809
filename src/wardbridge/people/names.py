"""Vietnamese names: their parts, and the order of Vietnamese lists.

Sources: the 29 letters of the Vietnamese alphabet (a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y; f, j, w
and z stand where Latin order puts them) and the tones in dictionary order (level, huyền, hỏi, ngã, sắc, nặng), which is
also the order of the Unicode collation `vi`.
"""

from __future__ import annotations

import unicodedata

from wardbridge.core.text import fold

__all__ = ["fold", "sort_key", "split"]

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_RANK = {letter: index + 10 for index, letter in enumerate(LETTERS)}
_SPACE, _OTHER = "01", 99


def _letters_and_tones(text: str) -> tuple[list[str], list[int]]:
    """Letters of the alphabet (ă, ơ whole) and one tone a word, of a name in any normal form.

    The tone is the word's, not the letter's: `Hoà` and `Hòa` are one name in two spellings.
    """
    letters: list[str] = []
    tones = [0]
    for char in unicodedata.normalize("NFD", " ".join(text.casefold().split())):
        if char in TONES:
            tones[-1] = TONES[char]
        elif unicodedata.combining(char) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
        else:
            letters.append(char)
            tones.extend([0] if char == " " else [])
    return letters, tones


def _field_key(text: str) -> str:
    letters, tones = _letters_and_tones(text)
    ranks = "".join(_SPACE if letter == " " else f"{_RANK.get(letter, _OTHER)}" for letter in letters)
    return f"{ranks}00{''.join(map(str, tones))}"


def sort_key(*, family: str, middle: str, given: str) -> str:
    """A key of digits alone, so that every database sorts it alike: given name first, then family, then middle.

    Within each, letters decide before tones: Hoa, Hòa, Hoan.
    """
    return "00".join(_field_key(part) for part in (given, family, middle))


def split(full: str) -> tuple[str, str, str]:
    """Family, middle and given name of a name written together in the Vietnamese order."""
    words = full.split()
    if not words:
        return "", "", ""
    if len(words) == 1:
        return "", "", words[0]
    return words[0], " ".join(words[1:-1]), words[-1]
