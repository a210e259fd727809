"""What a plan is worth and how hard to search: one frozen object, loadable from TOML, stored with a run."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from wardbridge.engine.errors import Fault, InputRefused, Place


@dataclass(frozen=True, slots=True)
class WishPoints:
    """Points by rank; ranks beyond the list pay what the last one pays."""

    points: tuple[float, ...]

    def of(self, rank: int) -> float:
        return self.points[min(rank, len(self.points)) - 1] if self.points else 0.0


@dataclass(frozen=True, slots=True)
class Moves:
    """Points lost at a change of site and in an idle week, and won by staying where one was in an earlier round."""

    site_change: float
    idle_week: float
    familiar_site: float


@dataclass(frozen=True, slots=True)
class Equity:
    """Points lost where burdens are borne unevenly: by learners (of the square), by schools (beyond a fair share)."""

    learners: float
    schools: float
    leximin: bool
    leximin_levels: int


@dataclass(frozen=True, slots=True)
class Search:
    """Work limits (they count, they never time) and the gap at which a run ends by itself."""

    descent_steps: int
    dives: int
    neighbourhoods: int
    mip_nodes: int
    branch_nodes: int
    list_nodes: int
    school_nodes: int
    target_gap: float
    workers: int
    price_rounds: int
    region_gap: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """All parameters of a run; `Parameters.default()` is what ships, documented in ``parameters.toml``."""

    wishes: WishPoints
    moves: Moves
    equity: Equity
    search: Search

    @staticmethod
    def default() -> Parameters:
        return _shipped()

    @staticmethod
    def from_toml(text: str) -> Parameters:
        """Read TOML; what is not named keeps the shipped value.

        Raises
        ------
        InputRefused
            ``parameters-unreadable`` or ``parameters-value`` for every key that is unknown or out of range.
        """
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InputRefused([Fault("parameters-unreadable", found=str(error))]) from error
        return _merged(data)

    def as_dict(self) -> dict[str, Any]:
        """Plain data to store with a run."""
        return asdict(self)


def _text() -> str:
    return files("wardbridge.engine").joinpath("parameters.toml").read_text(encoding="utf-8")


@cache
def _shipped() -> Parameters:
    return _built(tomllib.loads(_text()))


def _built(data: Mapping[str, Any]) -> Parameters:
    return Parameters(
        WishPoints(tuple(float(x) for x in data["wishes"]["points"])),
        Moves(**{key: float(value) for key, value in data["moves"].items()}),
        Equity(**data["equity"]),
        Search(**data["search"]),
    )


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6


def _bad_value(section: str, key: str, value: object, shipped: Mapping[str, Any]) -> bool:
    if key not in shipped:
        return True
    if isinstance(shipped[key], bool):
        return not isinstance(value, bool)
    if isinstance(shipped[key], list):
        return not isinstance(value, list) or not value or not all(_number(x) for x in value)
    if section != "moves" and isinstance(shipped[key], int):
        return not isinstance(value, int) or not _number(value)
    return not _number(value)


def _merged(data: Mapping[str, Any]) -> Parameters:
    shipped = tomllib.loads(_text())
    faults = []
    for section, values in data.items():
        if section not in shipped or not isinstance(values, dict):
            faults.append(Fault("parameters-value", Place(column=section), found=str(values)))
            continue
        for key, value in values.items():
            if _bad_value(section, key, value, shipped[section]):
                faults.append(Fault("parameters-value", Place(column=f"{section}.{key}"), found=str(value)))
            else:
                shipped[section][key] = value
    if faults:
        raise InputRefused(faults)
    return _built(shipped)
