"""The mark that lets the extraction tools find a message."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the customary name, known to xgettext
    """Mark a template for translation and return it unchanged; it is translated when it is shown."""
    return message
