"""Kinds of long work of this app, found here by the core when the platform starts."""

from wardbridge.planning.domain.explaining import work as explain
from wardbridge.planning.domain.repairs import work as repair
from wardbridge.planning.domain.runs import work as run
from wardbridge.planning.domain.uploads import work as upload

__all__ = ["explain", "repair", "run", "upload"]
