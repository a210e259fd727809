"""``wardbridge explain``: why a learner is where he is, what a place is worth, why not everyone can be placed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wardbridge.cli.arguments import Arguments
from wardbridge.cli.commands.plan import INFEASIBLE
from wardbridge.cli.console import Refusal, complain, say
from wardbridge.cli.language import _
from wardbridge.cli.progress import Tell, progress, sentence_of
from wardbridge.cli.round_file import compiled, read_book, read_plan_file
from wardbridge.cli.stopping import stop_on_signal
from wardbridge.cli.summary import names_of
from wardbridge.engine.io.planfile import violation_data
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Result, Status, Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.score import score
from wardbridge.engine.stop import CancelFlag, Stop
from wardbridge.rulekit.messages import format_number, render_violation

ALONE = frozenset({"alone-conflict", "no-rotation"})
SHOWN = 10
"""Limits listed by what one more place is worth."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of which round."""

    book: RoundBook
    problem: Problem
    parameters: Parameters
    stop: Stop
    seed: int
    language: str
    tell: Tell

    def said(self, statements: tuple[Violation, ...]) -> list[str]:
        """Statements in the reader's language."""
        names, first_day = names_of(self.book, self.language), self.book.round.first_day
        return [render_violation(one, self.language, names=names, first_day=first_day) for one in statements]

    @property
    def told(self) -> Callable[[Violation], dict[str, Any]]:
        return lambda one: violation_data(one, self.book.round.first_day)

    def solved(self) -> Result:
        from wardbridge.engine.solve import solve

        return solve(
            self.problem, stop=self.stop, seed=self.seed, on_progress=lambda point: self.tell(sentence_of(point))
        )


