"""A run: generate, bound, make whole, better, prove; and say why not, where not everyone can be placed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from wardbridge.engine.columns.answer import load_of, placed_of, worth_of_places
from wardbridge.engine.columns.branch import Tree
from wardbridge.engine.columns.descent import Descent
from wardbridge.engine.columns.generate import Aim, Generated, generate, prices_of
from wardbridge.engine.columns.incumbent import Choice, State, choice_of, plan_of
from wardbridge.engine.columns.integer import Integer
from wardbridge.engine.columns.leximin import even_out
from wardbridge.engine.columns.limits import Limits, limits_of
from wardbridge.engine.columns.master import Master, Weights
from wardbridge.engine.columns.model import Floats, Model, model_of
from wardbridge.engine.columns.neighbourhood import Neighbourhoods
from wardbridge.engine.columns.pricing import Column, Pricing, Rotations
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Progress, Result, Status
from wardbridge.engine.problem import Problem
from wardbridge.engine.score import score
from wardbridge.engine.stop import Stop

LISTED = 8_000
"""Most columns that the closing step lists."""
NEARLY = 3e-3
"""Branching begins only where the gap is at most this: it closes what is nearly closed."""
BASE = 0.6
"""Part of the relaxation's prices that the descent puts on all that limits hold: whole units use less of them."""
CLOSE = 1e-6
"""Two objectives closer than this are one."""


