"""Faults of an input and violations of a plan as sentences.

The shapes are protocols: the classes themselves are the engine's, which stands to the right of the rulekit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol

from wardbridge.rulekit.messages.figures import format_date, format_number, format_weeks
from wardbridge.rulekit.messages.loading import Param, UnknownCode, catalogue, template, text

_MANY = 6
"""Names listed before "and n more"."""


class PlaceLike(Protocol):
    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int | None: ...
    @property
    def column(self) -> str: ...


class FaultLike(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def place(self) -> PlaceLike: ...
    @property
    def found(self) -> str: ...
    @property
    def allowed(self) -> str: ...
    @property
    def params(self) -> Mapping[str, str | int | float]: ...


class ViolationLike(Protocol):
    @property
    def rule(self) -> str: ...
    @property
    def learners(self) -> tuple[str, ...]: ...
    @property
    def department(self) -> str: ...
    @property
    def site(self) -> str: ...
    @property
    def periods(self) -> tuple[int, ...]: ...
    @property
    def found(self) -> float: ...
    @property
    def allowed(self) -> float: ...
    @property
    def records(self) -> tuple[str, ...]: ...
    @property
    def params(self) -> Mapping[str, str | int | float]: ...


def render_place(place: PlaceLike, language: str) -> str:
    """``sheet learners, row 12, column Born``; only the parts that are known, `""` when none is."""
    parts = []
    if place.sheet:
        parts.append(text("place-sheet", language, sheet=place.sheet))
    if place.row is not None:
        parts.append(text("place-row", language, row=place.row))
    if place.column:
        parts.append(text("place-column", language, column=place.column))
    return ", ".join(parts)


def render_fault(fault: FaultLike, language: str) -> str:
    """Where and what: ``sheet learners, row 12, column Born: “31/02/2003” is not a date …``.

    A code that the catalogue doesn't know is shown itself with its figures, never hidden.
    """
    where = render_place(fault.place, language)
    params: dict[str, Param] = {**fault.params, "found": fault.found, "allowed": fault.allowed}
    try:
        what = text(fault.code, language, **params)
    except UnknownCode:
        what = text("code-unknown", language, code=fault.code, found=fault.found, allowed=fault.allowed)
    return text("place-and-message", language, place=where, message=what) if where else what


def render_violation(
    violation: ViolationLike,
    language: str,
    *,
    names: Mapping[str, str] | None = None,
    first_day: date | None = None,
) -> str:
    """The sentence of a broken rule: who, where, when, the figure found and the figure allowed.

    Parameters
    ----------
    names
        Code → name of learners, departments and sites; codes are shown where there is none.
    first_day
        Monday of the first week; with it, weeks are followed by their dates.
    """
    known = names or {}
    params: dict[str, Param] = {
        **{name: _named(name, value, known, language) for name, value in violation.params.items()},
        "learners": _listed(tuple(known.get(code, code) for code in violation.learners), language),
        "count": len(violation.learners),
        "department": known.get(violation.department, violation.department),
        "site": known.get(violation.site, violation.site),
        "periods": _weeks(violation.periods, language, first_day),
        "found": format_number(violation.found, language),
        "allowed": format_number(violation.allowed, language),
        "records": _listed(tuple(known.get(code, code) for code in violation.records), language),
    }
    params["weeks"] = params["periods"]
    if violation.params.get("shift"):
        shift = text(f"shift-{violation.params['shift']}", language)
        params["weeks"] = text("weeks-and-shift", language, weeks=str(params["periods"]), shift=shift)
    try:
        return text(violation.rule, language, **params)
    except UnknownCode:
        found, allowed = str(params["found"]), str(params["allowed"])
        return text("code-unknown", language, code=violation.rule, found=found, allowed=allowed)


_CODED = frozenset({"discipline", "track"})
"""Parameters that are codes of the round and may have a name."""


_NAMED = {"limit": "limit-", "rule": "limit-", "level": "level-"}
"""Parameters whose values have messages of their own, and how those begin."""


def _named(name: str, value: Param, known: Mapping[str, str], language: str) -> Param:
    """A parameter as readers call it: a limit by its rule, a level, a discipline or track by its name."""
    code = f"{_NAMED.get(name, '')}{value}"
    if name in _NAMED and code in catalogue():
        return template(code, language)
    return known.get(value, value) if name in _CODED and isinstance(value, str) else value


def _listed(names: tuple[str, ...], language: str) -> str:
    if len(names) <= _MANY:
        return ", ".join(names)
    return text("list-more", language, names=", ".join(names[:_MANY]), count=len(names) - _MANY)


def _weeks(periods: tuple[int, ...], language: str, first_day: date | None) -> str:
    weeks = format_weeks(periods, language)
    if first_day is None or not periods:
        return weeks
    first = format_date(first_day + timedelta(weeks=min(periods)), language)
    last = format_date(first_day + timedelta(weeks=max(periods), days=6), language)
    return text("weeks-and-dates", language, weeks=weeks, first=first, last=last)
