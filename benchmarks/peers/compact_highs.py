"""The compact model solved by HiGHS: data on standard input, answer on standard output."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import highspy
import numpy as np

from benchmarks.peers.compact import answer_of, model_of


def solve(data: dict[str, Any], seconds: float, threads: int = 2) -> dict[str, Any]:
    start = time.perf_counter()
    plain = model_of(data)
    n = len(plain.gains)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n, len(plain.rows)
    lp.col_cost_ = np.array(plain.gains)
    lp.col_lower_, lp.col_upper_ = np.zeros(n), np.ones(n)
    lp.row_lower_ = np.array([row[0] for row in plain.rows], dtype=float)
    lp.row_upper_ = np.array([row[1] for row in plain.rows], dtype=float)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.integrality_ = [highspy.HighsVarType.kInteger] * n
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row[2]) for row in plain.rows)])
    lp.a_matrix_.index_ = np.array([v for row in plain.rows for v, _ in row[2]])
    lp.a_matrix_.value_ = np.array([f for row in plain.rows for _, f in row[2]])
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # half typed
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", threads)
    highs.setOptionValue("time_limit", max(1.0, seconds - (time.perf_counter() - start)))
    highs.passModel(lp)
    highs.run()
    info = highs.getInfo()
    found = info.primal_solution_status == 2
    values = np.array(highs.getSolution().col_value) if found else np.zeros(n)
    on = set(np.flatnonzero(values > 0.5).tolist())
    return {"answer": answer_of(data, plain, on), "bound": info.mip_dual_bound, "seconds": time.perf_counter() - start}


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(solve(json.load(sys.stdin), float(sys.argv[1]))))
