"""The marks that let the extraction tools find a message."""

from __future__ import annotations


class Plural(str):
    """A template for one, with that for more (or none) and the parameter that counts."""

    __slots__ = ("by", "many")
    many: str
    by: str


def N_(message: str) -> str:  # noqa: N802 - the customary name, known to xgettext
    """Mark a template for translation and return it unchanged; it is translated when it is shown."""
    return message


def N_n(one: str, many: str, by: str = "found") -> str:  # noqa: N802 - like the one above
    """Mark a template with a form for one and a form for more, chosen by the parameter `by` when it is shown."""
    marked = Plural(one)
    marked.many, marked.by = many, by
    return marked
