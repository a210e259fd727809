"""Entry of the ``wardbridge`` command: language first, then the command, then one exit code and never a traceback.

Exit codes: 0 done; 1 ``check`` found violations; 2 bad input; 3 no plan that places everyone; 70 a defect of
ours; 130 cancelled.
"""

from __future__ import annotations

import json
import os
import sys

from wardbridge.cli import language
from wardbridge.cli.console import Refusal, complain, say
from wardbridge.cli.language import _

BAD_INPUT = 2
DEFECT = 70
CANCELLED = 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    language.activate_from(sys.argv[1:])
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; every failure becomes a sentence on standard error and an exit code."""
    from wardbridge.cli.app import invoke

    try:
        return invoke(arguments)
    except KeyboardInterrupt:
        complain(_("Cancelled: nothing was written."))
        return CANCELLED
    except Exception as error:
        if os.environ.get("WARDBRIDGE_DEBUG"):
            raise
        return _failed(error, as_json="--json" in arguments)


def _failed(error: Exception, *, as_json: bool) -> int:
    if isinstance(error, Refusal):
        complain(*error.sentences)
        if as_json and error.exit_code == BAD_INPUT:
            say(json.dumps(error.as_data, ensure_ascii=False))
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - nobody reads: the flush at exit must not fail either
        return 0
    if isinstance(error, MemoryError):
        complain(_("There is not enough memory for this."))
        return BAD_INPUT
    if isinstance(error, OSError):
        complain(_("The system refused: {reason}").format(reason=f"{error.strerror or error} {error.filename or ''}"))
        return BAD_INPUT
    text = _("A defect of Wardbridge itself: {error}. With WARDBRIDGE_DEBUG=1 it says where; please report it.")
    complain(text.format(error=f"{type(error).__name__}: {error}"))
    return DEFECT


if __name__ == "__main__":
    main()
