"""How often couples raise a capacity although a stable matching exists: ``python benchmarks/couples.py``.

Draws random tiny markets (up to six learners and three hospitals, as the tests do), matches each by deferred
acceptance, and enumerates whether a stable matching exists for the capacities as given.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.engine.matching.markets import drawn_couples
from tests.engine.matching.test_couples import stable_exists
from wardbridge.engine.matching.result import Method
from wardbridge.engine.matching.run import match


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--markets", type=int, default=1_500, help="how many markets")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    random = Random(chosen.seed)  # noqa: S311  # synthetic data
    stable = raised = missed = 0
    for _ in range(chosen.markets):
        m = drawn_couples(random)
        found = match(m, Method.DEFERRED, "1")
        exists = stable_exists(m, found.place.tolist())
        stable += exists
        raised += bool(found.roundings)
        missed += exists and bool(found.roundings)
    sys.stdout.write(
        f"markets {chosen.markets}, with a stable matching {stable}, capacities raised in {raised}, "
        f"of these with a stable matching {missed}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
