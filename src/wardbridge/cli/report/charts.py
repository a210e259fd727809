"""Charts as inline SVG, each with a name and a description; the same figures stand in a table beside."""

from __future__ import annotations

from collections.abc import Sequence

from wardbridge.cli.report.markup import element, safe

_WIDTH = 640
_LABEL = 150


def bars(name: str, description: str, rows: Sequence[tuple[str, int, int]]) -> str:
    """Horizontal bars of a part in a whole: (label, part, whole)."""
    height, room = 34, _WIDTH - _LABEL - 110
    most = max((whole for _label, _part, whole in rows), default=0) or 1
    drawn = []
    for number, (label, part, whole) in enumerate(rows):
        top = number * height
        drawn.append(
            f'<text x="0" y="{top + 21}">{safe(label)}</text>'
            f'<rect class="rest" x="{_LABEL}" y="{top + 6}" width="{room * whole / most:.1f}" height="20"/>'
            f'<rect class="bar" x="{_LABEL}" y="{top + 6}" width="{room * part / most:.1f}" height="20"/>'
            f'<text x="{_LABEL + room + 10}" y="{top + 21}">{part} / {whole}</text>'
        )
    return _svg(name, description, "".join(drawn), height * len(rows))


def columns(name: str, description: str, labels: Sequence[str], loads: Sequence[int], limits: Sequence[int]) -> str:
    """A column a week for the load, under a line for the most that is allowed."""
    height, base, wide = 190, 165, (_WIDTH - 40) / max(1, len(labels))
    most = max((*loads, *limits, 1))
    drawn = [f'<text x="0" y="20">{most}</text><text x="0" y="{base}">0</text>']
    for number, (label, load, limit) in enumerate(zip(labels, loads, limits, strict=True)):
        left, tall, cap = 40 + number * wide, load / most * (base - 15), base - limit / most * (base - 15)
        drawn.append(
            f'<rect class="bar" x="{left + 4:.1f}" y="{base - tall:.1f}" width="{wide - 8:.1f}" height="{tall:.1f}"/>'
            f'<path class="cap" d="M{left:.1f} {cap:.1f}h{wide:.1f}"/>'
            f'<text x="{left + wide / 2:.1f}" y="{base + 18}" text-anchor="middle">{safe(label)}</text>'
        )
    return _svg(name, description, "".join(drawn), height)


def _svg(name: str, description: str, drawn: str, height: int) -> str:
    content = element("title", safe(name)) + element("desc", safe(description)) + drawn
    return element(
        "svg",
        content,
        role="img",
        aria_label=f"{name}. {description}",
        viewBox=f"0 0 {_WIDTH} {height}",
        width=_WIDTH,
        height=height,
        xmlns="http://www.w3.org/2000/svg",
    )
