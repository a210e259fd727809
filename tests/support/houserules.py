"""House rules that can be read off a syntax tree; each takes source text and gives line and defect."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Defect = tuple[int, str]
GETTEXT = {
    "_", "N_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy",
}  # fmt: skip
SLEEPS = {"sleep", "wait_for_timeout"}
LONGEST_FUNCTION = 50
REASON = "# long:"


def without_reason(found: Iterator[Defect], source: str, mark: str) -> Iterator[Defect]:
    """The defects whose line does not give its reason by the mark, such as ``# waits: a job that must be killed``."""
    lines = source.splitlines()
    return ((line, defect) for line, defect in found if mark not in lines[line - 1])


def called_name(call: ast.Call) -> str:
    """Last part of what is called: ``sleep`` for ``time.sleep(1)``."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def long_functions(module: ast.Module, source: str) -> Iterator[Defect]:
    """Functions over 50 lines whose first line gives no reason (``# long: why``)."""
    lines = source.splitlines()
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            head = "\n".join(lines[node.lineno - 1 : node.body[0].lineno])
            if length > LONGEST_FUNCTION and REASON not in head:
                yield node.lineno, f"{node.name} has {length} lines; split it or give a reason ({REASON} …)"


def formatted_texts(module: ast.Module) -> Iterator[Defect]:
    """Translatable texts made before translation: an f-string, ``%``, ``+`` or ``.format`` inside gettext's call."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or called_name(node) not in GETTEXT:
            continue
        for argument in node.args:
            made = isinstance(argument, ast.JoinedStr | ast.BinOp)
            made = made or (isinstance(argument, ast.Call) and called_name(argument) == "format")
            if made:
                yield node.lineno, "a text must be translated as written, and its placeholders filled afterwards"


def sleeps(module: ast.Module) -> Iterator[Defect]:
    """Waiting by the clock: a test must wait for what it waits for (a line may give its reason, ``# waits: why``)."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called_name(node) in SLEEPS:
            yield node.lineno, "waits by the clock"


def unscoped_uses(module: ast.Module) -> Iterator[Defect]:
    """Uses of the bypass ``Type.unscoped`` (declaring it in a model is none)."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in {"unscoped", "_base_manager"}:
            yield node.lineno, f"goes around visible_to(actor) by .{node.attr}"


def claims_made(module: ast.Module) -> Iterator[Defect]:
    """Places that make, change or remove a `Claim` row."""
    writes = {"create", "bulk_create", "update", "delete", "get_or_create", "update_or_create", "save", "bulk_update"}
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        if called_name(node) == "Claim" or (called_name(node) in writes and "Claim." in ast.unparse(node.func)):
            yield node.lineno, "writes a Claim: only capacity.domain.ledger does"
