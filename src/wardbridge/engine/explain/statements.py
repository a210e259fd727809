"""Answers as a list of statements, each a code with its figures, which the message catalogue turns into a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.explain.crowd import DUST, Binding
from wardbridge.engine.explain.learners import LearnerAnswer, WishAnswer
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Assignment, Violation
from wardbridge.engine.problem import Problem


def statements_of(answer: LearnerAnswer, problem: Problem, parameters: Parameters) -> tuple[Violation, ...]:
    """All that is to be said of one learner, in the order in which it is read."""
    unmet = [wish for wish in answer.wishes if wish.share < 1 - DUST]
    who = (answer.learner,)
    if not answer.wishes:
        return (Violation("why-no-wish", who),)
    if not unmet:
        return (Violation("why-all-met", who, found=len(answer.wishes)),)
    said = [one for wish in answer.wishes for one in _wish(wish, answer, problem)]
    return (*said, Violation("why-no-order", who, found=parameters.wishes.of(1)))


def _wish(wish: WishAnswer, answer: LearnerAnswer, problem: Problem) -> Iterator[Violation]:
    who, asked = (answer.learner,), tuple(wish.wish.values())
    rank: dict[str, str | int | float] = {"rank": wish.rank}
    if wish.share >= 1 - DUST:
        yield Violation("why-met", who, records=asked, params=rank)
        return
    code = "why-part" if wish.share > DUST else "why-unmet"
    yield Violation(code, who, found=round(100 * wish.share), records=asked, params=rank)
    if not wish.possible:
        yield Violation("why-impossible" if wish.conflict else "why-outside", who)
        yield from wish.conflict
        return
    for first, binding in zip([True, False, False], wish.binding, strict=False):
        yield from _binding(binding, who, first=first)
    if wish.loss is None:
        yield Violation("why-loss-never", who)
        return
    yield from _instead(wish, answer, problem)


def _binding(binding: Binding, who: tuple[str, ...], *, first: bool) -> Iterator[Violation]:
    code = "why-full" if binding.wanted and first else "why-full-also"
    if not binding.people:
        code = "why-full-shares"
    if not binding.department:
        code = "why-site-weeks" if binding.periods else "why-site-full"
    params: dict[str, str | int | float] = {
        "wanted": binding.wanted,
        "limit": binding.rules[0] if binding.rules else "",
    }
    place = (binding.department, binding.site, binding.periods)
    yield Violation(code, who, *place, binding.taken, binding.places, params=params)
    if binding.price > 0.005:
        several = len(binding.periods) > 1
        yield Violation("why-price-weeks" if several else "why-price", who, *place, round(binding.price, 2))


def _instead(wish: WishAnswer, answer: LearnerAnswer, problem: Problem) -> Iterator[Violation]:
    """The best rotation that meets the wish, and what it would cost the learner and all."""
    who = (answer.learner,)
    if wish.rotation and wish.rotation != answer.rotation:
        yield Violation("why-instead", who)
        yield from (block_said(row, problem) for row in wish.rotation)
    yield Violation("why-own", who, found=round(wish.own, 2), allowed=round(answer.own, 2))
    least, most = round(wish.loss or 0.0, 2), None if wish.most is None else round(wish.most, 2)
    if wish.proven:
        yield Violation("why-loss-exact" if least else "why-loss-none", who, found=least)
    elif most is not None:
        yield Violation("why-loss-between", who, found=least, allowed=most)
    else:
        yield Violation("why-loss-least" if least else "why-loss-open", who, found=least)


def block_said(row: Assignment, problem: Problem) -> Violation:
    """A block of a rotation."""
    site = problem.sites[problem.departments[problem.index.department[row.department]].site]
    return Violation("why-block", (row.learner,), row.department, site, row.periods)
