"""The lists of reasons: dated, trilingual, and the edition in use is the one of the day."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import translation

from wardbridge.demand import reasons


def test_every_code_has_its_text_in_three_languages_and_stands_once() -> None:
    for edition in reasons.editions():
        codes = [one.code for one in edition.reasons]
        assert len(set(codes)) == len(codes)
        assert all(one.texts[language].strip() for one in edition.reasons for language in ("vi", "en", "fr"))


def test_an_edition_holds_from_its_day_on() -> None:
    oldest, newest = reasons.editions()[0], reasons.editions()[-1]
    assert reasons.in_force(newest.first) == newest
    assert reasons.in_force(newest.first + timedelta(days=900)) == newest
    assert reasons.in_force(date(1990, 1, 1)) == oldest


def test_a_stored_code_reads_in_the_readers_language() -> None:
    found = {}
    for language in ("vi", "en", "fr"):
        with translation.override(language):
            found[language] = reasons.text_of("2025-01", "full")
    assert found == {
        "vi": "Hết chỗ trong thời gian này",
        "en": "No place left in this period",
        "fr": "Plus de place sur cette période",
    }
    assert reasons.text_of("1999-01", "old-code") == "old-code"
