"""Realistic rounds of any size, all synthetic: for benchmarks and for trying things out. Nobody in them exists."""

from __future__ import annotations

from wardbridge.engine.synthetic.diversity import Diversity, diversity_of
from wardbridge.engine.synthetic.making import synthetic_book
from wardbridge.engine.synthetic.shape import Extent, Shape, Wishes, extent_of

__all__ = ["Diversity", "Extent", "Shape", "Wishes", "diversity_of", "extent_of", "synthetic_book"]
