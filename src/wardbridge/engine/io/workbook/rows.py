"""Between the values of a line, by column key, and the row classes of the round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wardbridge.engine.io.sheets import Name, PersonName
from wardbridge.engine.io.workbook.columns import Kind, Sheet
from wardbridge.engine.io.workbook.names import joined_name, split_name

Values = dict[str, Any]
"""Column key → value; blank cells are absent."""


def row_of(sheet: Sheet, values: Values) -> Any:
    """The row object of a line whose required cells are all there; blanks take the class's default.

    Raises
    ------
    TypeError
        A required value is absent.
    """
    fields: Values = {key: value for key, value in values.items() if "." not in key}
    for root in dict.fromkeys(column.key.split(".")[0] for column in sheet.columns if "." in column.key):
        parts = {key.split(".")[1]: value for key, value in values.items() if key.startswith(f"{root}.")}
        fields[root] = person_of(parts) if has_person(sheet) else Name(**parts)
    return sheet.row(**fields)


def has_person(sheet: Sheet) -> bool:
    """Whether a row of the sheet is a person, named in parts."""
    return any(column.kind is Kind.FULL_NAME for column in sheet.columns)


def person_of(parts: Mapping[str, str]) -> PersonName:
    """From the parts when a given name is among them, else from the full name."""
    if parts.get("given") or not parts.get("full"):
        return joined_name(parts.get("family", ""), parts.get("middle", ""), parts.get("given", ""))
    return split_name(parts["full"])


def values_of(sheet: Sheet, row: Any) -> Values:
    """What stands in the columns of a row: the inverse of `row_of` (names apart, never in one column)."""
    found = {}
    for column in sheet.columns:
        value: Any = row
        for step in column.key.split("."):
            value = getattr(value, step, None)
        if value not in (None, "", ()):
            found[column.key] = value
    return found
