"""Every text of a page goes through a translation tag."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.source import files, name, text
from tests.support.templates import untranslated

TEMPLATES = [path for path in files(".html", "src") if "/templates/" in path.as_posix()]


def test_there_are_templates() -> None:
    assert TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_bare_text(path: Path) -> None:
    assert untranslated(text(path)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{% translate 'Week' %}</p>", []),
        ("<p>Week {{ n }}</p>", ["Week"]),
        ("<p>{% blocktranslate %}Week {{ n }}{% endblocktranslate %}</p>", []),
        ('<a title="Next week" href="/next-week">→</a>', ["Next week"]),
        ('<input placeholder="{% translate "Find" %}" class="wide">', []),
        ("<kbd>Esc</kbd> {# a note #} {% comment %}a note{% endcomment %}", []),
        ("<title>{{ page }} · Wardbridge</title>", []),
        ("<p>\n\n{% if x %}\nMissing\n{% endif %}</p>", ["Missing"]),
    ],
)
def test_bare_text_is_seen(source: str, found: list[str]) -> None:
    assert [piece for _line, piece in untranslated(source)] == found