class Run:
    """One run over one problem; `result` does all."""

    def __init__(
        self,
        problem: Problem,
        stop: Stop,
        seed: int,
        parameters: Parameters,
        on_progress: Callable[[Progress], None],
        *,
        limits: Callable[[Model], Limits] = limits_of,
        toll: Floats | None = None,
        known: Rotations = (),
    ) -> None:
        self._began = time.monotonic()
        self._problem, self._stop, self._seed, self._parameters = problem, stop, seed, parameters
        self._tell = on_progress
        self._search = parameters.search
        self._model = replace(model_of(problem, parameters), toll=toll)
        self._limits = limits(self._model)
        self._pricing = Pricing(self._model, self._limits, self._search.workers)
        self._master = Master(self._model, self._limits, seed, stop)
        self._master.add(self._legal(known))
        self._state = State()
        self._first: tuple[Choice | None, tuple[Column, ...]] = None, ()
        self._curve: list[Progress] = []
        self._counts = {
            "learners": len(problem.learners),
            "classes": len(self._model.classes),
            "limits": len(self._limits.rows),
            "rounds": 0,
            "columns": 0,
            "neighbourhoods": 0,
        }

    def _legal(self, known: Rotations) -> list[Column]:
        """Rotations found before, at other tolls or within other limits, as far as offers allow them here."""
        found, offered = [], self._model.offered
        for c, v, blocks in known:
            column = self._pricing.column(c, v, blocks)
            f = self._master.profile[c]
            if all(offered[f, k, t] for k, t in self._master.cells(column)):
                found.append(column)
        return found

    def rotations(self) -> Rotations:
        """All rotations found, for another run over the same units."""
        return tuple((x.unit_class, x.kind, x.blocks) for x in self._master.columns)

    # --- what is known so far -------------------------------------------------------------------------------------

    def _gap(self, choice: Choice | None = None) -> float:
        """Gap of the best choice, or of another one."""
        best = choice or self._state.best
        if best is None or best.left > 0:
            return np.inf
        return max(0.0, self._state.bound - best.points) / max(1.0, abs(best.points))

    def _closed(self) -> bool:
        best = self._state.best
        if best is None:
            return False
        if best.left > 0:
            weight, bound = self._state.partial
            allowed = max(CLOSE, self._search.target_gap * max(1.0, abs(best.points)))
            most = min(self._state.bound, weight * best.left - bound)
            return self._state.left_bound > best.left - 1e-6 and most <= best.points + allowed
        return self._gap() <= self._search.target_gap

    def _progress(self, phase: str) -> None:
        best, first = self._state.best, self._first[0]
        best = first if first is not None and first.better_than(best) else best
        bound = None if np.isinf(self._state.bound) else self._state.bound
        points, unplaced = (None, None) if best is None else (best.points, best.unplaced)
        point = Progress(time.monotonic() - self._began, points, bound, unplaced, phase)
        self._curve.append(point)
        self._tell(point)

    def _offer(self, choice: Choice | None, phase: str) -> bool:
        """Keep a choice if it is the best so far."""
        if choice is None or not choice.better_than(self._state.best):
            return False
        self._state.best = choice
        self._progress(phase)
        return True

    # --- bounds -----------------------------------------------------------------------------------------------------

    def _lower_points(self, bound: float) -> None:
        """A bound on points that holds for every plan that places everyone."""
        if -bound < self._state.bound - CLOSE:
            self._state.bound = -bound
            self._progress("bounding")

    def _penalty(self) -> Weights:
        """A first guess of what leaving out a learner-week must cost; phase one settles it when it is too small."""
        points = self._parameters.wishes.points
        moves = self._parameters.moves
        price = 20.0 * (1.0 + sum(points) + moves.site_change + moves.idle_week)
        return Weights(1.0, price, price)

    def _generate(self, aim: Aim, seen: Callable[[float], None]) -> Generated:
        generated = generate(self._master, self._pricing, aim, self._stop, seen)
        self._counts["rounds"] += generated.rounds
        self._counts["columns"] = len(self._master.columns)
        return generated

    def _left_out(self, generated: Generated) -> bool:
        solution = generated.solution
        if solution is None:
            return True
        partial = float(solution.columns @ self._master.table.unplaced) if len(solution.columns) else 0.0
        return float(solution.unplaced.sum() + solution.lacking.sum()) + partial > 1e-6

    def _relaxed(self) -> tuple[Aim, Generated]:
        """Generate for points; where someone stays out, settle by phase one whether that must be so."""
        aim = Aim(self._penalty(), partial=False)
        generated = self._generate(aim, self._lower_points)
        if not self._left_out(generated) or self._stop():
            return aim, generated
        places = Aim(Weights(0.0, 1.0, self._master.share), partial=True)
        phase_one = self._generate(places, self._raise_left)
        if self._stop():
            return aim, generated
        heavy = Integer(self._master, self._pricing, aim, self._stop, 0).heavy()
        must = self._left_out(phase_one)
        if must:
            self._state.bound = np.inf
            self._progress("phase-one")
        aim = Aim(heavy, partial=must)
        self._state.partial = heavy.unplaced, -np.inf
        return aim, self._generate(aim, self._bound_partial if must else self._lower_points)

    def _bound_partial(self, bound: float) -> None:
        self._state.partial = self._state.partial[0], max(self._state.partial[1], bound)

    def _raise_left(self, bound: float) -> None:
        self._state.left_bound = max(self._state.left_bound, 0.0 if bound < 1e-6 else bound)

    # --- whole rotations -------------------------------------------------------------------------------------------

    def _whole(self, aim: Aim, generated: Generated) -> None:
        integer = Integer(self._master, self._pricing, aim, self._stop, self._search.mip_nodes)
        large = sum(c.count * c.size for c in self._model.classes if c.size > 1)
        if 2 * large > len(self._problem.learners):
            self._descend(generated, partial=aim.partial)
        if self._search.dives and not self._over() and not self._all_placed():
            self._offer(integer.dive(), "dive")
        if self._over():
            return
        self._neighbourhoods(aim)
        if self._over():
            return
        self._branch(aim, generated)
        if not self._over():
            self._list(generated)

    def _all_placed(self) -> bool:
        return self._state.best is not None and self._state.best.left == 0

    def _early(self) -> None:
        """A plan at once, for whoever stops the run soon; apart from the master, whose own columns it would colour."""
        descent = Descent(
            Master(self._model, self._limits, self._seed, self._stop), self._pricing, self._stop, self._seed
        )
        choice = descent.search(2 * len(self._problem.units), first=True) or descent.salvage(partial=False)
        self._first = choice, descent.columns()
        self._progress("greedy")

    def _fall_back(self) -> None:
        """Answer with the first plan where nothing better came of the rest."""
        choice, columns = self._first
        if choice is not None and choice.better_than(self._state.best):
            self._master.add(columns)
            taken = np.zeros(len(self._master.columns), np.int64)
            np.add.at(taken, [self._master.at(column) for column in columns], 1)
            self._offer(choice_of(self._master, taken), "greedy")

    def _descend(self, generated: Generated, *, partial: bool) -> None:
        """Search in whole units; what doesn't fit in the end is left out. Less of it where not all can fit."""
        base = None if partial or generated.dual is None else BASE * generated.dual
        descent = Descent(self._master, self._pricing, self._stop, self._seed, base)
        steps = self._search.descent_steps // (8 if partial else 1)
        choice = descent.search(steps, enough=lambda found: self._gap(found) <= self._search.target_gap)
        self._offer(choice or descent.salvage(partial=partial), "descent")
        self._counts["steps"] = descent.steps

    def _branch(self, aim: Aim, generated: Generated) -> None:
        """Branch over groups; the bound of the tree is the round's where everyone can be placed."""
        if not any(unit_class.size > 1 for unit_class in self._model.classes) or self._gap() > NEARLY:
            return
        tree = Tree(self._master, self._pricing, aim, self._stop, self._search.mip_nodes, self._search.target_gap)
        bounds = tree.search(
            generated.bound, self._search.branch_nodes, lambda: self._state.best, lambda x: self._offer(x, "branch")
        )
        for bound in bounds:
            if not aim.partial:
                self._lower_points(bound)
            if self._closed():
                break
        self._counts["nodes"] = tree.nodes
        Integer(self._master, self._pricing, aim, self._stop, 0).release()

    def _over(self) -> bool:
        return self._stop() or self._closed()

    def _neighbourhoods(self, aim: Aim) -> None:
        """Let units that compete choose anew, until that brings no more."""
        search = Neighbourhoods(self._master, aim, self._search, self._seed, self._stop)
        for choice in search.from_(lambda: self._state.best):
            self._counts["neighbourhoods"] = search.count
            if choice is not None:
                self._offer(choice, "neighbourhood")
            if self._over():
                return

    def _list(self, generated: Generated) -> bool:
        """List every rotation that a better plan could use and choose among them; `True` when that proves the best."""
        best = self._state.best
        full = best is None or best.left > 0
        if generated.dual is None and not full:
            return False
        dual = np.zeros(len(self._limits.rows)) if full or generated.dual is None else generated.dual
        aim = Aim(Weights(1.0, 0.0, 0.0), partial=full)
        prices = prices_of(self._pricing, aim, dual, 0.0)
        value = self._pricing.run(prices).best
        least = (
            np.full(len(value), -1e20) if full or best is None else value - (self._state.bound - best.points) - CLOSE
        )
        listed = self._pricing.every(prices, least, LISTED)
        if listed is None:
            return False
        self._master.add(listed)
        known = {(x.unit_class, x.kind, x.blocks) for x in listed}
        chosen = np.array(
            [i for i, x in enumerate(self._master.columns) if (x.unit_class, x.kind, x.blocks) in known], np.int64
        )
        return self._choose_listed(chosen, full)

    def _choose_listed(self, chosen: np.ndarray[tuple[int], np.dtype[np.int64]], full: bool) -> bool:
        integer = Integer(self._master, self._pricing, Aim(Weights(1.0, 0.0, 0.0), full), self._stop, 0)
        weights = integer.heavy()
        best = self._state.best
        begin = None if best is None else choice_of(self._master, best.taken).taken
        if begin is not None:
            chosen = np.union1d(chosen, np.flatnonzero(begin))
        whole = self._master.whole(chosen, weights, self._stop, self._search.list_nodes, start=begin)
        if whole is None:
            return False
        taken = np.zeros(len(self._master.columns), np.int64)
        taken[chosen] = whole.columns
        self._offer(choice_of(self._master, taken), "listing")
        self._take_bound(whole.bound, weights, full, proven=whole.proven)
        return whole.proven

    def _take_bound(self, bound: float, weights: Weights, full: bool, *, proven: bool) -> None:
        """What the closing step proves: nothing outside of its list can be better than the best."""
        best = self._state.best
        if best is None:
            return
        if best.left > 0:
            if full and proven:
                self._state.left_bound, self._state.bound = best.left, best.points
            return
        self._state.bound = min(self._state.bound, max(best.points, best.points if proven else -bound))
        self._progress("listing")

    # --- the answer -------------------------------------------------------------------------------------------------

    def priced(self) -> tuple[float | None, Floats]:
        """The bound alone, and what its fractions use: learners by (programme, department, period)."""
        _, generated = self._relaxed()
        load = load_of(self._master, generated.solution)
        return (None if np.isinf(self._state.bound) else self._state.bound), load

    def result(self) -> Result:
        self._progress("start")
        self._early()
        aim, generated = self._relaxed()
        if self._stop():
            self._rescue(aim)
        else:
            self._whole(aim, generated)
        self._fall_back()
        self._even_out()
        return self._answer(generated.dual)

    def at_once(self) -> Result:
        """The first plan alone, with nothing proven of it."""
        self._early()
        self._fall_back()
        return self._answer(None)

    def _answer(self, dual: Floats | None) -> Result:
        plan = Plan(()) if self._state.best is None else plan_of(self._master, self._state.best)
        points = score(self._problem, plan, self._parameters)
        best = self._state.best
        left, worth = (1.0, 0.0) if best is None else (best.left, best.points)
        bound = None if np.isinf(self._state.bound) else max(self._state.bound, worth if left == 0 else -np.inf)
        gap = None if left > 0 or bound is None else (bound - worth) / max(1.0, abs(worth))
        self._counts["placed"] = placed_of(self._problem, plan)
        least = self._state.left_bound
        self._counts["unplaced_bound"] = int(np.ceil(least - 1.0 + 1e-6)) if least else 0
        return Result(
            status=self._status(left, gap),
            plan=plan,
            objective=points.total,
            bound=bound,
            gap=gap,
            unplaced=points.unplaced,
            seed=self._seed,
            seconds=time.monotonic() - self._began,
            counts=self._counts,
            points=points.by_part(),
            duals=worth_of_places(self._problem, self._limits, dual),
            curve=tuple(self._curve),
        )

    def _even_out(self) -> None:
        """The worst-off first, where that is asked for and everyone has a place."""
        best = self._state.best
        if not self._parameters.equity.leximin or best is None or best.left > 0:
            return
        found = even_out(self._master, self._pricing, self._parameters, best, self._stop, LISTED)
        if found is not None:
            self._state.best = found[0]
        self._counts["leximin_levels"] = 0 if found is None else found[1].levels
        self._counts["leximin_proven"] = int(found is not None and found[1].proven)

    def _rescue(self, aim: Aim) -> None:
        """Stopped before a first plan: take what the columns at hand give, in a few nodes."""
        integer = Integer(self._master, self._pricing, aim, lambda: False, 1)
        self._offer(integer.quick(), "rescue")

    def _status(self, left: float, gap: float | None) -> Status:
        if left > 0:
            if self._state.left_bound > 0:
                return Status.INFEASIBLE
            return Status.STOPPED if self._stop() else Status.GAP
        if self._counts.get("leximin_proven", gap is not None and gap <= max(self._search.target_gap, CLOSE)):
            return Status.OPTIMAL
        return Status.STOPPED if self._stop() else Status.GAP


def run(
    problem: Problem,
    stop: Stop,
    seed: int,
    parameters: Parameters,
    on_progress: Callable[[Progress], None],
    *,
    limits: Callable[[Model], Limits] = limits_of,
    toll: Floats | None = None,
    known: Rotations = (),
) -> Result:
    """Plan the problem as one; see `wardbridge.engine.solve.solve`. Other `limits` than the problem's answer what-ifs.

    With a `toll` (programmes, departments, periods) points are less what is paid, in the bound and the gap of the
    answer; its objective is the plan's own worth. The search begins with the rotations `known`.
    """
    return Run(problem, stop, seed, parameters, on_progress, limits=limits, toll=toll, known=known).result()