def run(
    workbook: str, *, plan: str, learner: str, place: str, week: str, seed: str, as_json: bool, language: str
) -> int:
    """Exit code 0 with answers about a plan, 3 with ways out where not everyone can be placed."""
    arguments = Arguments()
    arguments.language(language)
    path = arguments.readable(workbook)
    plan_path = arguments.readable(plan) if plan else None
    number = arguments.seed(seed)
    arguments.done()
    with stop_on_signal() as asked, progress(_("Reading")) as tell:
        book = read_book(path, language)
        problem = compiled(book, path, language)
        period = _known(problem, learner, place, week)
        ask = Asked(book, problem, Parameters.default(), CancelFlag(asked), number, language, tell)
        answer, lines, code = _answer(ask, _plan_of(ask, plan_path), learner, place, period)
    if asked():
        complain(_("Stopped early: what follows is what was known by then."))
    say(*lines) if not as_json else say(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    return code


def _known(problem: Problem, learner: str, place: str, week: str) -> int | None:
    """The period of `week`; refuses a learner, department or week that the round does not have."""
    wrong = []
    if learner and learner not in problem.index.learner:
        wrong.append(_("The round has no learner “{found}”.").format(found=learner))
    if place and place not in problem.index.department:
        wrong.append(_("The round has no department “{found}”.").format(found=place))
    most = len(problem.periods)
    if week and not (week.isascii() and week.isdigit() and 1 <= int(week[:6]) <= most):
        wrong.append(_("--week is a number from 1 to {most}, not “{found}”.").format(most=most, found=week))
    if wrong:
        raise Refusal(*wrong)
    return int(week) - 1 if week else None


def _plan_of(ask: Asked, path: Path | None) -> Plan | Result:
    """The plan of the file, else what a run answers."""
    if path is None:
        return ask.solved()
    return read_plan_file(path, ask.book, ask.problem, ask.language)


def _answer(
    ask: Asked, found: Plan | Result, learner: str, place: str, period: int | None
) -> tuple[dict[str, Any], list[str], int]:
    """The answer as data, as lines, and the exit code."""
    plan = found if isinstance(found, Plan) else found.plan or Plan(())
    if score(ask.problem, plan, ask.parameters).unplaced or (isinstance(found, Result) and found.reasons):
        result = found if isinstance(found, Result) else ask.solved()
        if result.status is Status.STOPPED:
            return {"status": "stopped"}, [_("Stopped before everyone was placed.")], INFEASIBLE
        if result.unplaced or result.reasons:
            return _impossible(ask, result)
    from wardbridge.engine.explain.learners import Explainer

    ask.tell(_("Finding prices"))
    explainer = Explainer(ask.problem, plan, ask.parameters, ask.seed, ask.stop)
    if place:
        return _worth(ask, explainer, place, period)
    if learner:
        return _learner(ask, explainer, learner)
    return _everyone(ask, explainer)


def _learner(ask: Asked, explainer: Any, learner: str) -> tuple[dict[str, Any], list[str], int]:
    from wardbridge.engine.explain.data import learner_data
    from wardbridge.engine.explain.statements import block_said, statements_of

    ask.tell(_("Planning again with each wish met"))
    answer = explainer.settle(explainer.answers([learner])[0])
    said = ask.said(statements_of(answer, ask.problem, ask.parameters))
    where = ask.said(tuple(block_said(row, ask.problem) for row in answer.rotation))
    lines = [names_of(ask.book, ask.language)[learner], *(f"  {line}" for line in where), *said]
    data = {"status": "placed", **learner_data(answer, ask.told), "sentences": said}
    return data, lines, 0


def _everyone(ask: Asked, explainer: Any) -> tuple[dict[str, Any], list[str], int]:
    """All learners by prices, and the limits that are worth most."""
    from wardbridge.engine.explain.data import learner_data, worth_data
    from wardbridge.engine.explain.statements import statements_of
    from wardbridge.engine.explain.worth import worths_of

    ask.tell(_("Explaining each learner's placement"))
    answers, worths = explainer.answers(), worths_of(explainer.market)
    learners = [
        {**learner_data(one, ask.told), "sentences": ask.said(statements_of(one, ask.problem, ask.parameters))}
        for one in answers
    ]
    unmet = [wish for one in answers for wish in one.wishes if wish.share < 1]
    with_unmet = sum(any(wish.share < 1 for wish in one.wishes) for one in answers)
    lines = [
        _("Learners: {learners}; with a wish that is not met: {unmet} (wishes: {wishes}).").format(
            learners=len(answers), unmet=with_unmet, wishes=len(unmet)
        ),
        _("Impossible for the learner alone: {count}.").format(count=sum(not wish.possible for wish in unmet)),
        _("One learner in full, with exact figures: --learner CODE. All of them as data: --json."),
        *_worth_lines(ask, worths),
    ]
    return {"status": "placed", "learners": learners, "worth": [worth_data(one, ask.told) for one in worths]}, lines, 0


def _worth_lines(ask: Asked, worths: tuple[Any, ...]) -> list[str]:
    if not worths:
        return [_("No limit has a price: one more place anywhere wins nothing.")]
    said = [
        Violation("worth-price", (), one.department, one.site, one.periods, round(one.price, 2), one.amount,
                  params={"limit": one.rules[0] if one.rules else ""})
        for one in worths[:SHOWN]
    ]  # fmt: skip
    return [_("What one more place is worth at most, by price:"), *(f"  {line}" for line in ask.said(tuple(said)))]


def _worth(ask: Asked, explainer: Any, place: str, period: int | None) -> tuple[dict[str, Any], list[str], int]:
    """One department: its price, and the round planned again with one more place."""
    from wardbridge.engine.explain.data import worth_data
    from wardbridge.engine.explain.worth import planned_again, worth_at

    found = worth_at(explainer.market, place, period)
    if found is None:
        return {"status": "placed", "worth": None}, [_("Nothing limits this department there.")], 0
    ask.tell(_("Planning again with one more place"))
    points = score(ask.problem, explainer.plan, ask.parameters).total
    found = planned_again(ask.problem, found, points, ask.parameters, ask.seed, ask.stop)
    lines = _worth_lines(ask, (found,))
    if found.gain is not None:
        lines += [_("Planned again with:"), *(f"  {line}" for line in ask.said(tuple(x.said for x in found.edits)))]
        lines.append(_("The plan gains {points} points.").format(points=format_number(found.gain, ask.language)))
    return {"status": "placed", "worth": worth_data(found, ask.told)}, lines, 0


def _impossible(ask: Asked, result: Result) -> tuple[dict[str, Any], list[str], int]:
    """Why not everyone can be placed, and the ways out."""
    from wardbridge.engine.explain.data import impossible_data
    from wardbridge.engine.explain.impossible import impossible_of

    ask.tell(_("Looking for ways out"))
    answer = impossible_of(ask.problem, result, ask.parameters, ask.stop)
    shared = tuple(one for one in result.reasons if one.rule not in ALONE and not one.rule.startswith("own-"))
    lines = [_("Not everyone can be placed:"), *(f"  {line}" for line in ask.said(shared))]
    for one in answer.alone:
        head = Violation("alone-conflict" if one.conflict else "no-rotation", one.learners)
        lines += [*ask.said((head,)), *(f"  {line}" for line in ask.said(one.conflict))]
    if answer.conflict is not None:
        verified = answer.conflict.verified
        lines.append(
            _("These contradict each other, and without any one of them the others do not (planned):")
            if verified
            else _(
                "These contradict each other, and without any one of them the others do not, as far as fractions tell:"
            )
        )
        lines += [f"  {line}" for line in ask.said(answer.conflict.records)]
    lines.append(_("Ways out, the cheapest first:") if answer.ways else _("No way out was found."))
    for number, way in enumerate(answer.ways, start=1):
        cost = format_number(way.cost, ask.language)
        lines.append(_("{number}. cost {cost}, seen to place everyone").format(number=number, cost=cost))
        lines += [f"     {line}" for line in ask.said(way.said)]
    status = str(result.status)
    reasons = [ask.told(one) for one in result.reasons]
    data = {
        "status": status,
        "unplaced_weeks": result.unplaced,
        "reasons": reasons,
        **impossible_data(answer, ask.told),
    }
    return data, lines, INFEASIBLE
