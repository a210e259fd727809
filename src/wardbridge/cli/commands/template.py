"""``wardbridge template``: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path

from wardbridge.cli.arguments import Arguments
from wardbridge.cli.console import say
from wardbridge.cli.language import _
from wardbridge.engine.io.atomic import replacing


def run(file: str, *, changes: bool, language: str) -> int:
    """Write the template; a file of that name is kept beside it as ``FILE.xlsx.bak``."""
    from wardbridge.engine.io.changes import write_changes_template
    from wardbridge.engine.io.workbook import write_template

    arguments = Arguments()
    arguments.language(language)
    path = arguments.target(file, ".xlsx")
    arguments.done()
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as part:
        (write_changes_template if changes else write_template)(part, language)
        kept = _keep(path)
    say(_("Template written to {path}").format(path=path))
    if kept:
        say(_("The file that stood there is now {path}").format(path=kept))
    return 0


def _keep(path: Path) -> Path | None:
    """Move a file that stands in the way aside, since it may hold someone's work."""
    if not path.exists():
        return None
    kept = path.with_name(f"{path.name}.bak")
    path.replace(kept)
    return kept
