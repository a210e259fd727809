"""Reading the benchmark's data: what is wrong is named with its line, and nothing is a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.mss import Solution, read_instance, write_solution
from wardbridge.engine.mss.instance import Assignment

GOOD = """%Scalars
Students=1;
Disciplines=2;
Hospitals=1;
Duration=1;
Horizon=2;
Groups=1;
MaxDiscPerHosp=2;
DiscGroup = [1,1];
StudDiscGroup =[| 1 |];
AllowedDisc =[| 1, 1 |];
Precededby =[|
0, 0 |
1, 0 |];
Availability =[| 1, 1 |];
Ability =
 array3d(1..Students,1..Hospitals,1..Disciplines,[
1, 1 ]);
MaxPosHosp = array3d(1..Hospitals, 1..Disciplines, 1..Horizon,[ 1, 1, 1, 1 ]);
MinPosHosp = array3d(1..Hospitals, 1..Disciplines, 1..Horizon,[ 0, 0, 0, 0 ]);
WeightPref=[| 1,1,-2,-3 |];
PrefStudDisc =[| 4, 5 |];
PrefStudHosp =[| 3 |];
ManPref=[1,2];
%% Density: 0.1
"""


def written(folder: Path, content: str) -> Path:
    path = folder / "one.dzn"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_good_file(tmp_path: Path) -> None:
    instance = read_instance(written(tmp_path, GOOD.replace("\n", "\r\n")))
    assert (instance.name, instance.students, instance.horizon, instance.group.tolist()) == ("one", 1, 2, [0, 0])
    assert np.array_equal(instance.before, [[0, 0], [1, 0]])


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("Students=1;", "", [("dzn-missing", None, "Students")]),
        ("Students=1;", "Students=0;", [("dzn-range", 2, "Students")]),
        ("Students=1;", "Students=1e9;", [("dzn-value", 2, "Students")]),
        ("Students=1;", "Students=inf;", [("dzn-value", 2, "Students")]),
        ("Students=1;", "Students=99999;", [(code, line, name) for code, line, name in (
            ("dzn-count", 10, "StudDiscGroup"), ("dzn-count", 11, "AllowedDisc"), ("dzn-count", 15, "Availability"),
            ("dzn-count", 16, "Ability"), ("dzn-count", 21, "WeightPref"), ("dzn-count", 22, "PrefStudDisc"),
            ("dzn-count", 23, "PrefStudHosp"))]),
        ("Duration=1;", "Duration=3;", [("dzn-range", 5, "Duration")]),
        ("DiscGroup = [1,1];", "DiscGroup = [1,2];", [("dzn-range", 9, "DiscGroup")]),
        ("| 4, 5 |", "| 4, x |", [("dzn-value", 22, "PrefStudDisc")]),
        ("1,1,-2,-3", "1,1,2,-3", [("dzn-range", 21, "WeightPref")]),
        ("Groups=1;", "Groups=1;\nGroups=1;", [("dzn-twice", 8, "Groups")]),
        ("Groups=1;", "Groups;", [("dzn-statement", 7, "")]),
    ],
)  # fmt: skip
def test_faults_are_named_with_their_line(
    tmp_path: Path, old: str, new: str, faults: list[tuple[str, int | None, str]]
) -> None:
    with pytest.raises(InputRefused) as refused:
        read_instance(written(tmp_path, GOOD.replace(old, new)))
    assert [(fault.code, fault.place.row, fault.place.column) for fault in refused.value.faults] == faults


@pytest.mark.parametrize(("content", "code"), [(b"", "file-empty"), (b"\xff\xfe\x00", "file-unreadable")])
def test_files_that_are_none(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "one.dzn"
    path.write_bytes(content)
    with pytest.raises(InputRefused) as refused:
        read_instance(path)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_a_solution_counts_from_one(tmp_path: Path) -> None:
    solution = Solution("one", 12, 13, "gap", 0.5, (Assignment(0, 1, 0, 1), Assignment(0, 0, 0, 0)))
    data = json.loads(write_solution(tmp_path, solution).read_text(encoding="utf-8"))
    assert data == {
        "instance": "one", "objective": 12, "bound": 13, "status": "gap", "seconds": 0.5,
        "assignments": [[1, 1, 1, 1], [1, 2, 1, 2]],
    }  # fmt: skip
