"""``wardbridge plan``: a workbook in, plan.json, plan.xlsx and report.html out."""

from __future__ import annotations

import json
from pathlib import Path

from wardbridge.cli.arguments import Arguments
from wardbridge.cli.console import complain, say
from wardbridge.cli.language import _
from wardbridge.cli.progress import progress
from wardbridge.cli.round_file import plan_file
from wardbridge.cli.stopping import stop_on_signal
from wardbridge.cli.summary import reason_lines, summary_lines
from wardbridge.engine.io.planfile import Judged, document_of, write_plan
from wardbridge.engine.stop import CancelFlag, Stop, TimeLimit

INFEASIBLE = 3
"""No plan places everyone: proven, or none found in the time given."""


def run(workbook: str, out: str, *, time_limit: str, seed: str, as_json: bool, language: str) -> int:
    """Exit code 0 when every learner is placed and the checker finds nothing, 3 otherwise."""
    arguments = Arguments()
    arguments.language(language)
    path, folder = arguments.readable(workbook), arguments.folder(out)
    seconds, number = arguments.seconds(time_limit), arguments.seed(seed)
    arguments.done()
    with stop_on_signal() as asked, progress(_("Reading")) as tell:
        stop: Stop = CancelFlag(asked) if seconds is None else CancelFlag(asked) | TimeLimit(seconds)
        judged = plan_file(path, stop=stop, seed=number, tell=tell, language=language)
        tell(_("Writing"))
        write_files(judged, folder, language)
    complain(*reason_lines(judged, language))
    if as_json:
        say(json.dumps(judged.headline, ensure_ascii=False, allow_nan=False))
    else:
        say(*summary_lines(judged, language), _("Written to {folder}").format(folder=folder))
    return 0 if whole(judged) else INFEASIBLE


def whole(judged: Judged) -> bool:
    """Whether there is a plan that places everyone and breaks no rule."""
    return judged.result.plan is not None and not judged.result.unplaced and not judged.violations


def write_files(judged: Judged, folder: Path, language: str) -> None:
    """The three files of a plan, each whole or not at all."""
    from wardbridge.cli.report.page import write_report
    from wardbridge.engine.io.planbook import write_planbook

    folder.mkdir(parents=True, exist_ok=True)
    write_plan(folder / "plan.json", document_of(judged))
    write_planbook(folder / "plan.xlsx", judged, language)
    write_report(folder / "report.html", judged, language)
