"""What the documents say of the commands and of plan.json agrees with the program."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import typer

from wardbridge.cli.app import app

DOCS = Path(__file__).parents[2] / "docs"


def test_every_command_and_option_is_documented() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]  # a group of commands
        assert f"`wardbridge {name}" in text
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        assert {option for option in options - {"--help"} if option not in text} == set()


def test_every_field_of_the_schema_is_documented() -> None:
    schema = json.loads(files("wardbridge.engine.io").joinpath("plan.schema.json").read_text(encoding="utf-8"))
    text = (DOCS / "plan-json.md").read_text(encoding="utf-8")
    fields = set(re.findall(r"`([a-z_]+)`", text))
    assert set(schema["properties"]) - fields == set()
    assert set(schema["properties"]["assignments"]["items"]["properties"]) - fields == set()
