"""Time of each method of matching at the size of a country: ``python benchmarks/matching.py [--learners N] …``.

Draws a market with fixed seeds (hospitals differ in how they are liked; scores and hospitals' marks have ties), then
matches by each method, compiled loops warmed before, and has the judge look for what the method promises against.
Markets: lists of 20 of the 1,000 hospitals, with ties; the same with minimums and caps of 63 regions; couples (2 % of
the learners); and lists of all 1,000 hospitals (``--complete``, 100 million wishes, 6 GB).
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from wardbridge.engine.io.matchbook.matching import judged
from wardbridge.engine.matching.couples import rounded
from wardbridge.engine.matching.market import Couple, Market
from wardbridge.engine.matching.properties import promises
from wardbridge.engine.matching.result import Method
from wardbridge.engine.matching.run import match

REGIONS = 63
CHUNK = 5_000


def market_of(n: int, size: int, length: int, *, quotas: bool, seed: int = 1) -> Market:
    """A market of n learners and `size` hospitals, with lists of `length`; seats for about 1.05 n."""
    random = np.random.default_rng(seed)
    liked = random.normal(0, 1, size)
    wish = np.empty((n, length), dtype=np.int32)
    for first in range(0, n, CHUNK):
        rows = wish[first : first + CHUNK]
        worth = liked + random.gumbel(size=(len(rows), size))
        rows[:] = np.argsort(-worth, axis=1)[:, :length]
    maximum = random.integers(1, 2 * max(1, n * 21 // 20 // size), size, endpoint=True)
    score = np.round(random.normal(7, 1, n) * 4) / 4
    mark = np.repeat(score, length) + np.round(random.normal(0, 1, n * length) * 4) / 4
    region = random.integers(0, REGIONS, size)
    caps = np.bincount(region, weights=maximum, minlength=REGIONS) * 0.95 + 1
    return Market(
        tuple(f"L{i:06}" for i in range(n)),
        tuple(f"H{h:04}" for h in range(size)),
        np.arange(0, n * length + 1, length),
        wish.ravel(),
        np.tile(np.arange(1, length + 1, dtype=np.int32), n),
        mark,
        score,
        maximum // 5 if quotas else np.zeros(size, dtype=np.int64),
        maximum,
        region if quotas else np.full(size, -1),
        tuple(f"R{g}" for g in range(REGIONS)) if quotas else (),
        caps.astype(np.int64) if quotas else np.zeros(0, dtype=np.int64),
    )


def coupled(m: Market, share: float, seed: int = 2) -> Market:
    """The same with couples, who wish for the sums of their ranks, best first, thirty pairs each."""
    random = np.random.default_rng(seed)
    members = random.permutation(len(m.learners))[: 2 * int(len(m.learners) * share / 2)].tolist()
    couples = []
    for first, second in zip(members[::2], members[1::2], strict=True):
        a, b = ([int(m.wish[e]) for e in m.wishes(i)] for i in (first, second))
        pairs = sorted((x + y, a[x], b[y]) for x in range(len(a)) for y in range(len(b)))[:30]
        couples.append(Couple(first, second, tuple((x, y) for _, x, y in pairs)))
    return replace(m, couples=tuple(couples))


def cases(n: int, size: int, *, complete: bool) -> Iterator[tuple[str, Market, list[Method]]]:
    every = list(Method)
    plain = market_of(n, size, min(20, size), quotas=False)
    yield "lists of 20", plain, every
    yield "minimums, regions", market_of(n, size, min(20, size), quotas=True), every
    yield "couples 2 %", coupled(plain, 0.02), [Method.DEFERRED]
    if complete:
        yield "complete lists", market_of(n, size, size, quotas=False), every


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=100_000)
    parser.add_argument("--hospitals", type=int, default=1_000)
    parser.add_argument("--complete", action="store_true")
    chosen = parser.parse_args(arguments)
    for method in Method:
        match(market_of(20, 5, 3, quotas=True), method, "1")
    sys.stdout.write(f"{chosen.learners} learners, {chosen.hospitals} hospitals\n")
    head = ("market", "method", "seconds", "cpu", "placed", "first", "short", "rounded", "found", "MB")
    form = "{:<18} {:<13} {:>8} {:>7} {:>7} {:>6} {:>6} {:>8} {:>6} {:>6}\n"
    sys.stdout.write(form.format(*head))
    for name, m, methods in cases(chosen.learners, chosen.hospitals, complete=chosen.complete):
        for method in methods:
            wall, cpu = time.perf_counter(), time.process_time()
            found = match(m, method, "2026")
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            owner = np.repeat(np.arange(len(m.learners)), np.diff(m.start))
            first = int(((m.wish == found.hospital[owner]) & (m.rank == 1)).sum())
            findings = judged(rounded(m, found), found, promises(method, m))
            placed, megabytes = (
                int((found.hospital >= 0).sum()),
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            )
            extra = sum(rounding.used - rounding.given for rounding in found.roundings)
            figures = (placed, first, len(found.shortfalls), extra, len(findings), megabytes)
            sys.stdout.write(form.format(name, str(method), f"{wall:.1f}", f"{cpu:.1f}", *figures))
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
