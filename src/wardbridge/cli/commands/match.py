"""``wardbridge match``: choices in, match.json, match.xlsx and report.html out."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from wardbridge.cli.arguments import Arguments
from wardbridge.cli.console import complain, refused, say, sentences_of
from wardbridge.cli.language import _
from wardbridge.cli.progress import progress
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.matchbook.document import Matched, document_of, write_match
from wardbridge.engine.io.matchbook.matching import match_file
from wardbridge.engine.matching.result import Method

NOT_KEPT = 3
"""A minimum is not reached, a capacity was rounded, or the judge found something."""

MOST_TOLD = 40


def run(choices: str, out: str, *, method: str, seed: str, as_json: bool, language: str) -> int:
    """Exit code 0 when every quota is kept as given and the judge finds nothing, 3 otherwise."""
    arguments = Arguments()
    arguments.language(language)
    path, folder = arguments.existing(choices), arguments.folder(out)
    chosen = arguments.choice(method, "--method", [str(one) for one in Method])
    text = arguments.published_seed(seed)
    arguments.done()
    with progress(_("Matching")) as tell:
        matched = _matched(path, Method(chosen), text, language)
        tell(_("Writing"))
        write_files(matched, folder, language)
    warnings = matched.warnings
    if warnings:
        complain(_("{path} was read; to look at: {count}.").format(path=path, count=len(warnings)))
        complain(*sentences_of(warnings[:MOST_TOLD], language))
    from wardbridge.cli.report.matching import trouble_lines

    complain(*trouble_lines(matched, language)[:MOST_TOLD])
    if as_json:
        say(json.dumps(matched.headline, ensure_ascii=False, allow_nan=False))
    else:
        from wardbridge.cli.report.matching import summary_lines

        say(*summary_lines(matched, language), _("Written to {folder}").format(folder=folder))
    return NOT_KEPT if trouble_lines(matched, language) else 0


def _matched(path: Path, method: Method, seed: str, language: str) -> Matched:
    """Match in a thread, so that Ctrl-C is obeyed at once, also inside a compiled loop."""
    found: list[Matched] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            found.append(match_file(path, method, seed, language))
        except BaseException as error:
            failed.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    while worker.is_alive():
        worker.join(0.2)
    if not failed:
        return found[0]
    error = failed[0]
    if isinstance(error, InputRefused):
        head = _("{path} can't be used; faults: {count}.").format(path=path, count=len(error.faults))
        raise refused(error, language, head) from error
    raise error


def write_files(matched: Matched, folder: Path, language: str) -> None:
    """The three files, each whole or not at all."""
    from wardbridge.cli.report.matching import write_match_report
    from wardbridge.engine.io.matchbook.writing import write_matchbook

    folder.mkdir(parents=True, exist_ok=True)
    write_match(folder / "match.json", document_of(matched))
    write_matchbook(folder / "match.xlsx", matched, language)
    write_match_report(folder / "report.html", matched, language)
