"""Progress on standard error while a command works, for a person at a terminal; nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from wardbridge.cli.language import _
from wardbridge.cli.summary import percent
from wardbridge.engine.plan import Progress

Tell = Callable[[str], None]
"""Takes the sentence that says what is being done now."""


@contextmanager
def progress(first: str) -> Iterator[Tell]:
    """A moving bar with a sentence and the seconds gone; only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _sentence: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=24), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(first, total=None)
        yield lambda sentence: bars.update(task, description=sentence)


def sentence_of(point: Progress) -> str:
    """What a point of a run's curve says, in words."""
    if point.unplaced:
        return _("Planning: {weeks} learner-weeks still without a place").format(weeks=point.unplaced)
    if point.objective is None:
        return _("Planning: looking for a first plan")
    if point.bound is None:
        return _("Planning: {points} points").format(points=round(point.objective))
    gap = (point.bound - point.objective) / max(1.0, abs(point.objective))
    text = _("Planning: {points} points, at most {gap} % from the best there can be")
    return text.format(points=round(point.objective), gap=percent(max(gap, 0.0)))
