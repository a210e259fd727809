"""Ranking a call after its deadline: mean points, ties by the published seed, places by the engine's matching."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from statistics import fmean

from django.db import transaction
from django.utils import timezone

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.exchange import bridge, messages
from wardbridge.exchange.bridge import Entrant
from wardbridge.exchange.domain.access import locked_call, must_lead
from wardbridge.exchange.domain.calls import clock
from wardbridge.exchange.enums import RUNNING, ApplicationState, CallState
from wardbridge.exchange.models import Application, Call, Place, Ranking, RankLine, Review, Wish

TOO_FEW = "exchange-minimum"
"""Code of a line's reason: fewer points than the call asks for."""


def rank(*, actor: Actor, call: Call) -> Ranking:
    """Rank every eligible application, once, after the deadline; each has at least one review.

    Raises
    ------
    PermissionDenied
    Refused
        ``call-not-open``, ``call-not-closed``, ``call-nobody``, ``call-unreviewed``.
    """
    must_lead(actor, call)
    with transaction.atomic():
        row = locked_call(call)
        if row.state != CallState.OPEN:
            found, allowed = str(CallState(row.state).label), str(CallState.OPEN.label)
            raise Refused.because(messages.NOT_OPEN, found=found, allowed=allowed)
        if timezone.now() <= row.deadline:
            raise Refused.because(messages.NOT_CLOSED, found=clock(row.deadline, row.zone))
        entries = list(Application.unscoped.filter(call=row, state__in=RUNNING).order_by("uid"))
        if not entries:
            raise Refused.because(messages.NOBODY)
        points = _points(entries)
        if len(points) < len(entries):
            raise Refused.because(messages.UNREVIEWED, found=len(entries) - len(points))
        ranking = Ranking.unscoped.create(call=row, method=bridge.METHOD, seed=row.seed, by=actor.user)
        RankLine.unscoped.bulk_create(_lines(ranking, row, entries, points))
        Application.unscoped.filter(pk__in=[one.pk for one in entries]).update(state=ApplicationState.RANKED)
        row.state = CallState.RANKED
        row.save(update_fields=["state"])
        audit.record(actor=actor, verb="call.rank", target=row, after={"seed": row.seed, "ranked": len(entries)})
    return ranking


def _points(entries: list[Application]) -> dict[int, float]:
    """Application → mean of its reviews' totals."""
    found: dict[int, list[float]] = defaultdict(list)
    for pk, total in Review.unscoped.filter(application__in=entries).values_list("application", "total"):
        found[pk].append(float(total))
    return {pk: fmean(totals) for pk, totals in found.items()}


def _lines(ranking: Ranking, call: Call, entries: list[Application], points: dict[int, float]) -> list[RankLine]:
    """The lines; who has fewer points than the minimum is ranked and gets no place."""
    places = list(Place.unscoped.filter(call=call).select_related("quota__host", "department", "quota__discipline"))
    index = {place.pk: at for at, place in enumerate(places)}
    wishes: dict[int, list[int]] = defaultdict(list)
    for pk, place in Wish.unscoped.filter(application__in=entries).order_by("rank").values_list("application", "place"):
        wishes[pk].append(index[place])
    enough = {one.pk for one in entries if points[one.pk] >= float(call.minimum)}
    entrants = [
        Entrant(str(one.uid), points[one.pk], tuple(wishes[one.pk]) if one.pk in enough else ()) for one in entries
    ]
    outcomes = bridge.choose(entrants, [(str(place.uid), place.places) for place in places], call.seed)
    return [
        RankLine(
            ranking=ranking,
            application=one,
            position=outcome.position,
            total=Decimal(str(round(points[one.pk], 4))),
            lot=outcome.lot,
            place=places[outcome.place] if outcome.place is not None else None,
            why=[list(reason) for reason in outcome.why]
            if one.pk in enough
            else [[TOO_FEW, "", {"own": points[one.pk], "allowed": float(call.minimum)}]],
        )
        for one, outcome in zip(entries, outcomes, strict=True)
    ]
