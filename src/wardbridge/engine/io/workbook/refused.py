"""What else is wrong in rows that a bad cell already refuses, so that one reading tells the user everything.

Such rows never become row objects, and the rules between rows never see them. Their references and their codes are
looked up here, against the codes of all rows, refused ones too: the fault is named where it is, not where it leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wardbridge.engine.errors import Fault
from wardbridge.engine.io.workbook.columns import DEFINED
from wardbridge.engine.io.workbook.table import Record, Table

UNIQUE = frozenset(("sites", "departments", "teachers", "learners", "groups"))
"""Sheets in which a code names one row."""


def note_refused(tables: dict[str, Table]) -> None:
    """Add to each table the faults of its refused rows that only other rows show."""
    known = {what: _codes(what, tables) for what in DEFINED}
    for table in tables.values():
        found = [*_unknown(table, known), *(_repeated(table) if table.sheet.key in UNIQUE else ())]
        for record, fault in found:
            record.rejected = True
            table.faults.append(fault)


def _codes(what: str, tables: dict[str, Table]) -> set[str] | None:
    """Codes that are defined, in rows of whatever fate; `None` when a fault of the whole sheet hides them."""
    key, column = DEFINED[what]
    table = tables.get(key)
    if table is None or column not in table.texts:
        return set() if key == "groups" and table is None else None
    return {record.values[column] for record in table.records if column in record.values}


def _unknown(table: Table, known: dict[str, set[str] | None]) -> Iterator[tuple[Record, Fault]]:
    for record in table.records:
        for column in table.sheet.columns if record.rejected else ():
            codes = known.get(column.refers)
            for code in _listed(record.values.get(column.key)) if codes is not None else ():
                if codes is not None and code not in codes:
                    yield record, Fault("unknown-reference", table.place(record.number, column.key), code)


def _listed(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _repeated(table: Table) -> Iterator[tuple[Record, Fault]]:
    """A code that stands twice, where one of the two rows is refused; two good ones are told by the cross-checks."""
    first: dict[str, Record] = {}
    for record in table.records:
        code = record.values.get("code")
        if code is None:
            continue
        former = first.setdefault(code, record)
        if former is not record and (former.rejected or record.rejected):
            yield record, Fault("duplicate-code", table.place(record.number, "code"), code)
