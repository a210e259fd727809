"""The sides of the tiny world, as `tests/platform/demand` knows them."""

from tests.platform.demand.conftest import agreements, eight_places, side_a, side_b

__all__ = ["agreements", "eight_places", "side_a", "side_b"]
