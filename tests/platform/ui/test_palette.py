"""The department colours and the text colours of the design keep the contrast that WCAG 2.2 AA asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import wardbridge.ui
from wardbridge.ui.palette import COLOURS, colour_class, heat_class

CSS = (Path(wardbridge.ui.__file__).parent / "static/ui/css/tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = CSS.split("@media (prefers-color-scheme: dark)")
GROUNDS = ("ground", "surface", "sunken")
TEXTS = ("ink", "muted", "accent", "good", "warn", "bad", "info")


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", css))


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("number", range(COLOURS))
def test_short_code_reads_on_its_department_colour(number: int) -> None:
    found = tokens(LIGHT)
    assert contrast(found[f"dep-{number}"], found[f"dep-{number}-ink"]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_reads_on_every_ground(scheme: str, ground: str, text: str) -> None:
    found = tokens(scheme)
    assert contrast(found[ground], found[text]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("state", ["good", "warn", "bad", "info"])
def test_text_reads_on_soft_state_grounds(scheme: str, state: str) -> None:
    found = tokens(scheme)
    assert contrast(found[f"{state}-soft"], found["ink"]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_figures_read_on_every_step_of_heat(scheme: str) -> None:
    found = tokens(scheme)
    steps = [contrast(found[f"heat-{step}"], found["ink"]) for step in range(5)]
    edges = [contrast(found["heat-full"], found["on-accent"]), contrast(found["heat-over"], found["ground"])]
    assert min(steps + edges) >= 4.5


def test_colours_of_neighbouring_disciplines_differ() -> None:
    assert [colour_class(key) for key in range(COLOURS)] == [f"dep-{key}" for key in range(COLOURS)]
    assert colour_class(None) == "dep-0"


@pytest.mark.parametrize(
    ("load", "capacity", "step"),
    [(0, 10, "heat-0"), (1, 10, "heat-1"), (3, 10, "heat-2"), (5, 10, "heat-3"), (9, 10, "heat-4"),
     (10, 10, "heat-full"), (11, 10, "heat-over"), (3, None, "heat-1"), (0, None, "heat-0")],
)  # fmt: skip
def test_heat_grows_with_the_share_taken(load: int, capacity: int | None, step: str) -> None:
    assert heat_class(load, capacity) == step
