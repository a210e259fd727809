"""The catalogues are complete, and the check sees each kind of defect."""

from __future__ import annotations

from pathlib import Path

import messages
import polib
import pytest
from catalogue.checking import defects
from catalogue.extraction import Found, Text, collect
from catalogue.merging import merge, save
from catalogue.units import owned_files

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext
# Translators: shown on the board
title = _("Week {number}")
count = ngettext("%(n)s learner", "%(n)s learners", 2)
code = N_("offer-max")
"""
TEMPLATE = """
{% load i18n %}<h1>{% translate "My weeks" %}</h1>
      <p>{% blocktranslate count n=rows|length trimmed %}
        One week{% plural %}{{ n }} weeks
    {% endblocktranslate %}</p>
  {% if x %}{{ _("Empty") }}{% endif %}
"""


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_the_tree_s_catalogues_are_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.check([]) == 0, capsys.readouterr().out


def test_texts_of_python_and_templates_are_found(tmp_path: Path) -> None:
    files = [written(tmp_path, "a.py", PYTHON), written(tmp_path, "b.html", TEMPLATE)]
    found = collect(files, tmp_path)
    assert set(found) == {
        Text("Week {number}"),
        Text("%(n)s learner", "%(n)s learners"),
        Text("offer-max"),
        Text("My weeks"),
        Text("One week", "%(n)s weeks"),
        Text("Empty"),
    }
    assert found[Text("Week {number}")] == Found(["a.py"], ["shown on the board"])


def test_merging_keeps_what_was_translated_and_drops_what_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    first = merge(path, "vi", {Text("Week"): Found(), Text("Gone"): Found()})
    next(entry for entry in first if entry.msgid == "Week").msgstr = "Tuần"
    save(path, first)
    second = merge(path, "vi", {Text("Week"): Found(["a.py"]), Text("New"): Found()})
    assert {entry.msgid: entry.msgstr for entry in second} == {"Week": "Tuần", "New": ""}


def test_plural_forms_follow_the_language(tmp_path: Path) -> None:
    found = {Text("%(n)s week", "%(n)s weeks"): Found()}
    forms = {language: merge(tmp_path / "x.po", language, found)[0].msgstr_plural for language in ("vi", "fr")}
    assert forms == {"vi": {0: ""}, "fr": {0: "", 1: ""}}


@pytest.mark.parametrize(
    ("source", "translation", "word"),
    [
        ("Week {number}", "Tuần {number}", ""),
        ("Week {number}", "", "untranslated"),
        ("Week {number}", "Tuần {so}", "placeholders"),
        ("%(n)s learners", "sinh viên", "placeholders"),
        ("<b>Week</b>", "Tuần", "tags"),
        ("Week\n", "Tuần", "line break"),
    ],
)
def test_a_defect_is_seen(tmp_path: Path, source: str, translation: str, word: str) -> None:
    path = tmp_path / "django.po"
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid=source, msgstr=translation))
    save(path, catalogue)
    assert (
        (word in " ".join(defects(path, {Text(source): Found()})))
        if word
        else not list(defects(path, {Text(source): Found()}))
    )


def test_fuzzy_obsolete_missing_and_vanished_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="A", msgstr="a", flags=["fuzzy"]))
    catalogue.append(polib.POEntry(msgid="B", msgstr="b", obsolete=True))
    catalogue.append(polib.POEntry(msgid="C", msgstr="c"))
    save(path, catalogue)
    found = " / ".join(defects(path, {Text("A"): Found(), Text("D"): Found()}))
    assert all(
        word in found for word in ("fuzzy: 'A'", "obsolete: 'B'", "not extracted: 'D'", "no longer in the source: 'C'")
    )
    assert list(defects(tmp_path / "none.po", {Text("A"): Found()})) == ["the catalogue is missing"]


def test_a_file_belongs_to_the_nearest_package_with_texts(tmp_path: Path) -> None:
    for folder in ("cli", "cli/report", "cli/report/locale", "core"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("cli/__init__.py", "cli/report/page.py", "core/__init__.py"):
        written(tmp_path, name, "")
    owned = {unit.name: [path.name for path in paths] for unit, paths in owned_files(tmp_path).items()}
    assert owned == {"cli/report": ["page.py"], "cli": ["__init__.py"], "core": ["__init__.py"]}
