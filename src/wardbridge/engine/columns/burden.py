"""Burdens borne so far as part of what is done, so that one more point costs a learner the more the more he has borne.

Equity between learners asks for a convex cost of the sum of a rotation's burdens, which no sum over blocks gives. The
automaton of what is done therefore also counts the burden, and each way to do a block is an option for each burden it
may be begun with; the cost of the step is then part of the option's worth, and the pricing keeps its form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from wardbridge.engine.columns.kinds import Kind


def loaded(kind: Kind, burden: Sequence[int]) -> Kind:
    """The kind with burdens counted; `burden` is by station, for a week. The same kind where there are none."""
    where = zip(kind.station.tolist(), kind.weeks_of, strict=True)
    adds = [sum(burden[x] for x in stations if x >= 0) * weeks for stations, weeks in where]
    return _product(kind, adds) if any(adds) else kind


def _product(kind: Kind, adds: Sequence[int]) -> Kind:
    """States (done, borne) and atoms (atom, borne before, added)."""
    progress = kind.progress
    options: list[dict[int, list[int]]] = [{} for _ in progress.atoms]
    for o, a in enumerate(kind.atom_of):
        options[a].setdefault(adds[o], []).append(o)
    waiting = [(q, 0) for q in sorted(set(progress.begins.values()))]
    states, arcs = set(waiting), []
    for q, borne in waiting:
        for arc in range(progress.start[q], progress.start[q + 1]):
            a, to = int(progress.atom[arc]), int(progress.to[arc])
            for added in sorted(options[a]):
                arcs.append(((q, borne), (a, borne, added), (to, borne + added)))
                if (to, borne + added) not in states:
                    states.add((to, borne + added))
                    waiting.append((to, borne + added))
    order, atoms = sorted(states), sorted({atom for _, atom, _ in arcs})
    state_of, atom_of = {state: q for q, state in enumerate(order)}, {atom: a for a, atom in enumerate(atoms)}
    arcs.sort(key=lambda arc: state_of[arc[0]])
    picked = [options[a][added] for a, _, added in atoms]
    chosen = [o for group in picked for o in group]
    old = [a for a, _, _ in atoms]
    return replace(
        kind,
        progress=replace(
            progress,
            atoms=tuple(progress.atoms[a] for a in old),
            start=np.searchsorted([state_of[arc[0]] for arc in arcs], np.arange(len(order) + 1)).astype(np.int32),
            atom=np.array([atom_of[arc[1]] for arc in arcs], np.int32),
            to=np.array([state_of[arc[2]] for arc in arcs], np.int32),
            spent=progress.spent[[q for q, _ in order]],
            needed=progress.needed[[q for q, _ in order]],
            missing=progress.missing[[q for q, _ in order]],
            begins={root: state_of[q, 0] for root, q in progress.begins.items()},
            step={(state_of[arc[0]], atom_of[arc[1]]): state_of[arc[2]] for arc in arcs},
        ),
        length=kind.length[old],
        gait=kind.gait[old],
        option_start=np.concatenate([[0], np.cumsum([len(group) for group in picked])]).astype(np.int32),
        requirement=kind.requirement[chosen],
        discipline=kind.discipline[chosen],
        department=kind.department[chosen],
        station=kind.station[chosen],
        site=kind.site[chosen],
        atom_of=tuple(a for a, group in enumerate(picked) for _ in group),
        weeks_of=tuple(kind.weeks_of[o] for o in chosen),
        borne=np.array([atoms[a][1] for a, group in enumerate(picked) for _ in group], np.int32),
        adds=np.array([atoms[a][2] for a, group in enumerate(picked) for _ in group], np.int32),
    )


def tolls(kind: Kind, carried: Sequence[int], weight: float) -> NDArray[np.float64]:
    """Points that each option costs members who carry so much: `weight` times what the sum of squares grows by."""
    grown = sum(kind.adds * (2 * (before + kind.borne) + kind.adds) for before in carried)
    return weight * np.asarray(grown, np.float64)
