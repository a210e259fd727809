"""``wardbridge demo``: read, plan, judge, import, publish, print what came of it, then serve."""

from __future__ import annotations

from pathlib import Path

from wardbridge.cli import platform
from wardbridge.cli.arguments import Arguments
from wardbridge.cli.commands.plan import INFEASIBLE, whole, write_files
from wardbridge.cli.commands.serve import must_be_free
from wardbridge.cli.commands.serve import serve as serve_platform
from wardbridge.cli.console import Refusal, complain, say
from wardbridge.cli.facts import Fact, facts_of, in_order
from wardbridge.cli.language import _
from wardbridge.cli.progress import Tell, progress
from wardbridge.cli.round_file import plan_file, read_book
from wardbridge.cli.stopping import stop_on_signal
from wardbridge.cli.summary import reason_lines, summary_lines
from wardbridge.engine.io.planfile import Judged
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.stop import CancelFlag, TimeLimit

SAMPLE = Path("samples") / "quang-ninh-2025" / "round.xlsx"
YEAR = Path("samples") / "uong-bi-2025" / "year.xlsx"

LONGEST = 120.0
"""Seconds after which planning goes on with the best so far, on a machine much slower than expected."""


def run(*, serve: bool, host: str, port: str, language: str) -> int:
    """Exit code 0 when every step succeeded and every fact of the sample holds."""
    arguments = Arguments()
    arguments.language(language)
    number = arguments.port(port)
    arguments.done()
    if serve:
        must_be_free(host, number)
    sample, year = _found(SAMPLE), _found(YEAR)
    with stop_on_signal() as asked, progress(_("Reading")) as tell:
        stop = CancelFlag(asked) | TimeLimit(LONGEST)
        judged = plan_file(sample, stop=stop, seed=0, tell=tell, language=language)
    say(_("1. From the workbook to a judged plan"), *(f"   {line}" for line in summary_lines(judged, language)))
    if not whole(judged):
        complain(*reason_lines(judged, language))
        return INFEASIBLE
    with progress(_("Storing")) as tell:
        lines, facts = _through_the_platform(judged, read_book(year, language), tell, language)
    say(*lines)
    if not all(fact.holds for fact in facts):
        return 1
    return serve_platform(host, number) if serve else 0


def _found(sample: Path) -> Path:
    """A workbook of the sample, from the current folder or from the source tree."""
    tree = Path(__file__).resolve().parents[4]
    for folder in (Path.cwd(), tree):
        if (folder / sample).is_file():
            return folder / sample
    raise Refusal(_("There is no file {path}.").format(path=sample))


def _through_the_platform(
    judged: Judged, year: RoundBook, tell: Tell, language: str
) -> tuple[list[str], tuple[Fact, ...]]:
    """Import, run, publish; answers the lines to print and the facts computed from the published rows."""
    platform.start(demo=True)
    from django.conf import settings

    from wardbridge.cli.demonstration.accounts import sign_ins
    from wardbridge.cli.demonstration.chain import deliver, plan_of, published
    from wardbridge.cli.demonstration.records import record_facts
    from wardbridge.cli.demonstration.remembered import memory_facts

    folder = Path(settings.VAR) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    write_files(judged, folder, language)
    version = published(judged.book, year, tell, folder / "worker.log", LONGEST)
    accounts = sign_ins(version, folder / "sign-ins.json")
    tell(_("Telling everyone touched"))
    deliver(folder / "worker.log")
    plan = plan_of(version)
    facts = in_order((*facts_of(judged.book, plan), *record_facts(), *memory_facts()))
    text = _("2. Published: version {number}, {placements} placements (lượt) of {people} people (người)")
    people = len({block.learner for block in plan.assignments})
    lines = [
        text.format(number=version.number, placements=len(plan.assignments), people=people),
        "   " + _("The plan's files: {folder}").format(folder=folder),
        _("3. The account's figures, computed from the published rows"),
        *(f"   {fact_line(fact)}" for fact in facts),
        _("4. One sign-in per audience"),
        *(f"   {_(one.audience)}: {one.username} / {one.password}" for one in accounts),
    ]
    return lines, facts


def fact_line(fact: Fact) -> str:
    """``A2 ✓ 95 = 95  Provincial General Hospital, medical students, people``."""
    mark = "✓" if fact.holds else "✗"
    sign = "≠" if fact.match == "=" and not fact.holds else fact.match
    published = f"{fact.least}–{fact.published}" if fact.match == "~" else fact.published
    return f"{fact.number:<4}{mark} {fact.found} {sign} {published}  {_(fact.label)}"
