# ruff: noqa: PLR0917, PLR0912, PLR0915  (compiled loops take flat arguments, and a call in a hot loop would cost)
"""Compiled loops of a minimum-cost flow with costs 0 and 1 between learners and a tree of quotas.

Each learner holds one of his arcs to a node of the tree (hospitals, the node for "no place", regions, the root); a
node v sends ``used[v]`` learners to its parent, between ``least[v]`` and ``most[v]``. `settle` takes the learners
that have no arc yet to the nodes that lack flow (`deficit`) by successive shortest paths: levels and blocking flow
over the arcs of reduced cost 0 (Dinic 1970), then prices by the least reduced cost ahead (Ford and Fulkerson 1962).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def link(who: int, node: int, head: Any, after: Any, before: Any) -> None:
    """Put a learner at the head of a node's list of its learners."""
    after[who], before[who] = head[node], -1
    if head[node] >= 0:
        before[head[node]] = who
    head[node] = who


@njit(cache=True, nogil=True)
def unlink(who: int, node: int, head: Any, after: Any, before: Any) -> None:
    if before[who] >= 0:
        after[before[who]] = after[who]
    else:
        head[node] = after[who]
    if after[who] >= 0:
        before[after[who]] = before[who]


@njit(cache=True, nogil=True)
def _levels(  # long: one compiled loop; a call for each case would cost in it
    threshold: int, arcs: Any, tree: Any, state: Any, level: Any, queue: Any
) -> tuple[int, int]:
    """Breadth first from the learners without an arc; the level of the nearest lack (-1: none) and nodes seen."""
    start, end, wish, rank = arcs
    parent, child_start, child, least, most = tree
    current, head, after, _before, used, deficit, price_of, price = state
    n, found, tail = len(start), -1, 0
    level[:] = -1
    for i in range(n):
        if current[i] < 0:
            level[i] = 0
            queue[tail] = i
            tail += 1
    at = 0
    while at < tail:
        u = queue[at]
        at += 1
        if found >= 0 and level[u] >= found:
            break
        following = level[u] + 1
        first = tail
        if u < n:
            for e in range(start[u], end[u]):
                v = wish[e]
                if level[n + v] < 0 and e != current[u] and (rank[e] > threshold) + price_of[u] - price[v] == 0:
                    level[n + v] = following
                    queue[tail] = n + v
                    tail += 1
        else:
            v = u - n
            i = head[v]
            while i >= 0:
                if level[i] < 0 and price[v] - price_of[i] == (rank[current[i]] > threshold):
                    level[i] = following
                    queue[tail] = i
                    tail += 1
                i = after[i]
            p = parent[v]
            if p >= 0 and level[n + p] < 0 and used[v] < most[v] and price[v] == price[p]:
                level[n + p] = following
                queue[tail] = n + p
                tail += 1
            for k in range(child_start[v], child_start[v + 1]):
                c = child[k]
                if level[n + c] < 0 and used[c] > least[c] and price[v] == price[c]:
                    level[n + c] = following
                    queue[tail] = n + c
                    tail += 1
        for q in range(first, tail):
            if queue[q] >= n and deficit[queue[q] - n] > 0:
                found = following
    return found, tail


@njit(cache=True, nogil=True)
def _reprice(threshold: int, arcs: Any, tree: Any, state: Any, level: Any, queue: Any, seen: int) -> bool:
    """Lower the prices of all that was seen until one more arc is free of cost; False when none leads on."""
    start, end, wish, rank = arcs
    parent, child_start, child, least, most = tree
    current, head, after, _before, used, _deficit, price_of, price = state
    n = len(start)
    step = np.iinfo(np.int64).max
    for q in range(seen):
        u = queue[q]
        if u < n:
            for e in range(start[u], end[u]):
                if level[n + wish[e]] < 0 and e != current[u]:
                    step = min(step, (rank[e] > threshold) + price_of[u] - price[wish[e]])
            continue
        v = u - n
        i = head[v]
        while i >= 0:
            if level[i] < 0:
                step = min(step, price[v] - price_of[i] - (rank[current[i]] > threshold))
            i = after[i]
        p = parent[v]
        if p >= 0 and level[n + p] < 0 and used[v] < most[v]:
            step = min(step, price[v] - price[p])
        for k in range(child_start[v], child_start[v + 1]):
            c = child[k]
            if level[n + c] < 0 and used[c] > least[c]:
                step = min(step, price[v] - price[c])
    if step == np.iinfo(np.int64).max:
        return False
    for q in range(seen):
        if queue[q] < n:
            price_of[queue[q]] -= step
        else:
            price[queue[q] - n] -= step
    return True


