"""The commands of ``wardbridge bench``; what they do is imported when one of them runs."""

from __future__ import annotations

import typer

bench = typer.Typer(no_args_is_help=True)


@bench.callback()
def group() -> None:
    """Keep `bench` a group of commands, however many it has."""
