"""From the rows to the market of a method."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from wardbridge.engine.errors import Fault
from wardbridge.engine.io.matchbook.reading import MatchBook, number
from wardbridge.engine.matching.market import Couple, Market, market
from wardbridge.engine.matching.result import Method


@dataclass(frozen=True, eq=False)
class Built:
    """A market, the hospitals in it that order their learners by rank, and what was left out, as warnings."""

    market: Market
    ranked: frozenset[int]
    warnings: tuple[Fault, ...]


def build(book: MatchBook, method: Method) -> Built:
    """The market of a book; a hospital with rankings accepts only whom it ranks, where both sides' ranking counts.

    Raises
    ------
    InputRefused
        With the faults of the market that no single row shows.
    """
    hospital = {row.code: h for h, row in enumerate(book.hospitals)}
    region = {row.code: g for g, row in enumerate(book.regions)}
    scores = [number(row.score) or 0.0 for row in book.learners]
    rank = _ranks(book) if method is Method.DEFERRED else {}
    ranked = frozenset(hospital[code] for code in rank)
    out: Counter[str] = Counter()

    def accepts(code: str, learner: str) -> bool:
        taken = code not in rank or learner in rank[code]
        out[code] += not taken
        return taken

    wishes, pairs = _wishes(book)
    kept = [[code for code in wishes[row.code] if accepts(code, row.code)] for row in book.learners]
    priorities = [
        [float(-rank[code][row.code]) if code in rank else score for code in codes]
        for row, codes, score in zip(book.learners, kept, scores, strict=True)
    ]
    listed = {row.code: {*codes, ""} for row, codes in zip(book.learners, kept, strict=True)}
    built = market(
        [row.code for row in book.learners],
        [row.code for row in book.hospitals],
        [[hospital[code] for code in codes] for codes in kept],
        [row.maximum for row in book.hospitals],
        scores=scores,
        priorities=priorities,
        minimum=[row.minimum for row in book.hospitals],
        region=[region[row.region] if row.region else -1 for row in book.hospitals],
        regions=[row.code for row in book.regions],
        region_maximum=[row.maximum for row in book.regions],
        couples=_couples(book, pairs, listed),
    )
    warnings = [Fault("match-unranked", found=code, params={"count": n}) for code, n in sorted(out.items()) if n]
    if book.rankings and not rank:
        warnings.append(Fault("match-rankings-ignored"))
    return Built(built, ranked, tuple(warnings))


Pairs = dict[tuple[str, str], list[tuple[str, str]]]
"""The two members of a couple → pairs of hospitals by rank, "" for no place."""


def _couples(book: MatchBook, pairs: Pairs, listed: dict[str, set[str]]) -> list[Couple]:
    """The couples by index, without pairs of which a hospital accepts its member not."""
    learner = {row.code: i for i, row in enumerate(book.learners)}
    hospital = {row.code: h for h, row in enumerate(book.hospitals)} | {"": -1}
    return [
        Couple(
            learner[a],
            learner[b],
            tuple((hospital[x], hospital[y]) for x, y in wanted if x in listed[a] and y in listed[b]),
        )
        for (a, b), wanted in pairs.items()
    ]


def _ranks(book: MatchBook) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in book.rankings:
        found[row.hospital][row.learner] = row.rank
    return dict(found)


def _wishes(book: MatchBook) -> tuple[dict[str, list[str]], Pairs]:
    """Each learner's hospitals, and each couple's pairs in their order; a member lists what the pairs name."""
    wishes = {row.code: list(row.wishes) for row in book.learners}
    pairs: Pairs = {}
    for row in sorted(book.couples, key=lambda row: (row.first, row.second, row.rank)):
        pairs.setdefault((row.first, row.second), []).append((row.first_hospital, row.second_hospital))
    for (a, b), wanted in pairs.items():
        for code, place in ((a, 0), (b, 1)):
            wishes[code] = list(dict.fromkeys(pair[place] for pair in wanted if pair[place]))
    return wishes, pairs
