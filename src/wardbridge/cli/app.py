"""The commands and their options; what they do is imported when one of them runs, so that help is quick."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from wardbridge.cli.bench.app import bench
from wardbridge.cli.console import Refusal, say
from wardbridge.cli.language import _
from wardbridge.cli.options import LANGUAGE, Json, Language
from wardbridge.cli.usage import usage_refusal

Workbook = Annotated[str, typer.Argument(help=_("The round: an .xlsx file after the template."))]

app = typer.Typer(
    name="wardbridge",
    help=_("Clinical placements planned, proven, published and seen."),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)
app.add_typer(bench, name="bench", help=_("Measure the engine on benchmarks."))


@app.command(help=_("Plan a round: write plan.json, plan.xlsx and report.html. Needs no database."))
def plan(  # noqa: PLR0917 - one parameter an option
    workbook: Workbook,
    out: Annotated[str, typer.Option("--out", metavar="DIR", help=_("Folder to write to; made if missing."))],
    time_limit: Annotated[str, typer.Option(metavar="S", help=_("Stop after S seconds with the best so far."))] = "",
    seed: Annotated[str, typer.Option(metavar="N", help=_("Same seed, same plan."))] = "0",
    json: Json = False,
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.commands.plan import run

    return run(workbook, out, time_limit=time_limit, seed=seed, as_json=json, language=language)


@app.command(help=_("Judge a plan: plan.json, or a plan.xlsx that people have edited."))
def check(
    workbook: Workbook,
    plan: Annotated[str, typer.Argument(help=_("plan.json or plan.xlsx."))],
    json: Json = False,
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.commands.check import run

    return run(workbook, plan, as_json=json, language=language)


@app.command(help=_("Say why a learner is where he is, what a place is worth, or how everyone could be placed."))
def explain(  # noqa: PLR0917 - one parameter an option
    workbook: Workbook,
    plan: Annotated[
        str, typer.Option("--plan", metavar="PLAN", help=_("plan.json or plan.xlsx; else plan anew."))
    ] = "",
    learner: Annotated[str, typer.Option(metavar="CODE", help=_("One learner, with exact figures."))] = "",
    place: Annotated[str, typer.Option(metavar="CODE", help=_("One more place in a department: plan again."))] = "",
    week: Annotated[str, typer.Option(metavar="N", help=_("The week of --place; else its dearest."))] = "",
    seed: Annotated[str, typer.Option(metavar="N", help=_("Same seed, same plan."))] = "0",
    json: Json = False,
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.commands.explain import run

    return run(workbook, plan=plan, learner=learner, place=place, week=week, seed=seed, as_json=json, language=language)


@app.command(help=_("Match learners and hospitals by their choices: write match.json, match.xlsx and report.html."))
def match(  # noqa: PLR0917 - one parameter an option
    choices: Annotated[str, typer.Argument(help=_("An .xlsx file, or a folder of CSV files or one of them."))],
    method: Annotated[str, typer.Option(metavar="serial|deferred|rank-maximal|generous", help=_("How to match."))],
    seed: Annotated[str, typer.Option(metavar="TEXT", help=_("The text that was published before the draw."))],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help=_("Folder to write to; made if missing."))],
    json: Json = False,
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.commands.match import run

    return run(choices, out, method=method, seed=seed, as_json=json, language=language)


@app.command(help=_("Repair a plan after a change: the past stands, and as few learners as can be are moved."))
def repair(  # noqa: PLR0917 - one parameter an option
    workbook: Workbook,
    plan: Annotated[str, typer.Argument(help=_("The plan that holds: plan.json or plan.xlsx."))],
    changes: Annotated[str, typer.Argument(help=_("What has changed: .xlsx, .csv or .json."))],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help=_("Folder to write to; made if missing."))],
    since: Annotated[
        str,
        typer.Option("--from", metavar="DATE|WEEK", help=_("First week still open; else that of the earliest change.")),
    ] = "",
    time_limit: Annotated[str, typer.Option(metavar="S", help=_("Stop after S seconds with the best so far."))] = "",
    seed: Annotated[str, typer.Option(metavar="N", help=_("Same seed, same plan."))] = "0",
    json: Json = False,
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.commands.repair import run

    return run(
        workbook, plan, changes, out, since=since, time_limit=time_limit, seed=seed, as_json=json, language=language
    )


@app.command(help=_("Write an empty workbook with lists, notes and an example row."))
def template(
    file: Annotated[str, typer.Argument(help=_("File to write: FILE.xlsx."))],
    changes: Annotated[
        bool, typer.Option("--changes", help=_("The sheet of changes that a repair reads, instead of a round's."))
    ] = False,
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.commands.template import run

    return run(file, changes=changes, language=language)


@app.command(help=_("Run the whole chain on the sample round, then serve it with a sign-in per audience."))
def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve", help=_("End after the summary."))] = False,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help=_("Address to serve on."))] = "127.0.0.1",
    port: Annotated[str, typer.Option(metavar="PORT", help=_("Port to serve on."))] = "8000",
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.commands.demo import run

    return run(serve=not no_serve, host=host, port=port, language=language)


@app.command(help=_("Serve the platform and work through its queue."))
def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help=_("Address to serve on."))] = "127.0.0.1",
    port: Annotated[str, typer.Option(metavar="PORT", help=_("Port to serve on."))] = "8000",
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.commands.serve import run

    return run(host=host, port=port, language=language)


@app.command("import", help=_("Put a round into the platform's database, as the upload page does."))
def import_(
    workbook: Workbook,
    owner: Annotated[str, typer.Option(metavar="CODE", help=_("Organisation that runs the round."))] = "",
    language: Language = LANGUAGE,
) -> int:
    from wardbridge.cli.commands.importing import run

    return run(workbook, owner=owner, language=language)


def _help_of(group: Any, arguments: list[str]) -> str:
    """Help of the command that is named, "" for any other call; the parser's own way first loads its validators."""
    if "--help" not in arguments or arguments[0] not in group.commands:
        return ""
    command, above = group, group.context_class(group, info_name="wardbridge")
    for name in arguments:
        if name not in getattr(command, "commands", {}):
            break
        command = command.commands[name]
        above = command.context_class(command, info_name=name, parent=above)
    return str(command.get_help(above))


def invoke(arguments: list[str]) -> int:
    """Run one command and return its exit code.

    Raises
    ------
    Refusal
        For a call that can't be understood, as for all that a command refuses.
    """
    command = typer.main.get_command(app)
    text = _help_of(command, arguments)
    if text:
        say(text)
        return 0
    try:
        answer = command.main(arguments, prog_name="wardbridge", standalone_mode=False)
    except Exception as error:
        refusal = usage_refusal(error)
        if refusal is None:
            raise
        raise refusal from error
    return answer if isinstance(answer, int) else 0


__all__ = ["Refusal", "app", "invoke"]
