"""The only door from exchange to the engine: a choice by merit among places with quotas, with its reasons.

What is heavy is imported when a call is ranked, not with the pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

METHOD = "serial"
"""The published method: in the order of merit each takes the dearest place that is left (serial dictatorship)."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """One who takes part: his code (of which the lot is drawn), his points, his places by index, dearest first."""

    code: str
    score: float
    wishes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the index of the place (`None` for none), position from 1, the lot, codes and figures why."""

    place: int | None
    position: int
    lot: str
    why: tuple[tuple[str, str, Mapping[str, str | int | float]], ...]


def choose(entrants: Sequence[Entrant], places: Sequence[tuple[str, int]], seed: str) -> list[Outcome]:
    """Outcomes in the order of the entrants; `places` are codes with how many each takes.

    The same entrants, places and seed give the same outcome; who stands level is told apart by the published draw.
    """
    from wardbridge.engine.matching.draw import draw, lot, merit_order
    from wardbridge.engine.matching.explain import Explainer
    from wardbridge.engine.matching.market import market
    from wardbridge.engine.matching.result import Method
    from wardbridge.engine.matching.run import match

    chosen = market(
        [one.code for one in entrants],
        [code for code, _most in places],
        [one.wishes for one in entrants],
        [most for _code, most in places],
        scores=[one.score for one in entrants],
    )
    matching = match(chosen, Method(METHOD), seed)
    explainer = Explainer(chosen, matching)
    order = merit_order(chosen.score, draw(seed, chosen.learners))
    position = {int(learner): at for at, learner in enumerate(order, 1)}
    return [
        Outcome(
            place=int(matching.hospital[i]) if matching.hospital[i] >= 0 else None,
            position=position[i],
            lot=lot(seed, one.code),
            why=tuple((reason.code, reason.hospital, dict(reason.params)) for reason in explainer.of(i)),
        )
        for i, one in enumerate(entrants)
    ]
