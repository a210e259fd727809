"""What a plan comes to, in a few lines of the reader's language."""

from __future__ import annotations

from math import ceil

from wardbridge.cli.language import _, active
from wardbridge.engine.io.planfile import Judged
from wardbridge.engine.io.planview import wishes_met
from wardbridge.engine.io.sheets import Name, RoundBook
from wardbridge.engine.plan import Status, Violation
from wardbridge.rulekit.disciplines import discipline_names
from wardbridge.rulekit.messages import format_number, render_violation

MOST_LISTED = 200
"""Violations written one by one before the rest is only counted; --json has them all."""


def shown_name(name: Name, code: str, language: str) -> str:
    """A name in the language, else in Vietnamese, else the code."""
    own = {"vi": name.vi, "en": name.en, "fr": name.fr}[language]
    return own or name.vi or code


def names_of(book: RoundBook, language: str) -> dict[str, str]:
    """Code → what a reader calls it, for learners, departments, sites, disciplines and tracks."""
    disciplines = {row.discipline for row in book.departments} | {
        d for row in book.requirements for d in row.disciplines
    }
    names = {code: discipline_names(code).get(language, code) for code in disciplines}
    names |= {row.track: shown_name(row.track_name, row.track, language) for row in book.programmes if row.track}
    names |= {row.code: shown_name(row.name, row.code, language) for row in book.sites}
    names |= {row.code: shown_name(row.name, row.code, language) for row in book.departments}
    for row in book.learners:
        full = " ".join(filter(None, (row.name.family, row.name.middle, row.name.given)))
        names[row.code] = f"{full} ({row.code})"
    return names


def status_sentence(judged: Judged) -> str:
    """What was proven, in words."""
    result = judged.result
    if result.plan is None:
        return _("There is no plan.")
    if result.unplaced:
        return _("{weeks} learner-weeks could not be placed.").format(weeks=result.unplaced)
    if result.status is Status.OPTIMAL:
        return _("Every learner is placed, and no plan can be better: proven optimal.")
    if result.gap is None:
        return _("Every learner is placed.")
    text = _("Every learner is placed. No plan can be better than this by more than {gap} %.")
    return text.format(gap=percent(result.gap))


def percent(share: float) -> str:
    """A share as a percentage, rounded up to the hundredth so that the promise holds; arithmetic's dust is none."""
    shown = f"{ceil(share * 10_000 - 1e-5) / 100:.2f}"
    return shown if active() == "en" else shown.replace(".", ",")


def summary_lines(judged: Judged, language: str) -> list[str]:
    """Learners, placements, wishes, proof, seconds."""
    head = judged.headline
    lines = [
        status_sentence(judged),
        _("People (người): {placed} of {learners} placed, {placements} placements (lượt).").format(
            placed=head["placed"], learners=head["learners"], placements=head["placements"]
        ),
        *wish_lines(judged),
    ]
    if judged.result.objective is not None and judged.result.bound is not None:
        lines.append(
            _("Points: {objective}; the most there can be: {bound}.").format(
                objective=format_number(judged.result.objective, language),
                bound=format_number(judged.result.bound, language),
            )
        )
    lines.append(
        _("The independent checker found violations: {count}.").format(count=len(judged.violations))
        if judged.violations
        else _("The independent checker found no violation.")
    )
    lines.append(_("From file to judged plan: {seconds} s.").format(seconds=format_number(judged.seconds, language)))
    return lines


def wish_lines(judged: Judged) -> list[str]:
    """How many wishes of each rank are met."""
    wishes = wishes_met(judged.problem, judged.plan)
    lines = []
    for rank in sorted({wish.rank for wish in wishes}):
        asked = [wish for wish in wishes if wish.rank == rank]
        text = _("Wishes of rank {rank}: {met} of {asked} met.")
        lines.append(text.format(rank=rank, met=sum(wish.met for wish in asked), asked=len(asked)))
    return lines


def reason_lines(judged: Judged, language: str) -> list[str]:
    """Why not everyone is placed, or which rules the best plan breaks; nothing for a plan that is whole."""
    if judged.result.plan is not None and not judged.result.unplaced:
        return violation_lines(judged.violations, judged.book, language) if judged.violations else []
    names, first_day = names_of(judged.book, language), judged.book.round.first_day
    reasons = [
        f"  {render_violation(reason, language, names=names, first_day=first_day)}" for reason in judged.result.reasons
    ]
    if judged.result.status is Status.STOPPED:
        return [_("Stopped before everyone was placed."), *reasons]
    return [_("Not everyone can be placed:"), *reasons]


def violation_lines(violations: tuple[Violation, ...], book: RoundBook, language: str) -> list[str]:
    """A line a violation: the rule's code and the sentence."""
    if not violations:
        return [_("The plan is clean: no rule is broken.")]
    names, first_day = names_of(book, language), book.round.first_day
    lines = [
        f"{violation.rule}: {render_violation(violation, language, names=names, first_day=first_day)}"
        for violation in violations[:MOST_LISTED]
    ]
    if len(violations) > MOST_LISTED:
        lines.append(_("… and {count} more").format(count=len(violations) - MOST_LISTED))
    return [*lines, _("Violations: {count}.").format(count=len(violations))]
