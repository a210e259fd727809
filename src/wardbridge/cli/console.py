"""What the commands write: results on standard output, all the rest on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from wardbridge.engine.errors import Fault, InputRefused


class Refusal(Exception):
    """The command can't do what was asked; carries the sentences for the reader and the exit code."""

    def __init__(self, *sentences: str, exit_code: int = 2) -> None:
        super().__init__(*sentences)
        self.sentences = sentences
        self.exit_code = exit_code


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


def refused(error: InputRefused, language: str, head: str) -> Refusal:
    """All faults of an input as a refusal, a sentence each under a heading."""
    return Refusal(head, *_sentences(error.faults, language))


def _sentences(faults: Iterable[Fault], language: str) -> list[str]:
    from wardbridge.rulekit.messages import render_fault

    return [f"  {render_fault(fault, language)}" for fault in faults]
