"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from wardbridge.cli.language import _, active

Language = Annotated[str, typer.Option("--language", metavar="vi|en|fr", help=_("Language of what is written."))]
Json = Annotated[bool, typer.Option("--json", help=_("Print one JSON object as the last line."))]

LANGUAGE = active()
"""The language of this call, settled before the modules of the commands are imported."""
