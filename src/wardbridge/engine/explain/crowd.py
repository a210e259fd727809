"""Where too many ask for the same: the limits that stand against a wish, how many ask and how many have place."""

from __future__ import annotations

from dataclasses import dataclass

from wardbridge.engine.columns.limits import Row
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.pricing import Column
from wardbridge.engine.explain.market import Market
from wardbridge.engine.problem import Wish

SHOWN = 3
"""Limits named for one wish."""
DUST = 1e-6


@dataclass(frozen=True, slots=True)
class Binding:
    """A limit that is full, or dear, where a wish would have to be met.

    Parameters
    ----------
    rules
        Rules that the amount comes from.
    wanted
        People with a wish of the same sort for this place.
    places, taken
        The amount of the limit and what the plan takes of it: people if `people`, else shares of teachers.
    price
        Points that one more place is worth there, over these weeks.
    """

    rules: tuple[str, ...]
    department: str
    site: str
    periods: tuple[int, ...]
    wanted: int
    places: float
    taken: float
    price: float
    people: bool = True


class Crowd:
    """Who asks for what, and how full the plan makes each limit."""

    def __init__(self, market: Market, used: Floats) -> None:
        self._market, self._problem, self._used = market, market.model.problem, used

    def binding(self, wish: Wish, mine: Column | None, column: Column) -> tuple[Binding, ...]:
        """Limits that the rotation needs and that are dear, or too full for one more beside those who are there.

        First those of the place that the wish names, then the dearest.
        """
        given_up = self._market.uses(mine) if mine is not None else {}
        runs: list[_Run] = []
        for r, amount in sorted(self._market.uses(column).items()):
            more = amount - given_up.get(r, 0.0)
            if r >= self._market.plain or more <= 0:
                continue
            if self._market.limits.rows[r].price:  # it costs points and keeps nobody out
                continue
            row, price, taken = self._market.limits.rows[r], float(self._market.price[r]), float(self._used[r])
            if price > DUST or taken + more > row.upper + DUST:
                _append(runs, _Run(row, list(row.periods), price, taken))
        found = [self._bound(wish, run) for run in runs]
        site_wish = wish.discipline is None and wish.department is None
        found.sort(key=lambda one: (not one.wanted or bool(one.department) == site_wish, -one.price))
        return tuple(found[:SHOWN])

    def _bound(self, wish: Wish, run: _Run) -> Binding:
        problem, row = self._problem, run.row
        department, site = row.department, row.at_site(problem)
        return Binding(
            row.rules,
            "" if department is None else problem.departments[department].code,
            problem.sites[site],
            tuple(run.weeks),
            self._wanted(wish, department, site),
            row.upper,
            run.taken,
            round(run.price, 6),
            all(w <= profile.size for w, profile in zip(row.weight, self._market.model.profiles, strict=True)),
        )

    def _people(self, row: Row) -> bool:
        """Whether a unit counts with its members, not with shares of a teacher."""
        return all(w in {0, p.size} for w, p in zip(row.weight, self._market.model.profiles, strict=True))

    def _wanted(self, wish: Wish, department: int | None, site: int) -> int:
        """People with a wish of the same sort that this place would serve."""
        return len(
            {w.learner for w in self._problem.wishes if _same_sort(w, wish) and self._serves(w, department, site)}
        )

    def _serves(self, wish: Wish, department: int | None, site: int) -> bool:
        if wish.site not in {None, site}:
            return False
        if department is None:
            at = None if wish.department is None else self._problem.departments[wish.department].site
            return site in {wish.site, at}
        discipline = self._problem.departments[department].discipline
        return wish.discipline in {None, discipline} and wish.department in {None, department}


@dataclass(slots=True)
class _Run:
    """Rows of one limit in weeks that follow each other."""

    row: Row
    weeks: list[int]
    price: float
    taken: float

    def joins(self, other: _Run) -> bool:
        mine, its = self.row, other.row
        if mine.visits or its.visits or self.weeks[-1] + 1 != its.periods[0]:
            return False
        where = {k for k, _ in mine.cells} == {k for k, _ in its.cells}
        same = (mine.rules, mine.upper, mine.weight, mine.time) == (its.rules, its.upper, its.weight, its.time)
        return where and same


def _append(runs: list[_Run], run: _Run) -> None:
    for last in runs:
        if last.joins(run):
            last.weeks += run.weeks
            last.price += run.price
            last.taken = max(last.taken, run.taken)
            return
    runs.append(run)


def _same_sort(one: Wish, other: Wish) -> bool:
    """Whether two wishes ask for the same kind of thing: a block somewhere, a site, or a track."""
    block = one.discipline is not None or one.department is not None
    if block or other.discipline is not None or other.department is not None:
        return block and (other.discipline is not None or other.department is not None)
    return one.track == other.track and (one.site is None) == (other.site is None)
