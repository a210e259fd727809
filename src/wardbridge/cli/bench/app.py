"""The commands of ``wardbridge bench``; what they do is imported when one of them runs."""

from __future__ import annotations

from typing import Annotated

import typer

from wardbridge.cli.language import _
from wardbridge.cli.options import LANGUAGE, Json, Language

Learners = Annotated[str, typer.Option("--learners", metavar="N", help=_("Learners of the round."))]

bench = typer.Typer(no_args_is_help=True)


@bench.callback()
def group() -> None:
    """Keep `bench` a group of commands, however many it has."""


@bench.command(
    help=_("Write a realistic round of any size, all synthetic: FILE.xlsx, or FILE.json.gz where it is large.")
)
def generate(  # noqa: PLR0917 - one parameter an option
    learners: Learners,
    out: Annotated[str, typer.Option("--out", metavar="FILE", help=_("File to write."))],
    weeks: Annotated[str, typer.Option(metavar="W", help=_("Weeks of the round."))] = "52",
    extent: Annotated[
        str,
        typer.Option(metavar="hospital|province|region|country", help=_("How far it spans; by size where not given.")),
    ] = "",
    together: Annotated[
        str, typer.Option(metavar="SHARE", help=_("Share of the groups of about eight that move as one."))
    ] = "1",
    wishes: Annotated[str, typer.Option(metavar="group|learner", help=_("Who wishes."))] = "group",
    seed: Annotated[str, typer.Option(metavar="N", help=_("Same seed, same round."))] = "1",
    json: Json = False,
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.bench.generate import run

    return run(
        learners, out, weeks=weeks, extent=extent, together=together, wishes=wishes, seed=seed, as_json=json,
        language=language,
    )  # fmt: skip


@bench.command(help=_("Solve instances of the public benchmark MSS (.dzn) and prove how good the answers are."))
def mss(  # noqa: PLR0917 - one parameter an option
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=_("MiniZinc data files of the benchmark."))],
    time_limit: Annotated[
        str, typer.Option(metavar="S", help=_("Seconds for each file; not given: 55, or 285 with many disciplines."))
    ] = "",
    workers: Annotated[str, typer.Option(metavar="N", help=_("Threads; the answer is the same for any number."))] = "",
    solutions: Annotated[str, typer.Option(metavar="DIR", help=_("Write NAME.json for each file into DIR."))] = "",
    json: Annotated[str, typer.Option(metavar="FILE", help=_("Write the table as JSON into FILE."))] = "",
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.bench.mss import run

    return run(files, time_limit=time_limit, workers=workers, solutions=solutions, json_file=json, language=language)


@bench.command(help=_("Plan synthetic rounds of growing size: seconds, score, bound, gap and memory of each."))
def scale(  # noqa: PLR0917 - one parameter an option
    sizes: Annotated[
        str, typer.Option(metavar="N,N", help=_("Learners of each round, with commas between."))
    ] = "270,1000,10000,100000",
    wishes: Annotated[str, typer.Option(metavar="group|learner", help=_("Who wishes."))] = "group",
    together: Annotated[
        str, typer.Option(metavar="SHARE", help=_("Share of the groups of about eight that move as one."))
    ] = "1",
    time_limit: Annotated[str, typer.Option(metavar="S", help=_("Seconds for each size."))] = "",
    workers: Annotated[str, typer.Option(metavar="N", help=_("Processes; the plan is the same for any number."))] = "2",
    seed: Annotated[str, typer.Option(metavar="N", help=_("Same seed, same round."))] = "1",
    json: Annotated[str, typer.Option(metavar="FILE", help=_("Write the table as JSON into FILE."))] = "",
    plot: Annotated[str, typer.Option(metavar="FILE", help=_("Draw seconds against learners into FILE.svg."))] = "",
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.bench.scale import run

    return run(
        sizes, wishes=wishes, together=together, time_limit=time_limit, workers=workers, seed=seed, json_file=json,
        plot=plot, language=language,
    )  # fmt: skip
