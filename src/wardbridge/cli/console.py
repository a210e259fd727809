"""What the commands write: results on standard output, all the rest on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from wardbridge.cli.language import _
from wardbridge.engine.errors import Fault, InputRefused


class Refusal(Exception):
    """The command can't do what was asked; carries the sentences for the reader, the exit code and data for scripts."""

    def __init__(self, *sentences: str, exit_code: int = 2, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(*sentences)
        self.sentences = sentences
        self.exit_code = exit_code
        self.details = details or {}

    @property
    def as_data(self) -> dict[str, Any]:
        """What ``--json`` prints in place of an answer."""
        sentences = [sentence.strip() for sentence in self.sentences]
        return {"status": "bad-input", "messages": sentences, "faults": [], **self.details}


def say(*lines: str) -> None:
    """Write lines to standard output."""
    for line in (part for text in lines for part in text.split("\n")):
        sys.stdout.write(f"{_writable(line, sys.stdout.encoding)}\n")
    sys.stdout.flush()


def complain(*lines: str) -> None:
    """Write lines to standard error."""
    for line in (part for text in lines for part in text.split("\n")):
        sys.stderr.write(f"{_writable(line, sys.stderr.encoding)}\n")
    sys.stderr.flush()


def _writable(line: str, encoding: str | None) -> str:
    """The line without what the terminal's encoding lacks and without control characters of an input."""
    clean = "".join(character if character.isprintable() else " " for character in line)
    code = encoding or "utf-8"
    return clean.encode(code, "replace").decode(code)


def refused(error: InputRefused, language: str, head: str, counts: Mapping[str, int] | None = None) -> Refusal:
    """All faults of an input as a refusal, a sentence each under a heading.

    `counts` are the rows ``read``, ``accepted`` and ``rejected`` of a workbook.
    """
    sentences = [head, *sentences_of(error.faults, language)]
    if counts and counts["read"]:
        text = _("Rows read: {read} = accepted {accepted} + rejected {rejected}. Nothing of the file was used.")
        sentences.append(text.format(**counts))
    return Refusal(*sentences, details={"faults": [_data(fault) for fault in error.faults], "rows": counts})


def sentences_of(faults: Iterable[Fault], language: str) -> list[str]:
    """A sentence each: where, what, and the code by which documentation and scripts know it."""
    from wardbridge.rulekit.messages import render_fault

    return [f"  {render_fault(fault, language)} [{fault.code}]" for fault in faults]


def _data(fault: Fault) -> dict[str, Any]:
    place = fault.place
    where = {"sheet": place.sheet, "row": place.row, "column": place.column}
    return {**where, "code": fault.code, "found": fault.found, "allowed": fault.allowed, "params": dict(fault.params)}
