"""Which of the twelve department colours a department wears: its discipline's, so that it is the same on each page."""

from __future__ import annotations

COLOURS = 12


def colour_class(key: int | None) -> str:
    """Return the CSS class ``dep-0`` … ``dep-11`` for a discipline's key; disciplines that follow each other differ."""
    return f"dep-{(key or 0) % COLOURS}"


def heat_class(load: float, capacity: float | None) -> str:
    """Return the CSS class of a heat cell: ``heat-0`` empty … ``heat-4``, ``heat-full`` and ``heat-over``.

    `capacity` is the least limit in force, in learners at one time; `None` says that none is recorded.
    """
    if load <= 0 or capacity is None:
        return "heat-0" if load <= 0 else "heat-1"
    if load > capacity:
        return "heat-over"
    if load == capacity:
        return "heat-full"
    return f"heat-{1 + min(3, int(4 * load / capacity))}"
