"""The tiny round's fixtures."""

from tests.platform.planning.fixtures import draft, tiny_round

__all__ = ["draft", "tiny_round"]
