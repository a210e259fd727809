"""Message catalogues of the interface in Vietnamese and French (the source texts are English).

``extract [unit …]``  bring the ``.po`` files up to the texts in the source (all units, or those named: ``office``)
``check [unit …]``    fail on what is untranslated, fuzzy, obsolete, not extracted, or has other placeholders
``compile``           write the ``.mo`` files that are older than their ``.po`` (pure Python, no gettext needed)

Each package keeps its own catalogue, ``<package>/locale/{vi,fr}/LC_MESSAGES/django.po``; texts of scripts
go to ``djangojs.po`` beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from catalogue.checking import defects
from catalogue.extraction import Found, Text, collect, domain_of
from catalogue.merging import merge, save
from catalogue.units import LANGUAGES, ROOT, SOURCE, Unit, owned_files

DOMAINS = ("django", "djangojs")


def catalogues(names: list[str]) -> Iterator[tuple[Path, str, dict[Text, Found]]]:
    """Yield path, language and the source texts of each catalogue of the units named (all when none is)."""
    owned = owned_files()
    unknown = set(names) - {unit.name for unit in owned}
    if unknown:
        sys.exit(f"no such package: {', '.join(sorted(unknown))}")
    for unit, files in sorted(owned.items(), key=lambda item: item[0].name):
        if not names or unit.name in names:
            yield from _of_unit(unit, files)


def _of_unit(unit: Unit, files: list[Path]) -> Iterator[tuple[Path, str, dict[Text, Found]]]:
    for domain in DOMAINS:
        found = collect((path for path in files if domain_of(path) == domain), SOURCE)
        for language in LANGUAGES:
            yield unit.catalogue(language, domain), language, found


def extract(names: list[str]) -> int:
    for path, language, found in catalogues(names):
        if not found and not path.exists():
            continue
        merged = merge(path, language, found)
        save(path, merged)
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(merged)} texts, {len(merged.untranslated_entries())} to do\n")
    return 0


def check(names: list[str]) -> int:
    total = texts = 0
    for path, _language, found in catalogues(names):
        texts += len(found)
        for defect in defects(path, found):
            total += 1
            sys.stdout.write(f"{path.relative_to(ROOT)}: {defect}\n")
    sys.stdout.write(f"messages: {texts} translations checked, {total} defects\n")
    return 1 if total else 0


def compile_all() -> int:
    made = 0
    for path in sorted(SOURCE.rglob("locale/*/LC_MESSAGES/*.po")):
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(target))
            made += 1
    sys.stdout.write(f"messages: {made} catalogues compiled\n")
    return 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("extract", "check", "compile"))
    parser.add_argument("units", nargs="*", help="packages; all when none is named")
    options = parser.parse_args(arguments)
    if options.act == "compile":
        return compile_all()
    return extract(options.units) if options.act == "extract" else check(options.units)


if __name__ == "__main__":
    sys.exit(main())
