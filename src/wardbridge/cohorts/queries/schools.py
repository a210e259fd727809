"""Questions about schools that pages and verbs share."""

from __future__ import annotations

from collections.abc import Iterable

from wardbridge.cohorts.models import Programme
from wardbridge.core.enums import Level


def universities(schools: Iterable[int]) -> set[int]:
    """Those of the schools (keys) that have a programme above college level: universities, as VN-11 counts them."""
    rows = Programme.unscoped.filter(school__in=set(schools)).exclude(level=Level.COLLEGE)
    return set(rows.values_list("school", flat=True))
