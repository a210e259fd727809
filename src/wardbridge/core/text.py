"""Text as people type it, for comparing."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """`text` in lower case without marks, đ as d, single spaces: ``Nguyễn  Đức`` gives ``nguyen duc``."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())
