"""What a branch forbids: for some classes, blocks by kind, option and week; and the question a branch asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.master import Master
from wardbridge.engine.columns.model import Model

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a class does its block of a requirement in a certain way; or is of this kind and site at all.

    With `requirement` -1 it asks for the kind and the `site`; else for the `option` or, with `option` -1, whether it
    begins in the `week` or before.
    """

    unit_class: int
    kind: int
    site: int = -1
    requirement: int = -1
    option: int = -1
    week: int = -1


@dataclass(frozen=True, slots=True)
class Bans:
    """(class, kind) → (options, weeks): blocks forbidden. `of` adds an answer; the old bans stay as they are."""

    masks: Mapping[tuple[int, int], Bools] = field(default_factory=dict)

    def of(self, model: Model, question: Question, *, yes: bool) -> Bans:
        """These bans and those of an answer."""
        masks = dict(self.masks)
        c = question.unit_class
        for v in model.classes[c].worth:
            kind = model.kinds[v]
            shape = (len(kind.department), len(model.problem.periods))
            asked = np.zeros(shape, np.bool_)
            concerned = np.ones(shape, np.bool_)
            if v == question.kind:
                asked, concerned = _asked(model, question)
            forbidden = concerned & ~asked if yes else asked
            masks[c, v] = masks.get((c, v), np.zeros(shape, np.bool_)) | forbidden
        return Bans(masks)

    def by_batch(self, model: Model) -> tuple[Bools, ...]:
        """For the pricing: (jobs, options, weeks) of each batch, empty where nothing is forbidden."""
        arrays = []
        for batch in model.batches:
            here = [j for j, c in enumerate(batch.job_class.tolist()) if (c, batch.kind) in self.masks]
            array = np.zeros((0, 0, 0), np.bool_)
            if here:
                array = np.zeros((len(batch.job_class), *batch.worth.shape[1:], batch.period.shape[1]), np.bool_)
            for j in here:
                array[j] = self.masks[int(batch.job_class[j]), batch.kind]
            arrays.append(array)
        return tuple(arrays)

    def hit(self, master: Master) -> NDArray[np.int64]:
        """Columns of the master that are forbidden."""
        classes = sorted({c for c, _ in self.masks})
        found = []
        for x in np.flatnonzero(np.isin(master.table.unit_class, classes)).tolist():
            column = master.columns[x]
            mask = self.masks.get((column.unit_class, column.kind))
            if mask is not None and any(mask[o, at] for o, at in column.blocks):
                found.append(x)
        return np.array(found, np.int64)


def _asked(model: Model, question: Question) -> tuple[Bools, Bools]:
    """(options, weeks) that answer yes, and those that the question concerns."""
    kind = model.kinds[question.kind]
    weeks = np.arange(len(model.problem.periods))[None, :]
    options = np.arange(len(kind.department))[:, None]
    everything = np.ones((len(kind.department), len(model.problem.periods)), np.bool_)
    if question.requirement < 0:
        return (kind.site == question.site)[:, None] & everything, everything
    concerned = (kind.requirement == question.requirement).any(axis=1)[:, None] & everything
    asked = options == question.option if question.option >= 0 else weeks <= question.week
    return concerned & asked, concerned
