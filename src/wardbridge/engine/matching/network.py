"""A market as a flow: learners, hospitals, "no place", regions and the root of all quotas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from wardbridge.engine.matching.flow import narrow, release, settle
from wardbridge.engine.matching.market import Ints, Market
from wardbridge.engine.matching.result import Shortfall

NOWHERE = 2**30
"""Rank of having no place: worse than any wish."""

EVERYTHING = NOWHERE + 1


@dataclass
class Network:
    """Arcs and flow while a method works on them; nodes are the hospitals, "no place", the regions, the root."""

    arcs: tuple[Any, Any, Any, Any]
    tree: tuple[Any, Any, Any, Any, Any]
    state: tuple[Any, Any, Any, Any, Any, Any, Any, Any]
    hospitals: int

    def settle(self, threshold: int) -> int:
        """Make the number of learners whose rank is above `threshold` least, and keep only what keeps it so.

        Returns the arcs left.
        """
        if release(threshold, self.arcs, self.state):
            settle(threshold, self.arcs, self.tree, self.state)
        return int(narrow(threshold, self.arcs, self.tree, self.state))

    @property
    def hospital(self) -> Ints:
        """Each learner's hospital, -1 for none; shape n."""
        found: Ints = self.arcs[2][self.state[0]].astype(np.int64)
        found[found == self.hospitals] = -1
        return found


def network_of(m: Market, order: Ints, worst: int = NOWHERE) -> Network:
    """The market as a flow without flow, of wishes up to rank `worst`; learner k of the network is ``order[k]``."""
    size = len(m.hospitals)
    parent = np.concatenate([np.where(m.region < 0, -1, m.region + size + 1), [-1], np.full(len(m.regions), -1)])
    root = len(parent)
    parent = np.append(np.where(parent < 0, root, parent), -1)
    nodes, n = root + 1, len(m.learners)
    kept = [int(m.minimum[m.region == r].sum()) for r in range(len(m.regions))]
    least = np.concatenate([m.minimum, [0], kept, [0]]).astype(np.int64)
    most = np.concatenate([m.maximum, [n], m.region_maximum, [n]]).astype(np.int64)
    child = np.argsort(parent[:root], kind="stable").astype(np.int64)
    child_start = np.searchsorted(parent[:root][child], np.arange(nodes + 1)).astype(np.int64)
    deficit = np.concatenate([m.minimum, np.zeros(nodes - size)]).astype(np.int64)
    deficit[root] = n - int(m.minimum.sum())
    state = (
        np.full(n, -1, dtype=np.int64), np.full(nodes, -1, dtype=np.int64), np.full(n, -1, dtype=np.int64),
        np.full(n, -1, dtype=np.int64), least.copy(), deficit, np.zeros(n, dtype=np.int64),
        np.zeros(nodes, dtype=np.int64),
    )  # fmt: skip
    return Network(_arcs(m, order, worst), (parent, child_start, child, least, most), state, size)


def _arcs(m: Market, order: Ints, worst: int) -> tuple[Any, Any, Any, Any]:
    """Wishes up to a rank in the learners' new order, each list ended by "no place"."""
    kept = np.flatnonzero(m.rank <= worst)
    cuts = np.searchsorted(kept, m.start)
    sizes = np.diff(cuts)[order]
    start = np.concatenate([[0], np.cumsum(sizes + 1)]).astype(np.int64)
    wish = np.full(int(start[-1]), len(m.hospitals), dtype=np.int32)
    rank = np.full(int(start[-1]), NOWHERE, dtype=np.int32)
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    target = np.repeat(start[:-1], sizes) + within
    source = kept[np.repeat(cuts[:-1][order], sizes) + within]
    wish[target], rank[target] = m.wish[source], m.rank[source]
    return start[:-1].copy(), start[1:].copy(), wish, rank


def with_minimums(m: Market, order: Ints, worst: int = NOWHERE) -> tuple[Network, tuple[Shortfall, ...]]:
    """A flow that keeps as many places of the minimums as any assignment can, and the minimums it can't keep.

    The assignment is of wishes up to rank `worst`.

    A minimum that can't be kept is lowered in the network to what is reached.
    """
    network = network_of(m, order, worst)
    parent, _, _, least, _ = network.tree
    used, deficit = network.state[4], network.state[5]
    if not settle(EVERYTHING, network.arcs, network.tree, network.state):
        return network, ()
    short = deficit[: len(m.hospitals)].copy()
    missing = [
        Shortfall(m.hospitals[h], int(m.minimum[h]), int(m.minimum[h] - short[h])) for h in np.flatnonzero(short)
    ]
    for h in np.flatnonzero(short):
        node = int(h)
        while parent[node] >= 0:
            least[node] -= short[h]
            used[node] -= short[h]
            node = int(parent[node])
        deficit[node] += short[h]
    deficit[: len(m.hospitals)] = 0
    settle(EVERYTHING, network.arcs, network.tree, network.state)
    return network, tuple(missing)
