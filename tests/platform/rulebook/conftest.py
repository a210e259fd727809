"""The tiny round that planning's tests use."""

from tests.platform.planning.fixtures import tiny_round

__all__ = ["tiny_round"]
