"""Seconds against learners on two logarithmic axes, as an SVG that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, MARGIN = 640, 420, 56


def svg_of(points: Sequence[tuple[float, float]], across: str, up: str, proportion: str) -> str:
    """The points joined, and dashed the line on which time grows in proportion to the first of them."""
    xs = [log10(max(1.0, x)) for x, _ in points]
    ys = [log10(max(0.01, y)) for _, y in points]
    linear = [ys[0] + x - xs[0] for x in xs]
    left, right = floor(min(xs)), max(ceil(max(xs)), floor(min(xs)) + 1)
    low, high = floor(min(ys + linear)), max(ceil(max(ys + linear)), floor(min(ys + linear)) + 1)

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            MARGIN + (x - left) / (right - left) * (WIDTH - 2 * MARGIN),
            HEIGHT - MARGIN - (y - low) / (high - low) * (HEIGHT - 2 * MARGIN),
        )

    def path(values: Sequence[float], style: str) -> str:
        joined = " ".join("{:.1f},{:.1f}".format(*at(x, y)) for x, y in zip(xs, values, strict=True))
        return f'<polyline points="{joined}" fill="none" {style}/>'

    parts = [path(linear, 'stroke="#888" stroke-dasharray="5 4"'), path(ys, 'stroke="#0F5C63" stroke-width="2"')]
    parts += [
        '<circle cx="{:.1f}" cy="{:.1f}" r="4" fill="#0F5C63"/>'.format(*at(*p)) for p in zip(xs, ys, strict=True)
    ]
    parts += [_word(*at(x, low), 18, f"{10**x:,.0f}", "middle") for x in range(left, right + 1)]
    parts += [_word(at(left, y)[0] - 8, at(left, y)[1], 4, f"{10.0**y:g}", "end") for y in range(low, high + 1)]
    parts.append(_word(WIDTH / 2, HEIGHT - 12, 0, across, "middle"))
    parts.append(_word(12, MARGIN - 24, 0, up, "start"))
    parts.append(_word(*at(xs[-1], linear[-1]), -8, proportion, "end"))
    frame = f'<rect x="{MARGIN}" y="{MARGIN}" width="{WIDTH - 2 * MARGIN}" height="{HEIGHT - 2 * MARGIN}" fill="none"'
    body = "\n".join([f'{frame} stroke="#ccc"/>', *parts])
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
    return f'{head} font-size="12" role="img" aria-label="{escape(up)} / {escape(across)}">\n{body}\n</svg>\n'


def _word(x: float, y: float, down: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y + down:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
