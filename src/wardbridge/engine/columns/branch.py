"""Branch and price over the units that move as a group: where fractions of a group stand, decide and bound again.

A group is large beside the limits, so the relaxation errs most on groups; single learners come out nearly whole. A
branch asks of one group: this track at this site? this department for that requirement? begun by that week? Both
answers are bans in the pricing, so it keeps its form. Nodes are counted, never timed.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from wardbridge.engine.columns.bans import Bans, Question
from wardbridge.engine.columns.generate import Aim, bound_of, prices_of
from wardbridge.engine.columns.incumbent import Choice
from wardbridge.engine.columns.integer import Integer
from wardbridge.engine.columns.master import Master, Solution
from wardbridge.engine.columns.pricing import Column, Pricing
from wardbridge.engine.stop import Stop

WHOLE = 1e-6
ROUNDS_IN_NODE = 30


class Tree:
    """The search tree; `search` yields each time the bound or the choice may have got better."""

    def __init__(  # noqa: PLR0917  # the parts of one search
        self, master: Master, pricing: Pricing, aim: Aim, stop: Stop, mip_nodes: int, gap: float
    ) -> None:
        self._gap = gap
        self._master, self._pricing, self._aim, self._stop = master, pricing, aim, stop
        self._mip_nodes = mip_nodes
        self.nodes = 0

    def search(
        self, bound: float, nodes: int, best: Callable[[], Choice | None], offer: Callable[[Choice | None], bool]
    ) -> Iterator[float]:
        """Search from the root's bound (minimised); yields the bound of the whole tree after each node.

        Best-first, but each node is plunged from: its likelier child comes next.
        """
        counter = 0
        heap: list[tuple[float, int, Bans]] = [(bound, 0, Bans())]
        leaves: list[float] = []
        plunge: list[tuple[float, int, Bans]] = []
        while (heap or plunge) and self.nodes < nodes and not self._stop():
            at, _, bans = plunge.pop() if plunge else heapq.heappop(heap)
            if not self._worth(at, best()):
                continue
            self.nodes += 1
            node_bound, solution = self.bound(bans, best())
            node_bound = max(at, node_bound)
            if solution is not None and self._worth(node_bound, best()):
                question = self._question(solution)
                if question is None:
                    offer(self._leaf(bans))
                    leaves.append(node_bound)
                else:
                    for yes in (False, True):
                        counter += 1
                        child = (node_bound, counter, bans.of(self._master.model, question, yes=yes))
                        plunge.append(child) if yes else heapq.heappush(heap, child)
            elif solution is not None or self._stop():
                leaves.append(node_bound)
            yield min([*leaves, *(item[0] for item in (*heap, *plunge)), np.inf])

    def _worth(self, bound: float, best: Choice | None) -> bool:
        """Whether a node can hold a choice better than the best by more than the gap allowed."""
        return best is None or best.left > 0 or -bound > best.points + WHOLE + self._gap * max(1.0, abs(best.points))

    def bound(self, bans: Bans, best: Choice | None) -> tuple[float, Solution | None]:
        """Generate under bans: the node's bound and its LP; no solution where the LP has none."""
        master, bound, solution = self._master, -np.inf, None
        by_batch = bans.by_batch(master.model)
        for _ in range(ROUNDS_IN_NODE):
            n = len(master.columns)
            upper = np.full(n, np.inf)
            upper[bans.hit(master)] = 0.0
            master.fix(np.zeros(n), upper)
            solution = master.solve()
            if solution is None or self._stop():
                return bound, solution
            mu = self._aim.weights.unplaced + solution.place_dual
            prices = prices_of(self._pricing, self._aim, solution.dual, mu, bans=by_batch)
            priced = self._pricing.run(prices, solution.class_dual)
            bound = max(bound, bound_of(master, self._aim, solution.dual, mu, priced))
            if not self._worth(bound, best):
                return bound, solution
            if not master.add(priced.columns):
                break
        return bound, solution

    def _question(self, solution: Solution) -> Question | None:
        """The largest group that stands in fractions: first where, then which department, then when."""
        master = self._master
        some = np.flatnonzero(solution.columns > WHOLE)
        split: dict[int, list[int]] = defaultdict(list)
        for x in some.tolist():
            c = master.columns[x].unit_class
            if master.model.classes[c].size > 1 and master.model.classes[c].count == 1:
                split[c].append(x)
        torn = [c for c, columns in split.items() if len(columns) > 1]
        for ask in (self._sites, self._options, self._weeks):
            for c in sorted(torn, key=lambda c: (-master.model.classes[c].size, c)):
                shares = ask([(master.columns[x], float(solution.columns[x])) for x in split[c]])
                open_ = {q: share for q, share in shares.items() if WHOLE < share < 1 - WHOLE}
                if open_:
                    return min(open_, key=lambda q: abs(open_[q] - 0.5))
        return None

    def _sites(self, columns: list[tuple[Column, float]]) -> dict[Question, float]:
        shares: dict[Question, float] = defaultdict(float)
        for column, share in columns:
            sites = {int(self._master.model.kinds[column.kind].site[o]) for o, _ in column.blocks}
            if self._master.model.problem.max_sites == 1:
                shares[Question(column.unit_class, column.kind, min(sites))] += share
        return shares

    def _options(self, columns: list[tuple[Column, float]]) -> dict[Question, float]:
        return self._blocks(columns, lambda c, v, r, o, at: Question(c, v, requirement=r, option=o))

    def _weeks(self, columns: list[tuple[Column, float]]) -> dict[Question, float]:
        began = self._blocks(columns, lambda c, v, r, o, at: Question(c, v, requirement=r, week=at))
        shares: dict[Question, float] = {}
        for asked in began:
            earlier = [
                share
                for q, share in began.items()
                if (q.kind, q.requirement) == (asked.kind, asked.requirement) and q.week <= asked.week
            ]
            shares[asked] = sum(earlier)
        return shares

    def _blocks(
        self, columns: list[tuple[Column, float]], ask: Callable[[int, int, int, int, int], Question]
    ) -> dict[Question, float]:
        """Shares of the questions about the block of each requirement that takes one."""
        shares: dict[Question, float] = defaultdict(float)
        for column, share in columns:
            kind = self._master.model.kinds[column.kind]
            for o, at in column.blocks:
                r = int(kind.requirement[o, 0])
                requirement = self._master.model.problem.requirements[r]
                if requirement.choose == 1 and not requirement.split:
                    shares[ask(column.unit_class, column.kind, r, o, at)] += share
        return shares

    def _leaf(self, bans: Bans) -> Choice | None:
        """All groups stand whole: make the single learners whole too."""
        integer = Integer(self._master, self._pricing, self._aim, self._stop, self._mip_nodes, bans)
        return integer.dive()
