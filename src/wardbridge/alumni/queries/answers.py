"""Answers about the past, each with how complete it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from wardbridge.alumni.models import History, PastStay
from wardbridge.core.actors import Actor

K = TypeVar("K")
LENGTHS = ((1, 5), (6, 11), (12, 23), (24, None))
"""Bands of months, both ends inside; a stay whose months are not known is in none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How many, and by what; `incomplete` goes with every figure.

    `stated` is what the source says, `entered` what stands here; each part is (key, count), the key `None` for
    "not known".
    """

    history: History
    entered: int
    by_specialty: list[tuple[str | None, int]]
    by_profession: list[tuple[str | None, int]]
    by_length: list[tuple[tuple[int, int | None] | None, int]]
    by_decade: list[tuple[int | None, int]]

    @property
    def incomplete(self) -> bool:
        """Whether the history may hold more than is entered."""
        return not self.history.complete or (self.history.stated or 0) > self.entered

    @property
    def undated(self) -> int:
        return next((count for key, count in self.by_decade if key is None), 0)


def answer(actor: Actor, history: History) -> Answer:
    """What stands of a history that the actor may see; one query."""
    rows = list(PastStay.objects.visible_to(actor).filter(history=history))
    return Answer(
        history=history,
        entered=len(rows),
        by_specialty=_most(rows, lambda row: row.specialty),
        by_profession=_most(rows, lambda row: row.profession),
        by_length=_in_order(rows, lambda row: _band(row.months), lambda key: key[0]),
        by_decade=_in_order(rows, lambda row: row.began_year and row.began_year // 10 * 10, lambda key: key),
    )


def _band(months: int | None) -> tuple[int, int | None] | None:
    if months is None:
        return None
    return next(band for band in LENGTHS if band[0] <= months and (band[1] is None or months <= band[1]))


def _most(rows: Iterable[PastStay], key: Callable[[PastStay], K]) -> list[tuple[K, int]]:
    return sorted(Counter(map(key, rows)).items(), key=lambda pair: (-pair[1], str(pair[0])))


def _in_order(
    rows: Iterable[PastStay], key: Callable[[PastStay], K | None], order: Callable[[K], int]
) -> list[tuple[K | None, int]]:
    """By the key's order, what is not known last."""
    counts = Counter(map(key, rows))
    return sorted(counts.items(), key=lambda pair: (pair[0] is None, 0 if pair[0] is None else order(pair[0])))
