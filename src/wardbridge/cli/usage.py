"""A call of the command line that can't be understood, in the reader's language."""

from __future__ import annotations

import re
from typing import Any

from typer.exceptions import Abort, Exit, TyperException

from wardbridge.cli.console import Refusal
from wardbridge.cli.language import N_, _

_ENGLISH = {
    r"No such command '(.*?)'": N_("There is no command {words}."),
    r"Got unexpected extra argument(?:\(s\)|s)? \((.*)\)": N_("There is too much in the call: {words}."),
}
"""What the parser says in English only and by no type of its own."""


def usage_refusal(error: Exception) -> Refusal | None:
    """The refusal for an error of the command line's own parser; `None` for any other error."""
    if isinstance(error, Exit):
        return Refusal(exit_code=error.exit_code)
    if isinstance(error, Abort):
        raise KeyboardInterrupt from error
    if not isinstance(error, TyperException):
        return None
    context: Any = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return Refusal(error.message)
    hint = _("“{command} --help” explains.").format(command=context.command_path) if context else ""
    return Refusal(*filter(None, (_sentence(error, context), hint)))


def _sentence(error: TyperException, context: Any) -> str:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _("There is no option {name}.").format(name=getattr(error, "option_name", ""))
    if kind == "MissingParameter":
        parameter: Any = getattr(error, "param", None)
        return _("{name} is missing.").format(name=_shown(parameter))
    if kind == "BadOptionUsage":
        return _("{name} needs a value.").format(name=getattr(error, "option_name", ""))
    for begin, text in _ENGLISH.items():
        found = re.match(begin, error.message)
        if found:
            return _(text).format(words=found[1])
    return error.message


def _shown(parameter: Any) -> str:
    """The parameter as help shows it: ``--out DIR`` or ``WORKBOOK``."""
    if parameter is None:
        return ""
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    return " ".join((*options[:1], getattr(parameter, "metavar", None) or str(parameter.name).upper()))
