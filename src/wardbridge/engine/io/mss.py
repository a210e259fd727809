"""Instances of the benchmark MSS read from ``.dzn``, and solutions written as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from math import prod
from pathlib import Path

import numpy as np

from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.atomic import write_text
from wardbridge.engine.io.dzn import Value, read_dzn
from wardbridge.engine.mss.instance import Assignment, Instance, Ints

MOST_CELLS = 20_000_000
"""Figures that one table may hold: far above any published instance, far below what fills the memory."""


@dataclass(frozen=True, slots=True)
class Size:
    """A scalar of the file: its name and the largest figure that makes sense."""

    name: str
    most: int


SIZES = {
    "S": Size("Students", 100_000),
    "D": Size("Disciplines", 62),
    "H": Size("Hospitals", 1000),
    "T": Size("Horizon", 10_000),
    "G": Size("Groups", 62),
    "L": Size("Duration", 10_000),
    "M": Size("MaxDiscPerHosp", 10_000),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: field of `Instance`, name, shape by letters of `SIZES`, least and greatest figure."""

    field: str
    name: str
    shape: str
    least: int
    most: int


WIDE = 1_000_000
TABLES = (
    Table("group", "DiscGroup", "D", 1, WIDE),
    Table("needed", "StudDiscGroup", "SG", 0, WIDE),
    Table("allowed", "AllowedDisc", "SD", 0, 1),
    Table("before", "Precededby", "DD", 0, 1),
    Table("available", "Availability", "ST", 0, 1),
    Table("able", "Ability", "SHD", 0, 1),
    Table("most", "MaxPosHosp", "HDT", 0, WIDE),
    Table("least", "MinPosHosp", "HDT", 0, WIDE),
    Table("weight", "WeightPref", "S4", -WIDE, WIDE),
    Table("wish", "PrefStudDisc", "SD", -WIDE, WIDE),
    Table("hospital_wish", "PrefStudHosp", "SH", -WIDE, WIDE),
    Table("worth", "ManPref", "D", -WIDE, WIDE),
)


def read_instance(path: Path) -> Instance:
    """The instance of a file, named as the file.

    Raises
    ------
    InputRefused
        With all faults found, each with its line and name.
    """
    values = read_dzn(path)
    sizes = {letter: _scalar(values, size) for letter, size in SIZES.items()}
    faults = [fault for fault in sizes.values() if isinstance(fault, Fault)]
    faults += [Fault("dzn-missing", Place(column=t.name), allowed=t.name) for t in TABLES if t.name not in values]
    if faults:
        raise InputRefused(faults)
    figures = {letter: size for letter, size in sizes.items() if isinstance(size, int)} | {"4": 4}
    arrays = {table.field: _array(values[table.name], table, figures) for table in TABLES}
    faults = [fault for fault in arrays.values() if isinstance(fault, Fault)]
    if faults:
        raise InputRefused(faults)
    instance = Instance(
        name=path.stem,
        duration=figures["L"],
        most_per_hospital=figures["M"],
        **{field: array for field, array in arrays.items() if not isinstance(array, Fault)},
    )
    faults = list(_crossed(instance, values))
    if faults:
        raise InputRefused(faults)
    return replace(instance, group=instance.group - 1)


def _scalar(values: Mapping[str, Value], size: Size) -> int | Fault:
    value = values.get(size.name)
    if value is None:
        return Fault("dzn-missing", Place(column=size.name), allowed=size.name)
    place = Place(row=value.line, column=size.name)
    if len(value.numbers) != 1:
        return Fault("dzn-count", place, found=str(len(value.numbers)), allowed="1")
    if not 1 <= value.numbers[0] <= size.most:
        return Fault("dzn-range", place, found=str(value.numbers[0]), allowed=f"1..{size.most}")
    return value.numbers[0]


def _array(value: Value, table: Table, sizes: Mapping[str, int]) -> Ints | Fault:
    shape = tuple(sizes[letter] for letter in table.shape)
    place = Place(row=value.line, column=table.name)
    if prod(shape) > MOST_CELLS:
        return Fault("dzn-count", place, found=str(prod(shape)), allowed=str(MOST_CELLS))
    if len(value.numbers) != prod(shape):
        return Fault("dzn-count", place, found=str(len(value.numbers)), allowed=str(prod(shape)))
    odd = next((x for x in value.numbers if not table.least <= x <= table.most), None)
    if odd is not None:
        return Fault("dzn-range", place, found=str(odd), allowed=f"{table.least}..{table.most}")
    return np.array(value.numbers, np.int64).reshape(shape)


def _crossed(instance: Instance, values: Mapping[str, Value]) -> Iterator[Fault]:
    """Faults that only two names together show; `group` still counts from 1."""
    groups = instance.needed.shape[1]
    if instance.group.max() > groups:
        place = Place(row=values["DiscGroup"].line, column="DiscGroup")
        yield Fault("dzn-range", place, found=str(instance.group.max()), allowed=f"1..{groups}")
    if instance.duration > instance.horizon:
        place = Place(row=values["Duration"].line, column="Duration")
        yield Fault("dzn-range", place, found=str(instance.duration), allowed=f"1..{instance.horizon}")
    positive = instance.weight[:, 2:] > 0
    if positive.any():
        place = Place(row=values["WeightPref"].line, column="WeightPref")
        yield Fault("dzn-range", place, found=str(instance.weight[:, 2:].max()), allowed="..0")


@dataclass(frozen=True, slots=True)
class Solution:
    """What a run answers of an instance; `objective` is `None` without a solution, `bound` without a proof."""

    instance: str
    objective: int | None
    bound: int | None
    status: str
    seconds: float
    assignments: tuple[Assignment, ...]


def solution_text(solution: Solution) -> str:
    """The solution as the benchmark's JSON: assignments [student, start, hospital, discipline], counted from 1."""
    rows = [[figure + 1 for figure in row] for row in sorted(solution.assignments)]
    content = {**asdict(solution), "seconds": round(solution.seconds, 2), "assignments": rows}
    return json.dumps(content, allow_nan=False)


def write_solution(folder: Path, solution: Solution) -> Path:
    """Write ``NAME.json`` whole or not at all; answers where."""
    target = folder / f"{solution.instance}.json"
    write_text(target, solution_text(solution) + "\n")
    return target
