"""The catalogue of messages: every code a sentence, every figure as the reader writes it."""

from __future__ import annotations

import string
from datetime import date
from pathlib import Path

import pytest

from wardbridge.engine.errors import Fault, Place
from wardbridge.engine.plan import Violation
from wardbridge.rulekit import messages
from wardbridge.rulekit.messages import (
    LANGUAGES,
    UnknownCode,
    catalogue,
    format_date,
    format_number,
    format_week,
    loading,
    render_fault,
    render_place,
    render_violation,
    text,
)

MONDAY = date(2025, 3, 3)


def test_every_template_has_named_placeholders_only() -> None:
    fields = [
        name
        for template in catalogue().values()
        for _, name, _, _ in string.Formatter().parse(template)
        if name is not None
    ]
    assert all(name.isidentifier() for name in fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    def names(template: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    assert {code: names(loading.template(code, language)) for code in catalogue()} == {
        code: names(template) for code, template in catalogue().items()
    }


def test_dates_weeks_and_numbers_are_written_as_in_the_language() -> None:
    assert [format_date(MONDAY, language) for language in LANGUAGES] == ["03/03/2025", "3 Mar 2025", "03/03/2025"]
    assert [format_week(0, language) for language in LANGUAGES] == ["T1", "W1", "S1"]
    assert [format_number(2.5, language) for language in LANGUAGES] == ["2,5", "2.5", "2,5"]
    assert format_number(12.0, "vi") == "12"


def test_dates_inside_a_parameter_are_the_readers_too() -> None:
    fault = Fault("not-monday", Place("round", 2, "First day"), found="2025-03-04")
    assert (
        render_fault(fault, "en")
        == "sheet round, row 2, column First day: 4 Mar 2025 is not a Monday; a round begins on a Monday."
    )
    assert render_fault(Fault("not-monday", found="2025-13-40"), "en").startswith("2025-13-40 is not")


def test_a_missing_parameter_stays_visible_and_an_unknown_code_is_shown() -> None:
    assert text("sheet-missing", "en") == "The workbook has no sheet {allowed}."
    assert render_fault(Fault("no-such-code", found="1", allowed="2"), "en") == "no-such-code (found: 1; allowed: 2)"
    with pytest.raises(UnknownCode):
        text("no-such-code", "en")


def test_braces_in_what_a_user_typed_do_nothing() -> None:
    fault = Fault("date-unreadable", found="{found.__class__}{0}%s")
    assert "{found.__class__}{0}%s" in render_fault(fault, "en")


def test_places() -> None:
    assert render_place(Place(), "en") == ""
    assert render_place(Place("learners", 3), "fr") == "feuille learners, ligne 3"


def test_without_compiled_catalogues_english_is_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(loading, "LOCALE", tmp_path)
    loading._translation.cache_clear()
    try:
        assert text("file-empty", "vi") == "The file is empty."
    finally:
        loading._translation.cache_clear()


def test_violation_names_who_where_and_when() -> None:
    names = {"SV1": "Mẫu Văn An", "D": "Khoa Tim mạch"}
    violation = Violation("no-such-rule", ("SV1",), "D", periods=(0, 1, 3), found=2.5, allowed=2)
    assert render_violation(violation, "en", names=names, first_day=MONDAY) == "no-such-rule (found: 2.5; allowed: 2)"


def test_two_modules_may_not_define_one_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(messages.frames.MESSAGES, "file-empty", "again")  # type: ignore[attr-defined]  # a submodule
    catalogue.cache_clear()
    try:
        with pytest.raises(RuntimeError, match="file-empty"):
            catalogue()
    finally:
        monkeypatch.undo()
        catalogue.cache_clear()
