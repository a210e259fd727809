"""PDF documents by typst, from templates that an app ships in its ``exports/typst`` folder.

The fonts are typst's own (Libertinus Serif has every Vietnamese letter), so a document looks the same on every machine.
Data reach the template as JSON: no text of ours or of a user is ever read as typst's markup.
"""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from typing import Any

import typst


def render(app: str, template: str, data: dict[str, Any], *, as_png: bool = False) -> bytes:
    """A template of `app` (``schedule``) with these data as PDF (PDF/A-2b), or its first page as PNG to look at."""
    with as_file(files(f"wardbridge.{app}.exports").joinpath("typst")) as folder:
        made: Any = typst.compile(
            str(folder / f"{template}.typ"),
            root=str(folder),
            format="png" if as_png else "pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            ignore_system_fonts=True,
            **({"ppi": 110.0} if as_png else {"pdf_standards": ["a-2b"]}),
        )
    first: bytes = made[0] if isinstance(made, list) else made
    return first
