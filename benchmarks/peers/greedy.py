"""As placement offices do it: largest groups first, each the best rotation that still fits, then moves and swaps.

A unit's rotation is found block by block in every order and every week that fits (first fit by points, sampled); then,
until time is up, one or two units are taken out and put back where that is better, or where it is as good.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
import time
from collections import Counter
from typing import Any

Rotation = tuple[float, int, list[tuple[int, int, tuple[int, ...]]]]
"""Points, track (place in the unit's list), and (block, department, weeks)."""


class Office:
    """The plan while it is made."""

    def __init__(self, data: dict[str, Any], seed: int = 0) -> None:
        self.data = data
        self.random = random.Random(seed)  # noqa: S311  # a heuristic, no secret
        self.load: Counter[tuple[int, int]] = Counter()
        self.there: Counter[int] = Counter()
        self.plan: dict[int, Rotation] = {}

    def room(self, u: int, k: int, weeks: tuple[int, ...]) -> bool:
        size, limit = self.data["units"][u]["members"], self.data["departments"][k]["limit"]
        return all(self.load[k, t] + size <= limit[t] for t in weeks)

    def site_open(self, u: int, site: int) -> bool:
        unit = self.data["units"][u]
        for q, quota in enumerate(self.data["quotas"]):
            counted = quota["site"] == site and unit["programme"] in quota["programmes"]
            if counted and self.there[q] + unit["members"] > quota["maximum"]:
                return False
        return True

    def best(self, u: int) -> Rotation | None:
        """The best of some rotations that fit, at one site each."""
        unit = self.data["units"][u]
        found: list[Rotation] = []
        for number, track in enumerate(unit["tracks"]):
            sites = {self.data["departments"][k]["site"] for block in track["blocks"] for k, _ in block["options"]}
            for site in sorted(site for site in sites if self.site_open(u, site)):
                orders = list(itertools.permutations(range(len(track["blocks"]))))
                for order in self.random.sample(orders, min(12, len(orders))):
                    rotation = self.fit(u, number, order, site)
                    if rotation:
                        found.append(rotation)
        return max(found, key=lambda rotation: (rotation[0], self.random.random()), default=None)

    def fit(self, u: int, number: int, order: tuple[int, ...], site: int) -> Rotation | None:
        unit = self.data["units"][u]
        blocks, departments = unit["tracks"][number]["blocks"], self.data["departments"]
        weeks, at, total = unit["weeks"], 0, 0.0
        rows: list[tuple[int, int, tuple[int, ...]]] = []
        done: set[int] = set()
        for b in order:
            block, used = blocks[b], set()
            if not set(block["after"]) <= done:
                return None
            for _ in range(block["choose"]):
                options = [(w, k) for k, w in block["options"] if departments[k]["site"] == site]
                options = [(w, k) for w, k in options if departments[k]["discipline"] not in used]
                self.random.shuffle(options)
                options.sort(key=lambda option: -option[0])
                for first in range(at, len(weeks) - block["weeks"] + 1):
                    spell = tuple(weeks[first : first + block["weeks"]])
                    pick = next(((w, k) for w, k in options if self.room(u, k, spell)), None)
                    if pick:
                        break
                else:
                    return None
                total += pick[0] - self.data["idle_week"] * unit["members"] * (first - at)
                at = first + block["weeks"]
                rows.append((b, pick[1], spell))
                used.add(departments[pick[1]]["discipline"])
            done.add(b)
        return total, number, rows

    def put(self, u: int, rotation: Rotation, sign: int = 1) -> None:
        size = self.data["units"][u]["members"] * sign
        sites = set()
        for _, k, weeks in rotation[2]:
            sites.add(self.data["departments"][k]["site"])
            for t in weeks:
                self.load[k, t] += size
        for q, quota in enumerate(self.data["quotas"]):
            if quota["site"] in sites and self.data["units"][u]["programme"] in quota["programmes"]:
                self.there[q] += size
        if sign > 0:
            self.plan[u] = rotation
        else:
            del self.plan[u]

    def worth(self) -> tuple[int, float]:
        placed = sum(self.data["units"][u]["members"] for u in self.plan)
        return placed, sum(rotation[0] for rotation in self.plan.values())

    def build(self) -> None:
        for u in sorted(range(len(self.data["units"])), key=lambda u: -self.data["units"][u]["members"]):
            rotation = self.best(u)
            if rotation:
                self.put(u, rotation)

    def improve(self) -> None:
        """Take out one to three units, put them and whoever has no place back; keep it when it is no worse."""
        before, old = self.worth(), dict(self.plan)
        units = range(len(self.data["units"]))
        out = self.random.sample(sorted(self.plan), min(self.random.randint(1, 3), len(self.plan)))
        for u in out:
            self.put(u, self.plan[u], -1)
        waiting = [u for u in units if u not in self.plan]
        self.random.shuffle(waiting)
        new: list[int] = []
        for u in waiting:
            rotation = self.best(u)
            if rotation:
                self.put(u, rotation)
                new.append(u)
        if self.worth() < before:
            for u in new:
                self.put(u, self.plan[u], -1)
            for u in out:
                self.put(u, old[u])


def solve(data: dict[str, Any], seconds: float) -> dict[str, Any]:
    start = time.perf_counter()
    office = Office(data)
    office.build()
    while time.perf_counter() - start < seconds:
        office.improve()
    answer = []
    for u, (_, number, rows) in sorted(office.plan.items()):
        track = data["units"][u]["tracks"][number]
        blocks = [[track["blocks"][b]["requirement"], k, list(weeks)] for b, k, weeks in rows]
        answer.append({"unit": u, "track": track["track"], "blocks": blocks})
    return {"answer": answer, "bound": None, "seconds": time.perf_counter() - start}


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(solve(json.load(sys.stdin), float(sys.argv[1]))))
