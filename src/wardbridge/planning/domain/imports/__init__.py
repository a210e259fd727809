"""Bringing a book into the records: what it would change, and changing it, all or nothing."""

from wardbridge.planning.domain.imports.applying import apply
from wardbridge.planning.domain.imports.places import Places, places_of
from wardbridge.planning.domain.imports.previewing import Preview, preview, ready
from wardbridge.planning.domain.imports.rowdiff import RowChange

__all__ = ["Places", "Preview", "RowChange", "apply", "places_of", "preview", "ready"]
