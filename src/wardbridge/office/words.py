"""Sentences about runs and drafts, from their figures; pages show them, nothing else makes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wardbridge.core.actors import Actor
from wardbridge.office.board.verdicts import Speaker
from wardbridge.planning.bridge import violation_from_json
from wardbridge.planning.domain.others import snapshot_from
from wardbridge.planning.domain.runs import reasons_of
from wardbridge.planning.enums import RunState, RunStatus
from wardbridge.planning.models import Round, Run
from wardbridge.rulekit.messages import format_number
from wardbridge.ui.dates import reader_language
from wardbridge.ui.templatetags.ui import grouped

KINDS = {
    RunStatus.OPTIMAL: "good",
    RunStatus.GAP: "good",
    RunStatus.INFEASIBLE: "bad",
    RunStatus.STOPPED: "wait",
}


def percent(fraction: float | None) -> str:
    """A fraction as per cent with the digits that matter: 0.0 %, 0.3 %, 12 %."""
    if fraction is None:
        return "–"
    return f"{format_number(round(100 * fraction, 1 if fraction < 0.1 else 0), reader_language())} %"


def run_state(run: Run) -> tuple[str, str]:
    """Kind (shape and colour) and word of a run's state."""
    if run.state == RunState.DONE and run.status:
        return KINDS[RunStatus(run.status)], str(RunStatus(run.status).label)
    kinds = {RunState.FAILED: "bad", RunState.CANCELLED: "none", RunState.DONE: "good"}
    return kinds.get(RunState(run.state), "wait"), str(RunState(run.state).label)


def run_sentences(run: Run) -> list[str]:
    """What a run says now: who is placed, and how good the plan is proven to be."""
    if run.state == RunState.FAILED:
        return [_("The run stopped before its end. Nothing was lost; it can be run again.")]
    figures = latest(run)
    if figures["objective"] is None:
        if run.state == RunState.QUEUED:
            return [_("Waiting for a worker.")]
        if run.status == RunStatus.INFEASIBLE:
            return [_("No plan keeps every rule. The reasons stand below, the heaviest first.")]
        return [_("Building the problem and looking for a first plan.")]
    return [_placed(figures["unplaced"]), *_proof(run, figures)]


def foreseen(run: Run) -> str:
    """What the run knew of others' places when it began."""
    places = {(one.place, one.period) for one in snapshot_from(run.snapshot, run.held).held if one.period >= 0}
    if not places:
        return _("nobody else held places there when it was planned")
    said = ngettext(
        "planned beside others in %(number)s department-week",
        "planned beside others in %(number)s department-weeks",
        len(places),
    )
    return said % {"number": grouped(len(places))}


def latest(run: Run) -> Mapping[str, Any]:
    """The newest figures of a run: its result, else the last point of its curve."""
    if run.objective is not None:
        return {"objective": run.objective, "bound": run.bound, "unplaced": run.unplaced}
    last = run.curve[-1] if run.curve else {}
    return {key: last.get(key) for key in ("objective", "bound", "unplaced")}


def _placed(unplaced: int | None) -> str:
    if unplaced is None:
        return ""
    if not unplaced:
        return _("Every learner is placed.")
    return ngettext("%(number)s learner-week is not placed.", "%(number)s learner-weeks are not placed.", unplaced) % {
        "number": grouped(unplaced)
    }


def _proof(run: Run, figures: Mapping[str, Any]) -> list[str]:
    """How good the plan is proven to be; silent while anyone is unplaced, for a gap would say nothing then."""
    objective, bound = figures["objective"], figures["bound"]
    if figures["unplaced"] or bound is None:
        return []
    gap = max(0.0, (bound - objective) / max(1.0, abs(objective)))
    if run.status == RunStatus.OPTIMAL or gap < 0.0005:
        return [_("It is proven that no plan is better.")]
    return [_("No plan can be better than this by more than %(gap)s.") % {"gap": percent(gap)}]


def reasons(actor: Actor, round_: Round, run: Run) -> list[str]:
    """Why not everyone could be placed, the heaviest first."""
    found = reasons_of(run)
    if not found:
        return []
    speaker = Speaker.of(actor, round_)
    return [speaker.violation(one) for one in found]


def changes(actor: Actor, round_: Round, run: Run) -> list[str]:
    """What a run supposes to be otherwise than the records."""
    if not run.changes:
        return []
    speaker = Speaker.of(actor, round_)
    return [speaker.violation(violation_from_json(one["said"])) for one in run.changes]


def ways(actor: Actor, round_: Round, run: Run) -> list[dict[str, Any]]:
    """Ways out of a run that left someone out, the cheapest first, each with its changes in words."""
    if not run.ways:
        return []
    speaker = Speaker.of(actor, round_)
    return [
        {
            "changes": [speaker.violation(violation_from_json(one["said"])) for one in way["changes"]],
        }
        for way in run.ways
    ]


def parts(run: Run) -> list[tuple[str, float]]:
    """The points of a plan by what earned them."""
    labels = {
        "wishes": _("Points for wishes"),
        "site_changes": _("Points for site changes"),
        "idle": _("Points for idle weeks"),
        "equity": _("Points for equity"),
    }
    return [(labels[key], value) for key, value in run.points.items() if key in labels]
