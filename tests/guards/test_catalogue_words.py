"""Readers meet all catalogues at once: one text has one translation, and one thing has one word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from catalogue.units import LANGUAGES, SOURCE

STRAY = {
    "vi": {
        r"\bTải\b(?= (theo|của các khoa|khác nhau)|$)": "mức tiếp nhận (tải is a download)",
        r"\bđủ chỗ\b": "hết chỗ (đủ chỗ says that places are left)",
        r"\b[Ss]ổ (dữ liệu|Excel)\b|\bSổ\b": "bảng tính",
        r"\bgiả (định|lập)\b|\b[Dd]ữ liệu mẫu\b": "dữ liệu mô phỏng",
        r"\bchuyên ngành\b": "chuyên khoa",
        r"\b[Mm]ã người học\b": "mã sinh viên",
        r"\bmầm\b": "hạt giống",
        r"\bvăn phòng\b": "phòng phụ trách",
        r"\bbảng kế hoạch\b": "bảng xếp lịch",
    },
    "fr": {
        r"\b[Pp]rojets?\b(?! (de recherche|communs?)\b)": "brouillon (a projet is one of research)",
        r"\b[Nn]uméro (d['’])?étudiant\b": "code étudiant",
        r"\bl['’]accord\b": "la convention",
        r"\be-mail\b": "courriel, adresse électronique",
        r"\borganismes?\b": "organisation",
        "'": "’",
        r" ([:;?!»]|%(?!\())|« ": "a space that does not break",
    },
}


def translations(language: str, source: Path = SOURCE) -> Iterator[tuple[str, tuple[str, str], tuple[str, ...]]]:
    """Package, (text, context) and the translation's forms of every entry in one language."""
    for path in sorted(source.rglob(f"locale/{language}/LC_MESSAGES/*.po")):
        package = path.relative_to(source).parts[0]
        for entry in polib.pofile(str(path)):
            yield package, (entry.msgid, entry.msgctxt or ""), tuple(entry.msgstr_plural.values()) or (entry.msgstr,)


def disagreements(language: str, source: Path = SOURCE) -> list[str]:
    """Texts that two packages translate differently: Django joins the catalogues and shows only one of them."""
    said: dict[tuple[str, str], dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for package, text, forms in translations(language, source):
        said[text][forms].append(package)
    return [f"{text[0]!r}: {dict(ways)}" for text, ways in said.items() if len(ways) > 1]


def strays(language: str, source: Path = SOURCE) -> list[str]:
    """Translations with a word that the others do not use for the thing."""
    return [
        f"{package}: {form!r}: {instead}"
        for package, _text, forms in translations(language, source)
        for form in forms
        for word, instead in STRAY[language].items()
        if re.search(word, form)
    ]


def written(folder: Path, language: str, **translation_of: str) -> None:
    for package, translation in translation_of.items():
        path = folder / package / f"locale/{language}/LC_MESSAGES/django.po"
        path.parent.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.append(polib.POEntry(msgid="full", msgstr=translation))
        catalogue.save(str(path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_several_packages_reads_the_same_in_all(language: str) -> None:
    assert disagreements(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_uses_a_word_of_its_own(language: str) -> None:
    assert strays(language) == []


def test_both_are_seen_to_fail(tmp_path: Path) -> None:
    written(tmp_path, "vi", hospital="đủ chỗ", office="hết chỗ")
    written(tmp_path, "fr", hospital="l'accord : complet")

    assert disagreements("vi", tmp_path) == ["'full': {('đủ chỗ',): ['hospital'], ('hết chỗ',): ['office']}"]
    assert len(strays("vi", tmp_path)) == 1
    assert len(strays("fr", tmp_path)) == 3
