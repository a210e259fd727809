"""Is a word a Vietnamese syllable? What tells a right decoding from a wrong one."""

from __future__ import annotations

import re
import unicodedata

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]"
_NUCLEUS = (
    "iêu|yêu|oai|oay|oao|oeo|uây|uôi|ươi|ươu|uyê|uya|uyu|uai|uay|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|"
    "[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_NUCLEUS})(?:ng|nh|ch|[cmnptk])?")
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]+")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def is_syllable(word: str) -> bool:
    """Onset, nucleus, coda and at most one tone, in one case (``an``, ``An`` or ``AN``)."""
    apart = unicodedata.normalize("NFD", word)
    toneless = apart.translate(_TONES)
    if len(apart) - len(toneless) > 1:
        return False
    plain = unicodedata.normalize("NFC", toneless)
    cased = plain in {plain.lower(), plain.upper(), plain.capitalize()}
    return cased and _SYLLABLE.fullmatch(plain.lower()) is not None


def vietnamese(text: str) -> tuple[int, int]:
    """Words with letters beyond ASCII: how many are Vietnamese syllables, and how many there are."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return sum(map(is_syllable, words)), len(words)
