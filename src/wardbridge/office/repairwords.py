"""Sentences about a repair: what changed, who moves and why, and what is proven."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wardbridge.cohorts.models import Enrolment
from wardbridge.core.actors import Actor
from wardbridge.office.board.verdicts import Speaker
from wardbridge.planning.bridge import violation_from_json
from wardbridge.planning.enums import RepairState
from wardbridge.planning.models import Repair, Round
from wardbridge.planning.queries.names import teachers_of
from wardbridge.ui import dates
from wardbridge.ui.templatetags.ui import grouped

KINDS = {
    RepairState.DONE: "good",
    RepairState.TAKEN: "good",
    RepairState.FAILED: "bad",
    RepairState.CANCELLED: "none",
}


@dataclass(frozen=True, slots=True)
class Line:
    """Learners whose weeks change alike: their names, why, and their open weeks before and after."""

    people: tuple[str, ...]
    why: str
    before: str
    after: str
    weeks: int


@dataclass(frozen=True)
class RepairWords:
    """Names for what a repair speaks of."""

    repair: Repair
    speaker: Speaker
    teachers: Mapping[str, str]

    @classmethod
    def of(cls, actor: Actor, repair: Repair) -> RepairWords:
        speaker = Speaker.of(actor, repair.round)
        fresh = {one["learner"]: one["name"] for one in repair.changes if one["change"] == "new"}
        names = {**_left(actor, repair), **speaker.names, **fresh}
        return cls(
            repair,
            Speaker(names, speaker.first_day),
            {code: name for code, (name, _) in teachers_of(repair.round).items()},
        )

    def changes(self) -> list[str]:
        """What is stated, a sentence each."""
        return [self._change(one) for one in self.repair.changes]

    def _change(self, one: Mapping[str, Any]) -> str:
        who = {
            "department": self._name(one.get("department", "")),
            "teacher": self.teachers.get(one.get("teacher", ""), one.get("teacher", "")),
            "learner": self._name(one.get("learner", "")),
            "places": one.get("places", ""),
            "days": _days(one, self.repair.round),
        }
        return _templates()[one["change"]] % who

    def _name(self, code: str) -> str:
        return self.speaker.names.get(code, code)

    def proof(self) -> list[str]:
        """How many move and what is proven of it."""
        result = self.repair.result or {}
        moved, bound, unplaced = result["moved"], result["moved_bound"], result["unplaced"]
        head = ngettext("%(moved)s person moves, %(stayed)s stay.", "%(moved)s people move, %(stayed)s stay.", moved)
        lines = [head % {"moved": grouped(moved), "stayed": grouped(result["stayed"])}]
        if moved == bound:
            lines.append(_("It is proven that no plan which keeps the rules moves fewer."))
        else:
            lines.append(_("Every plan that keeps the rules moves %(bound)s or more.") % {"bound": grouped(bound)})
        if unplaced:
            text = _("Learner-weeks without a place: %(weeks)s; every plan leaves %(bound)s or more.")
            lines.append(text % {"weeks": grouped(unplaced), "bound": grouped(result["unplaced_bound"])})
        return lines

    def lines(self) -> list[Line]:
        """Who moves, those with the same weeks before and after together."""
        alike: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
        for one in (self.repair.result or {})["changed"]:
            why = self._why(one)
            alike.setdefault((why, self._weeks(one["was"]), self._weeks(one["now"])), []).append(one)
        return [
            Line(tuple(self._name(one["learner"]) for one in people), why, was, now, len(people[0]["weeks"]))
            for (why, was, now), people in alike.items()
        ]

    def gone(self) -> list[str]:
        """Names of those who are no longer in the round."""
        return [self._name(code) for code in (self.repair.result or {})["gone"]]

    def not_kept(self) -> list[str]:
        """Rules that the new plan breaks in the weeks to come."""
        rows = (self.repair.result or {})["not_kept"]
        return list(dict.fromkeys(self.speaker.violation(violation_from_json(one)) for one in rows))

    def _why(self, one: Mapping[str, Any]) -> str:
        if one["why"] == "hit":
            alone = ({**cause, "learners": [one["learner"]]} for cause in one["causes"])
            return next((self.speaker.violation(violation_from_json(cause)) for cause in alone), _("could not stay"))
        return {"full": _("not all could stay there"), "room": _("makes room for others"), "new": _("new")}[one["why"]]

    def _weeks(self, rows: Iterable[Mapping[str, Any]]) -> str:
        """Blocks of the weeks still open, in order of time."""
        round_, since = self.repair.round, self.repair.since
        spells = []
        for row in sorted(rows, key=lambda row: row["periods"]):
            periods = [period for period in row["periods"] if period >= since]
            if periods:
                days = dates.span(round_.week_start(periods[0]), round_.week_end(periods[-1]))
                spells.append(f"{self._name(row['department'])} {days}")
        return "; ".join(spells) or _("no place yet")


def _left(actor: Actor, repair: Repair) -> dict[str, str]:
    """Names of those who are no longer in the round, once the repair was taken over."""
    codes = {one["learner"] for one in repair.changes if one["change"] == "gone"}
    seen = Enrolment.objects.visible_to(actor).filter(code__in=codes, programme__rounds=repair.round)
    return {one.code: one.person.full_name for one in seen.select_related("person")}


def _templates() -> dict[str, str]:
    return {
        "closed": _("%(department)s takes nobody, %(days)s"),
        "places": _("%(department)s takes %(places)s at one time, %(days)s"),
        "leave": _("%(teacher)s is away, %(days)s"),
        "late": _("%(learner)s comes late, %(days)s"),
        "away": _("%(learner)s is away, %(days)s"),
        "gone": _("%(learner)s has left the round"),
        "new": _("%(learner)s joins the round"),
    }


def _days(one: Mapping[str, Any], round_: Round) -> str:
    first = date.fromisoformat(one["first"]) if one.get("first") else round_.first_day
    last = date.fromisoformat(one["last"]) if one.get("last") else round_.last_day
    return dates.span(first, last)


def reason(actor: Actor, repair: Repair) -> str:
    """What changed, as the reason of the version that follows."""
    said = RepairWords.of(actor, repair).changes() or [_("Others hold places that were planned")]
    return "; ".join(said)[:500]
