"""Which language the command line speaks."""

from __future__ import annotations

import pytest

from wardbridge.cli import language


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "vi"),
        ([], {"LANG": "C.UTF-8"}, "vi"),
        ([], {"LANG": "POSIX"}, "vi"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "fr_FR@euro"}, "fr"),
        ([], {"LANG": "fr"}, "fr"),
        ([], {"LANG": "fro_FR"}, "vi"),
        ([], {"LANG": "de_DE.UTF-8"}, "vi"),
        ([], {"LANG": "en_US", "LC_ALL": "fr_FR"}, "fr"),
        ([], {"LANG": "en_US", "LC_ALL": "", "WARDBRIDGE_LANGUAGE": "vi"}, "vi"),
        (["plan", "x", "--language", "fr"], {"LANG": "en_US"}, "fr"),
        (["plan", "--language=en", "x"], {"LANG": "fr_FR"}, "en"),
        (["plan", "--language"], {"LANG": "fr_FR"}, "fr"),
        (["plan", "--language", "de"], {"LANG": "fr_FR"}, "fr"),
    ],
)
def test_chosen(arguments: list[str], environment: dict[str, str], expected: str) -> None:
    assert language.chosen(arguments, environment) == expected
