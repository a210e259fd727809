"""Three wishes a learner, skewed to what is popular; a group that moves together leans on its leader's."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hospitals import BAI_CHAY, GENERAL, SPECIALISED
from programmes import DENTISTRY

from wardbridge.engine.io.sheets import GroupRow, LearnerRow, WishRow

_TRACKS = {"NOI": 34, "NGOAI": 26, "SAN": 16, "NHI": 14, "NHI-DK": 10}
_SITES = {
    "NOI": {GENERAL: 65, BAI_CHAY: 35},
    "NGOAI": {GENERAL: 60, BAI_CHAY: 40},
    "NHI-DK": {GENERAL: 100},
    "SAN": {SPECIALISED: 100},
    "NHI": {SPECIALISED: 100},
}
_WARDS = {
    ("NOI", GENERAL): {"TM": 55, "CC": 15, "TN": 15, "HSTC": 15},
    ("NOI", BAI_CHAY): {"TM": 50, "NHH": 20, "CC": 20, "TN": 10},
    ("NGOAI", GENERAL): {"CC": 55, "HSTC": 45},
    ("NGOAI", BAI_CHAY): {"NTN": 40, "CC": 40, "HSTC": 20},
    ("NHI-DK", GENERAL): {"NHI": 50, "SS": 50},
    ("SAN", SPECIALISED): {"SAN": 100},
    ("NHI", SPECIALISED): {"NHI": 100},
}
_DENTAL = {"trauma": 55, "general-surgery": 25, "intensive-care": 20}


def wishes(rng: Random, learners: tuple[LearnerRow, ...], groups: tuple[GroupRow, ...]) -> Iterator[WishRow]:
    """Ranks 1 to 3 of every learner, in the order of the learners."""
    together = {group.code for group in groups if group.together}
    hearts: dict[str, tuple[str, str]] = {}
    for learner in learners:
        if learner.programme == DENTISTRY:
            yield from _dental(rng, learner.code)
            continue
        own = _heart(rng)
        if learner.group in together and rng.random() < 0.7:
            own = hearts.setdefault(learner.group, own)
        yield from _medical(rng, learner.code, *own)


def _draw(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _heart(rng: Random) -> tuple[str, str]:
    """The track and the hospital a learner has in mind."""
    track = _draw(rng, _TRACKS)
    return track, _draw(rng, _SITES[track])


def _medical(rng: Random, code: str, track: str, site: str) -> list[WishRow]:
    ward = _draw(rng, _WARDS[track, site])
    second_track = _draw(rng, {name: weight for name, weight in _TRACKS.items() if name != track})
    rows = [
        WishRow(code, 0, track=track),
        WishRow(code, 0, site=site),
        WishRow(code, 0, site=site, department=f"{site}-{ward}"),
        WishRow(code, 0, track=second_track),
    ]
    chosen = [rows[index] for index in rng.choice(((0, 1, 2), (0, 2, 1), (1, 0, 2), (2, 1, 0), (0, 1, 3)))]
    return [
        WishRow(code, rank, wish.site, wish.discipline, wish.department, wish.track)
        for rank, wish in enumerate(chosen, start=1)
    ]


def _dental(rng: Random, code: str) -> list[WishRow]:
    first = _draw(rng, _DENTAL)
    rest = [name for name in _DENTAL if name != first]
    rng.shuffle(rest)
    return [WishRow(code, rank, discipline=name) for rank, name in enumerate((first, *rest), start=1)]