@njit(cache=True, nogil=True)
def _push(  # long: one compiled loop; a call for each case would cost in it
    threshold: int, root: int, arcs: Any, tree: Any, state: Any, level: Any, path: Any, walk: Any
) -> bool:
    """Depth first along the levels from one learner; move all on the way to a lack, if one is reached."""
    start, end, wish, rank = arcs
    parent, child_start, child, least, most = tree
    current, head, after, before, used, deficit, price_of, price = state
    turn, listed = walk
    n = len(start)
    path[0] = root
    depth = 0
    while depth >= 0:
        u = path[depth]
        if u >= n and deficit[u - n] > 0:
            deficit[u - n] -= 1
            for d in range(depth):
                a, b = path[d], path[d + 1]
                if a < n:
                    if current[a] >= 0:
                        old = wish[current[a]]
                        listed[old] = after[a]
                        unlink(a, old, head, after, before)
                    current[a] = turn[a]
                    link(a, b - n, head, after, before)
                elif b >= n:
                    if parent[a - n] == b - n:
                        used[a - n] += 1
                    else:
                        used[b - n] -= 1
            return True
        following = -1
        if u < n:
            while turn[u] < end[u]:
                e = turn[u]
                v = wish[e]
                ahead = level[n + v] == level[u] + 1 and e != current[u]
                if ahead and (rank[e] > threshold) + price_of[u] - price[v] == 0:
                    following = n + v
                    break
                turn[u] += 1
        else:
            v = u - n
            while listed[v] >= 0:
                i = listed[v]
                if level[i] == level[u] + 1 and price[v] - price_of[i] == (rank[current[i]] > threshold):
                    following = i
                    break
                listed[v] = after[i]
            while following < 0 and turn[u] <= child_start[v + 1] - child_start[v]:
                if turn[u] == 0:
                    p = parent[v]
                    if p >= 0 and level[n + p] == level[u] + 1 and used[v] < most[v] and price[v] == price[p]:
                        following = n + p
                        break
                else:
                    c = child[child_start[v] + turn[u] - 1]
                    if level[n + c] == level[u] + 1 and used[c] > least[c] and price[v] == price[c]:
                        following = n + c
                        break
                turn[u] += 1
        if following >= 0:
            depth += 1
            path[depth] = following
        else:
            level[u] = -1
            depth -= 1
    return False


@njit(cache=True, nogil=True)
def settle(threshold: int, arcs: Any, tree: Any, state: Any) -> int:
    """Take every learner without an arc to a lack at least cost; how many could not be taken."""
    start, head, current = arcs[0], state[1], state[0]
    n, nodes = len(start), len(head)
    level = np.empty(n + nodes, dtype=np.int64)
    queue = np.empty(n + nodes, dtype=np.int64)
    path = np.empty(n + nodes + 1, dtype=np.int64)
    turn = np.empty(n + nodes, dtype=np.int64)
    loose = 0
    for i in range(n):
        loose += current[i] < 0
    while loose > 0:
        found, seen = _levels(threshold, arcs, tree, state, level, queue)
        if found < 0:
            if not _reprice(threshold, arcs, tree, state, level, queue, seen):
                break
            continue
        turn[:n] = start
        turn[n:] = 0
        walk = (turn, head.copy())
        for i in range(n):
            if current[i] < 0 and _push(threshold, i, arcs, tree, state, level, path, walk):
                loose -= 1
    return loose


@njit(cache=True, nogil=True)
def release(threshold: int, arcs: Any, state: Any) -> int:
    """Take their arcs from the learners who hold one that costs; the tree keeps its flow and lacks them."""
    _start, _end, wish, rank = arcs
    current, head, after, before, _used, deficit, price_of, price = state
    price_of[:] = 0
    price[:] = 0
    freed = 0
    for i in range(len(current)):
        if rank[current[i]] > threshold:
            node = wish[current[i]]
            unlink(i, node, head, after, before)
            deficit[node] += 1
            current[i] = -1
            freed += 1
    return freed


@njit(cache=True, nogil=True)
def narrow(threshold: int, arcs: Any, tree: Any, state: Any) -> int:
    """Keep only what some flow of least cost may use (complementary slackness); how many arcs are left."""
    start, end, wish, rank = arcs
    parent, _child_start, _child, least, most = tree
    current, _head, _after, _before, used, _deficit, price_of, price = state
    left = 0
    for i in range(len(start)):
        mine = current[i]
        forced = (rank[mine] > threshold) + price_of[i] - price[wish[mine]] < 0
        put = start[i]
        for e in range(start[i], end[i]):
            if e == mine or (not forced and (rank[e] > threshold) + price_of[i] - price[wish[e]] == 0):
                wish[put], rank[put] = wish[e], rank[e]
                if e == mine:
                    current[i] = put
                put += 1
        end[i] = put
        left += put - start[i]
    for v in range(len(parent)):
        if parent[v] >= 0:
            if price[v] > price[parent[v]]:
                most[v] = used[v]
            elif price[v] < price[parent[v]]:
                least[v] = used[v]
    return left
