"""``wardbridge bench generate``: a realistic round of any size, synthetic and marked so."""

from __future__ import annotations

import json
from pathlib import Path

from wardbridge.cli.arguments import Arguments
from wardbridge.cli.console import say
from wardbridge.cli.language import _
from wardbridge.engine.io.roundfile import SUFFIX, write_round
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.synthetic import Diversity, Extent, Shape, Wishes, diversity_of, extent_of, synthetic_book
from wardbridge.engine.synthetic.shape import LEAST_LEARNERS, LEAST_WEEKS, MOST_LEARNERS, MOST_WEEKS

MOST_IN_WORKBOOK = 20_000
"""Learners above which no workbook is written: no office opens such a one."""


def run(
    learners: str, out: str, *, weeks: str, extent: str, together: str, wishes: str, seed: str, as_json: bool,
    language: str,
) -> int:  # fmt: skip
    """Write the round and say how many classes it has and how diverse its wishes are."""
    arguments = Arguments()
    arguments.language(language)
    people = arguments.whole(learners, "--learners", LEAST_LEARNERS, MOST_LEARNERS)
    shape = Shape(
        people,
        arguments.whole(weeks, "--weeks", LEAST_WEEKS, MOST_WEEKS),
        Extent(arguments.choice(extent, "--extent", list(Extent))) if extent else extent_of(people),
        arguments.share(together, "--together"),
        Wishes(arguments.choice(wishes, "--wishes", list(Wishes))),
        seed=arguments.seed(seed),
    )
    path = arguments.target(out, SUFFIX if out.endswith(SUFFIX) or people > MOST_IN_WORKBOOK else ".xlsx")
    arguments.done()
    book = synthetic_book(shape)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, book, language)
    found = diversity_of(book)
    say(*([json.dumps(found.as_dict())] if as_json else _sentences(found, path)))
    return 0


def _write(path: Path, book: RoundBook, language: str) -> None:
    if path.name.endswith(SUFFIX):
        write_round(path, book)
        return
    from wardbridge.engine.io.workbook import write_book

    write_book(book, path, language)


def _sentences(found: Diversity, path: Path) -> tuple[str, ...]:
    return (
        _("Synthetic round written to {path}: nobody in it exists.").format(path=path),
        _("Learners: {learners}; departments: {departments}; weeks: {weeks}; hospitals: {sites}.").format(
            learners=found.learners, departments=found.departments, weeks=found.weeks, sites=found.sites
        ),
        _("Units that move as one: {units}; classes of interchangeable units: {classes}.").format(
            units=found.units, classes=found.classes
        ),
        _("Different lists of wishes: {lists}; the places are needed to {used} %.").format(
            lists=found.lists, used=round(100 * found.used)
        ),
    )
