"""The plain 0-1 model that both the CP-SAT and the HiGHS peer solve; knows nothing of the engine.

x[u, track, block, department, start] says that a unit begins a block in a department. Rows: one track a unit; each
block as often as asked, in different disciplines; one place a week; limits of department and week; quotas and number of
sites; order. Points: wishes; idle weeks before the last block ends. Site changes: none where one site a learner is
allowed, left out of the points elsewhere (the judge's score counts them).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

Row = tuple[float, float, list[tuple[int, float]]]
"""Least, most, and (variable, factor) of a row."""


@dataclass
class Model:
    """0-1 variables with gains, rows, and what a variable means."""

    gains: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    meaning: dict[int, tuple[int, int, int, int, tuple[int, ...]]] = field(default_factory=dict)
    """Variable → unit, track (place in its list), block, department, weeks."""

    def variable(self, gain: float) -> int:
        self.gains.append(gain)
        return len(self.gains) - 1


def model_of(data: dict[str, Any]) -> Model:
    model = Model()
    cells: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    at_site: dict[tuple[int, int], int] = {}
    for u in range(len(data["units"])):
        _unit(data, model, u, cells, at_site)
    for (k, t), terms in sorted(cells.items()):
        model.rows.append((0, data["departments"][k]["limit"][t], terms))
    for quota in data["quotas"]:
        terms = [
            (v, data["units"][u]["members"])
            for (u, site), v in at_site.items()
            if site == quota["site"] and data["units"][u]["programme"] in quota["programmes"]
        ]
        model.rows.append((quota["minimum"], quota["maximum"], [(v, float(size)) for v, size in terms]))
    return model


def _unit(data: dict[str, Any], model: Model, u: int, cells: Any, at_site: dict[tuple[int, int], int]) -> None:
    unit = data["units"][u]
    busy: dict[int, list[tuple[int, float]]] = defaultdict(list)
    by_site: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    chosen = [model.variable(0.0) for _ in unit["tracks"]]
    model.rows.append((1, 1, [(v, 1.0) for v in chosen]))
    weeks = unit["weeks"]
    for number, track in enumerate(unit["tracks"]):
        placed: list[list[tuple[int, int, int]]] = []
        for b, block in enumerate(track["blocks"]):
            mine, kinds, at = [], defaultdict(list), defaultdict(list)
            for k, worth in block["options"]:
                for first in range(len(weeks) - block["weeks"] + 1):
                    spell = tuple(weeks[first : first + block["weeks"]])
                    v = model.variable(worth)
                    model.meaning[v] = (u, number, b, k, spell)
                    mine.append((v, spell[0], spell[-1]))
                    kinds[data["departments"][k]["discipline"]].append(v)
                    at[data["departments"][k]["site"]].append(v)
                    for t in spell:
                        busy[t].append((v, 1.0))
                        cells[k, t].append((v, float(unit["members"])))
            model.rows.append((0, 0, [*((v, 1.0) for v, _, _ in mine), (chosen[number], -float(block["choose"]))]))
            for site, variables in at.items():
                by_site[site].append((block["choose"], variables))
            if block["choose"] > 1:
                model.rows += [(0, 1, [(v, 1.0) for v in same]) for same in kinds.values()]
            placed.append(mine)
        _order(model, track, placed, weeks)
    model.rows += [(0, 1, terms) for terms in busy.values()]
    _sites(data, model, u, by_site, at_site)
    _idle(data, model, unit, busy)


def _order(model: Model, track: dict[str, Any], placed: list[list[tuple[int, int, int]]], weeks: list[int]) -> None:
    """What begins by week t needs what stands before it ended before t."""
    for b, block in enumerate(track["blocks"]):
        for a in block["after"]:
            need = track["blocks"][a]["choose"]
            for t in weeks:
                begun = [(v, float(need)) for v, first, _ in placed[b] if first == t]
                ended = [(v, -1.0) for v, _, last in placed[a] if last < t]
                if begun:
                    model.rows.append((-float(need), 0, [*begun, *ended]))


def _sites(data: dict[str, Any], model: Model, u: int, by_site: Any, at_site: Any) -> None:
    """A block at a site says that the unit is there, and the other way round."""
    for site, blocks in by_site.items():
        there = at_site[u, site] = model.variable(0.0)
        for choose, variables in blocks:
            model.rows.append((-float(choose), 0, [*((v, 1.0) for v in variables), (there, -float(choose))]))
        every = [v for _, variables in blocks for v in variables]
        model.rows.append((0, len(every), [*((v, 1.0) for v in every), (there, -1.0)]))
    model.rows.append((0, data["max_sites"], [(at_site[u, site], 1.0) for site in by_site]))


def _idle(data: dict[str, Any], model: Model, unit: dict[str, Any], busy: Any) -> None:
    """A week is idle when something comes after it and nothing is in it."""
    cost = data["idle_week"] * unit["members"]
    later: int | None = None
    for t in reversed(unit["weeks"]):
        if later is not None:
            idle = model.variable(-cost)
            model.rows.append((0, 2, [(idle, 1.0), *busy[t], (later, -1.0)]))
        going = model.variable(0.0)  # something in this week or after it
        model.rows.append((-1, 0, [*busy[t], (going, -1.0)]))
        if later is not None:
            model.rows.append((0, 1, [(going, 1.0), (later, -1.0)]))
        later = going


def answer_of(data: dict[str, Any], model: Model, on: set[int]) -> list[dict[str, Any]]:
    """The plan that variables say."""
    found: dict[int, dict[str, Any]] = {}
    for v in sorted(on & model.meaning.keys()):
        u, number, b, k, spell = model.meaning[v]
        track = data["units"][u]["tracks"][number]
        one = found.setdefault(u, {"unit": u, "track": track["track"], "blocks": []})
        one["blocks"].append([track["blocks"][b]["requirement"], k, list(spell)])
    return list(found.values())
