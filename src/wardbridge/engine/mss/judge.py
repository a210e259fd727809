"""The independent judge of a solution: every rule and the objective, straight from the benchmark's definition.

Shares nothing with the solver. A breach is a code and the indices it concerns, counted from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from wardbridge.engine.mss.instance import Assignment, Instance, Ints


class Breach(NamedTuple):
    """A rule broken: its code and where (student, or hospital, discipline and period)."""

    rule: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """All breaches, the score of every student (S,), and the objective: their sum plus the least of them."""

    breaches: tuple[Breach, ...]
    scores: Ints
    objective: int


def judge(instance: Instance, assignments: Sequence[Assignment]) -> Verdict:
    """Judge a solution; figures outside of the instance's ranges are breaches, and score nothing."""
    outside = [Breach("range", (number,)) for number, row in enumerate(assignments) if not _inside(instance, row)]
    if outside:
        return Verdict(tuple(outside), np.zeros(instance.students, np.int64), 0)
    rows = [sorted((a for a in assignments if a.student == s), key=lambda a: a.start) for s in range(instance.students)]
    breaches = [b for s, mine in enumerate(rows) for b in _student(instance, s, mine)]
    scores = np.array([_score(instance, s, mine) for s, mine in enumerate(rows)], np.int64)
    return Verdict((*breaches, *_wards(instance, assignments)), scores, int(scores.sum() + scores.min()))


def _inside(instance: Instance, row: Assignment) -> bool:
    last = instance.horizon - instance.duration
    return (
        0 <= row.student < instance.students
        and 0 <= row.start <= last
        and 0 <= row.hospital < instance.hospitals
        and 0 <= row.discipline < instance.disciplines
    )


def _student(instance: Instance, s: int, rows: Sequence[Assignment]) -> Iterator[Breach]:
    """Breaches of the rules that concern one student; `rows` are his, by start."""
    done = [a.discipline for a in rows]
    length = instance.duration
    counts = np.bincount(instance.group[done], minlength=instance.needed.shape[1])
    checks = {
        "group-count": bool((counts == instance.needed[s]).all()),
        "once": len(set(done)) == len(done),
        "overlap": all(b.start >= a.start + length for a, b in pairwise(rows)),
        "allowed": all(instance.allowed[s, d] for d in done),
        "ability": all(instance.able[s, a.hospital, a.discipline] for a in rows),
        "availability": all(instance.available[s, a.start : a.start + length].all() for a in rows),
        "order": all(_ready(instance, a, rows) for a in rows),
        "per-hospital": _most_at_one(rows) <= instance.most_per_hospital,
    }
    return (Breach(rule, (s,)) for rule, holds in checks.items() if not holds)


def _ready(instance: Instance, row: Assignment, rows: Sequence[Assignment]) -> bool:
    done = {a.discipline for a in rows if a.start + instance.duration <= row.start}
    return set(np.flatnonzero(instance.before[row.discipline]).tolist()) <= done


def _most_at_one(rows: Sequence[Assignment]) -> int:
    return int(np.bincount([a.hospital for a in rows]).max()) if rows else 0


def _score(instance: Instance, s: int, rows: Sequence[Assignment]) -> int:
    wish, hospital, change, wait = (int(x) for x in instance.weight[s])
    score = sum(wish * int(instance.wish[s, a.discipline]) + int(instance.worth[a.discipline]) for a in rows)
    score += sum(hospital * int(instance.hospital_wish[s, a.hospital]) for a in rows)
    score += change * sum(a.hospital != b.hospital for a, b in pairwise(rows))
    busy = instance.duration * len(rows)
    end = max((a.start + instance.duration for a in rows), default=0)
    return score + wait * (end - busy)


def _wards(instance: Instance, assignments: Sequence[Assignment]) -> Iterator[Breach]:
    load = np.zeros_like(instance.most)
    for row in assignments:
        load[row.hospital, row.discipline, row.start : row.start + instance.duration] += 1
    for rule, broken in (("ward-most", load > instance.most), ("ward-least", load < instance.least)):
        yield from (Breach(rule, tuple(int(x) for x in at)) for at in np.argwhere(broken))
