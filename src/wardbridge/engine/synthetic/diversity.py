"""How diverse a round is: what decides how hard it is, besides its size."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass

from wardbridge.engine.columns.model import model_of
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Diversity:
    """Counts of a round.

    Parameters
    ----------
    classes
        Of units that are interchangeable for the engine: same programme, size, weeks and worth of every option.
    lists
        Different lists of wishes.
    used
        Learner-weeks required over places offered, a fraction.
    """

    learners: int
    weeks: int
    sites: int
    departments: int
    units: int
    classes: int
    lists: int
    used: float

    def as_dict(self) -> dict[str, int | float]:
        return asdict(self)


def diversity_of(book: RoundBook) -> Diversity:
    """Count; takes as long as reading the round does."""
    problem = problem_of(book)
    lists = defaultdict(list)
    for wish in book.wishes:
        lists[wish.learner].append((wish.rank, wish.site, wish.discipline, wish.department, wish.track))
    required = sum(problem.index.required_weeks(problem, x.programme, x.track or 0) for x in problem.learners)
    offered = sum(offer.maximum * len(offer.periods) for offer in problem.offers)
    return Diversity(
        len(problem.learners),
        len(problem.periods),
        len(problem.sites),
        len(problem.departments),
        len(problem.units),
        len(model_of(problem, Parameters.default()).classes),
        len({tuple(wishes) for wishes in lists.values()}),
        round(required / max(1, offered), 4),
    )
