"""What is recorded of single learners and stands in the way: places imposed, earlier rounds, languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Closed, Imposed, Problem


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A rule or record that may stand in the way, as data to be told, and the problem without it."""

    said: Violation
    without: Callable[[Problem], Problem]


def recorded(problem: Problem) -> Iterator[Hindrance]:
    """One for each place imposed, each place not to return to, and each department whose language somebody lacks."""
    yield from _imposed(problem)
    yield from _closed(problem)
    yield from _languages(problem)


def _imposed(problem: Problem) -> Iterator[Hindrance]:
    for row in problem.imposed:
        said = Violation(
            "own-imposed",
            (problem.learners[row.learner].code,),
            records=_codes(problem, row.departments),
            params={"requirement": problem.requirements[row.requirement].code},
        )
        yield Hindrance(said, _without(row))


def _closed(problem: Problem) -> Iterator[Hindrance]:
    for row in problem.closed:
        who = (problem.learners[row.learner].code,)
        said = Violation("own-again", who, records=_codes(problem, row.departments))
        yield Hindrance(said, _without(row))


def _without(row: Imposed | Closed) -> Callable[[Problem], Problem]:
    """The round without the row."""

    def change(p: Problem) -> Problem:
        imposed = tuple(x for x in p.imposed if x != row)
        return replace(p, imposed=imposed, closed=tuple(x for x in p.closed if x != row))

    return change


def _languages(problem: Problem) -> Iterator[Hindrance]:
    for k, department in enumerate(problem.departments):
        for asked in department.skills:
            lacking = tuple(
                learner.code
                for learner in problem.learners
                if not any(has.language == asked.language and has.level >= asked.level for has in learner.skills)
            )
            if lacking:
                language = f"{asked.language} {asked.level}"
                place = (department.code, problem.sites[department.site])
                said = Violation("own-language", lacking, *place, params={"language": language})
                yield Hindrance(said, _without_language(k, asked.language))


def _without_language(k: int, language: str) -> Callable[[Problem], Problem]:
    def change(p: Problem) -> Problem:
        rows = list(p.departments)
        rows[k] = replace(rows[k], skills=tuple(one for one in rows[k].skills if one.language != language))
        return replace(p, departments=tuple(rows))

    return change


def _codes(problem: Problem, departments: frozenset[int]) -> tuple[str, ...]:
    return tuple(problem.departments[k].code for k in sorted(departments))
