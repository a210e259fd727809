"""The compact model solved by CP-SAT (ortools): data on standard input, answer on standard output."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.peers.compact import answer_of, model_of

SCALE = 1_000


def solve(data: dict[str, Any], seconds: float, threads: int = 2) -> dict[str, Any]:
    start = time.perf_counter()
    plain = model_of(data)
    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in plain.gains]
    for least, most, terms in plain.rows:
        total = cp_model.LinearExpr.weighted_sum([x[v] for v, _ in terms], [int(f) for _, f in terms])
        model.add_linear_constraint(total, int(least), int(most))
    model.maximize(cp_model.LinearExpr.weighted_sum(x, [round(gain * SCALE) for gain in plain.gains]))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(1.0, seconds - (time.perf_counter() - start))
    solver.parameters.num_workers = threads
    status = solver.solve(model)
    found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    on = {v for v, var in enumerate(x) if solver.value(var)} if found else set()
    bound = solver.best_objective_bound / SCALE
    return {"answer": answer_of(data, plain, on), "bound": bound, "seconds": time.perf_counter() - start}


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(solve(json.load(sys.stdin), float(sys.argv[1]))))
