"""``plan.xlsx``: a plan that people read, edit and hand back."""

from __future__ import annotations

from wardbridge.engine.io.planbook.reading import read_planbook
from wardbridge.engine.io.planbook.writing import write_planbook

__all__ = ["read_planbook", "write_planbook"]
