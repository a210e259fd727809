"""``match.json``: the matching with all that is needed to say why, and to do it again with nothing of ours."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wardbridge.engine.errors import Fault
from wardbridge.engine.io.atomic import write_text
from wardbridge.engine.io.matchbook.reading import MatchBook
from wardbridge.engine.matching.draw import lot
from wardbridge.engine.matching.explain import Explainer, Reason
from wardbridge.engine.matching.judge import Finding
from wardbridge.engine.matching.market import Market
from wardbridge.engine.matching.properties import Quality
from wardbridge.engine.matching.result import Matching

SCHEMA = "wardbridge.match"
VERSION = 1


@dataclass(frozen=True, eq=False)
class Matched:
    """Choices read from a file, the matching, the judge's findings; `digest` is the SHA-256 of the rows read."""

    book: MatchBook
    market: Market
    matching: Matching
    explainer: Explainer
    promised: dict[Quality, bool]
    findings: tuple[Finding, ...]
    warnings: tuple[Fault, ...]
    source: str
    digest: str
    seconds: float

    @property
    def headline(self) -> dict[str, Any]:
        """The figures that ``match --json`` prints."""
        matching = self.matching
        ranks = [int(rank) for rank in self.explainer.rank if rank < 2**31]
        return {
            "method": str(matching.method),
            "seed": matching.seed,
            "seconds": round(self.seconds, 3),
            "learners": len(self.market.learners),
            "placed": int((matching.hospital >= 0).sum()),
            "by_rank": [ranks.count(rank) for rank in range(1, max(ranks, default=0) + 1)],
            "promises": {str(quality): holds for quality, holds in self.promised.items()},
            "shortfalls": [
                {"hospital": s.hospital, "minimum": s.minimum, "reached": s.reached, "proven": matching.proven}
                for s in matching.shortfalls
            ],
            "roundings": [{"hospital": r.hospital, "given": r.given, "used": r.used} for r in matching.roundings],
            "findings": [
                {"code": f.code, "learner": f.learner, "hospital": f.hospital, "found": f.found, "allowed": f.allowed}
                for f in self.findings
            ],
        }


def document_of(matched: Matched) -> dict[str, Any]:
    """The whole content of ``match.json`` as plain data."""
    m, matching = matched.market, matched.matching
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "input": {"name": matched.source, "sha256": matched.digest},
        **matched.headline,
        "counts": dict(matching.counts),
        "hospitals": [hospital_data(matched, h) for h in range(len(m.hospitals))],
        "assignments": [_assignment(matched, i) for i in range(len(m.learners))],
    }


def hospital_data(matched: Matched, h: int) -> dict[str, Any]:
    """A hospital's figures, and where its door closed: the last one's score (or rank) and lot."""
    m, explainer = matched.market, matched.explainer
    filled = int(explainer.filled[h])
    last = float(explainer.last[0][h]) if filled else None
    by_rank = h in explainer.ranked
    return {
        "hospital": m.hospitals[h],
        "minimum": int(m.minimum[h]),
        "maximum": int(m.maximum[h]),
        "region": m.regions[m.region[h]] if m.region[h] >= 0 else "",
        "placed": filled,
        "last_score": None if by_rank else last,
        "last_rank": -int(last) if by_rank and last is not None else None,
    }


def _assignment(matched: Matched, i: int) -> dict[str, Any]:
    m, matching = matched.market, matched.matching
    h, rank = int(matching.hospital[i]), int(matched.explainer.rank[i])
    return {
        "learner": m.learners[i],
        "hospital": m.hospitals[h] if h >= 0 else "",
        "rank": rank if rank < 2**31 else None,
        "score": float(m.score[i]),
        "lot": lot(matching.seed, m.learners[i]),
        "lot_place": int(matching.place[i]) + 1,
        "reasons": [_reason(reason) for reason in matched.explainer.of(i)],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "hospital": reason.hospital, "params": dict(reason.params)}


def write_match(path: Path, document: dict[str, Any]) -> None:
    """Write ``match.json``, whole or not at all."""
    write_text(path, json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
