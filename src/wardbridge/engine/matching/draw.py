"""The published draw: anyone can repeat it from the seed and the codes, with nothing of ours.

A learner's lot is the SHA-256 of the text ``SEED:CODE`` in UTF-8, written in hexadecimal; of two that tie, the smaller
lot comes first. A shell does the same: ``printf '%s' '2026:SV001' | sha256sum``. One lot a learner, the same in every
hospital: a single lottery wastes fewer first wishes than one a hospital (Abdulkadiroğlu, Pathak and Roth 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from wardbridge.engine.matching.market import Floats, Ints


def lot(seed: str, code: str) -> str:
    """The lot of a code: 64 hexadecimal digits, compared as text."""
    return sha256(f"{seed}:{code}".encode()).hexdigest()


def draw(seed: str, codes: Sequence[str]) -> Ints:
    """Place of each code in the order of the lots, from 0; shape n."""
    drawn = sorted(range(len(codes)), key=lambda i: lot(seed, codes[i]))
    place = np.empty(len(codes), dtype=np.int64)
    place[drawn] = np.arange(len(codes))
    return place


def merit_order(score: Floats, place: Ints) -> Ints:
    """Learners in the order of choice: highest score first, equal ones by their lots."""
    return np.lexsort((place, -score))
