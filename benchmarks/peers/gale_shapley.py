"""Hospitals and residents by the package ``matching``: data on standard input, answer on standard output."""

from __future__ import annotations

import json
import sys
import time
import warnings
from typing import Any

from matching.games import HospitalResident


def solve(data: dict[str, Any]) -> dict[str, Any]:
    """The learner-optimal matching; the package takes strict lists of both sides."""
    warnings.simplefilter("ignore")
    start = time.perf_counter()
    game = HospitalResident.create_from_dictionaries(data["learners"], data["hospitals"], data["capacities"])
    found = game.solve(optimal="resident")
    places = {resident.name: hospital.name for hospital, residents in found.items() for resident in residents}
    return {"places": places, "seconds": time.perf_counter() - start}


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(solve(json.load(sys.stdin))))
