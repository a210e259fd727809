"""From a file to a judged matching."""

from __future__ import annotations

from dataclasses import astuple
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import numpy as np

from wardbridge.engine.io.matchbook.building import build
from wardbridge.engine.io.matchbook.document import Matched
from wardbridge.engine.io.matchbook.reading import MatchBook, read_matchbook
from wardbridge.engine.matching.couples import rounded
from wardbridge.engine.matching.deferred import seats_of
from wardbridge.engine.matching.explain import Explainer
from wardbridge.engine.matching.judge import Finding, blocking_pairs, empties, envies, quota_findings
from wardbridge.engine.matching.market import Market
from wardbridge.engine.matching.properties import Quality, promises
from wardbridge.engine.matching.result import Matching, Method
from wardbridge.engine.matching.run import match


def match_file(path: Path, method: Method, seed: str, language: str = "en") -> Matched:
    """Read, match and judge.

    Raises
    ------
    InputRefused
        With every fault of the file.
    """
    start = perf_counter()
    book, warnings = read_matchbook(path, language)
    built = build(book, method)
    m = built.market
    matching = match(m, method, seed)
    promised = promises(method, m)
    findings = tuple(judged(rounded(m, matching), matching, promised))
    explainer = Explainer(rounded(m, matching), matching, built.ranked)
    notes = (*warnings, *built.warnings)
    seconds = perf_counter() - start
    return Matched(book, m, matching, explainer, promised, findings, notes, path.name, digest_of(book), seconds)


def digest_of(book: MatchBook) -> str:
    """SHA-256 of the rows, whatever file or order they came in."""
    return sha256(repr(astuple(book)).encode()).hexdigest()


def judged(m: Market, matching: Matching, promised: dict[Quality, bool]) -> list[Finding]:
    """What the judge finds against quotas and promises; minimums that are named as short are not said again."""
    short = {s.hospital for s in matching.shortfalls}
    found = [f for f in quota_findings(m, matching.hospital) if f.code != "match-under" or f.hospital not in short]
    if m.couples:
        return found  # stability with couples is settled by who could still gain, when the search ends
    order = m.priority if matching.method is Method.DEFERRED else np.repeat(m.score, np.diff(m.start))
    owner = np.repeat(np.arange(len(m.learners)), np.diff(m.start))
    claims = {
        "match-envy": promised[Quality.ENVY_FREE] and envies(m, matching.hospital, order, matching.place),
        "match-empty": promised[Quality.NON_WASTEFUL] and not short and empties(m, matching.hospital),
        "match-blocking": promised[Quality.STABLE]
        and blocking_pairs(m, matching.hospital, matching.place, seats_of(m)[4]),
    }
    for code, flags in claims.items():
        found += [Finding(code, m.learners[owner[e]], m.hospitals[m.wish[e]]) for e in np.flatnonzero(flags)]
    return found
