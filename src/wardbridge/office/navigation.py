"""Where a reader is at the desk: breadcrumbs, the round's own tabs, the chain and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import may_write
from wardbridge.planning.enums import RoundState
from wardbridge.planning.models import Draft, Round, Run


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A link of the chain: data → plan → draft → published."""

    label: str
    done: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do now, with the reason in words."""

    label: str
    address: str
    words: str


def round_context(request: ActorRequest, round_: Round, page: str, *crumbs: tuple[str, str]) -> dict[str, Any]:
    """What every page of a round needs; `page` is the name of its tab, `crumbs` follow the round's."""
    here = f"office:{page}"
    tabs = [
        ("office:round", _("Overview")),
        ("office:runs", _("Runs")),
        ("office:board", _("Planning board")),
        ("office:versions", _("Published versions")),
        ("office:swaps", _("Swap requests")),
        ("office:disruptions", _("Disruptions")),
    ]
    trail = [(_("Rounds"), reverse("office:rounds")), (round_.name, reverse("office:round", args=[round_.uid]))]
    return {
        "round": round_,
        "may_write": may_write(request, round_),
        "tabs": [Tab(label, reverse(name, args=[round_.uid]), name == here) for name, label in tabs],
        "crumbs": [*trail, *crumbs],
    }


def chain_of(round_: Round, run: Run | None, draft: Draft | None) -> list[Step]:
    """How far the round has come."""
    published = round_.state in {RoundState.PUBLISHED, RoundState.RUNNING, RoundState.CLOSED}
    reached = 3 if published else 2 if draft else 1 if run else 0
    labels = [_("Data read"), _("Plan found"), _("Draft checked"), _("Schedule published")]
    if published:
        return [Step(label, done=True, here=False) for label in labels]
    return [Step(label, done=at < max(reached, 1), here=at == max(reached, 1)) for at, label in enumerate(labels)]


def next_of(round_: Round, run: Run | None, draft: Draft | None) -> Next:
    """The next primary action of whoever runs the round."""
    board = reverse("office:board", args=[round_.uid])
    if round_.state in {RoundState.PUBLISHED, RoundState.RUNNING}:
        return Next(_("Open the board"), board, _("Published. A change on the board becomes the next version."))
    if draft is not None:
        return Next(
            _("Open the board"), board, _("A draft is ready: look at it, move what should be elsewhere, then publish.")
        )
    if run is not None:
        address = reverse("office:run", args=[round_.uid, run.number])
        return Next(_("Look at the run"), address, _("A run has been started; its result opens as a draft."))
    return Next(
        _("Plan this round"),
        reverse("office:runs", args=[round_.uid]),
        _("The data are read. A run finds a plan and proves how good it is."),
    )
