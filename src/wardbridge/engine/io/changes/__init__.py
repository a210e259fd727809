"""What has changed in a round: read from a small file, and written into the round's rows."""

from wardbridge.engine.io.changes.applying import changed, first_open, week_of
from wardbridge.engine.io.changes.reading import changes_from, read_changes
from wardbridge.engine.io.changes.rows import Change, ChangeRow
from wardbridge.engine.io.changes.writing import write_changes_template

__all__ = [
    "Change",
    "ChangeRow",
    "changed",
    "changes_from",
    "first_open",
    "read_changes",
    "week_of",
    "write_changes_template",
]
