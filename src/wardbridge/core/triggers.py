"""Triggers by which the database itself refuses to change what is final, on SQLite and PostgreSQL alike.

A migration puts them on with `frozen_rows` (no change, no removal) or `frozen_columns` (these columns stay when a
condition on the old row holds). SQLite loses the triggers of a table that a later migration rebuilds: put them on again
there (`tests/platform/agreements/test_final.py` sees it when they are missing).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

REFUSAL = "written once: this row stays as it is"


def frozen_rows(table: str) -> RunPython:
    """No UPDATE and no DELETE of any row of `table`."""
    return _operation([(f"{table}_no_update", table, "UPDATE", ""), (f"{table}_no_delete", table, "DELETE", "")])


def frozen_columns(table: str, columns: Sequence[str], when: str) -> RunPython:
    """No change of `columns`, and no DELETE, of a row for which `when` holds; `when` names it ``OLD``."""
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    return _operation(
        [
            (f"{table}_no_update", table, "UPDATE", f"({when}) AND ({changed})"),
            (f"{table}_no_delete", table, "DELETE", when),
        ]
    )


Trigger = tuple[str, str, str, str]


def _operation(triggers: list[Trigger]) -> RunPython:
    def put(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for trigger in triggers:
            for statement in made(editor.connection.vendor, trigger):
                editor.execute(statement)

    def take(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for name, table, _event, _when in triggers:
            where = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")

    return RunPython(put, take)


def made(vendor: str, trigger: Trigger) -> list[str]:
    """The statements that make a trigger in the database of this vendor."""
    name, table, event, when = trigger
    if vendor == "sqlite":
        condition = f" WHEN {when.replace('IS DISTINCT FROM', 'IS NOT')}" if when else ""
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        ]
    function = (
        "CREATE OR REPLACE FUNCTION wardbridge_final() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql"
    )
    condition = f" WHEN ({when})" if when else ""
    return [
        function,
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION wardbridge_final()",
    ]
