"""What the checker says of a change, in words: what it would break, what it would mend, and the score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wardbridge.cohorts.models import Enrolment
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason
from wardbridge.planning.bridge import Violation
from wardbridge.planning.domain.drafts import Verdict
from wardbridge.planning.models import Participant, Round
from wardbridge.planning.queries.names import names_of
from wardbridge.rulekit.messages import format_number, render_violation
from wardbridge.ui.dates import reader_language

SHOWN = 3
"""Broken rules named before "and n more"."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Names for the codes of a round, and its first Monday: what sentences about rules need."""

    names: Mapping[str, str]
    first_day: date

    @classmethod
    def of(cls, actor: Actor, round_: Round) -> Speaker:
        """Four queries: what has a name in the round, and the learners whom the actor may see."""
        names = names_of(round_)
        seen = Participant.objects.filter(round=round_, enrolment__in=Enrolment.objects.visible_to(actor))
        for participant in seen.select_related("enrolment__person"):
            names[participant.enrolment.code] = participant.enrolment.person.full_name
        return cls(names, round_.first_day)

    def violation(self, violation: Violation) -> str:
        """The sentence of one broken rule."""
        return render_violation(violation, reader_language(), names=self.names, first_day=self.first_day)

    def broken(self, violations: Iterable[Violation]) -> str:
        """The first few sentences, and how many more."""
        rows = list(dict.fromkeys(self.violation(one) for one in violations))
        said = rows[:SHOWN]
        if len(rows) > SHOWN:
            more = len(rows) - SHOWN
            said.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})
        return " ".join(said)

    def verdict(self, verdict: Verdict) -> str:
        """What a change would do."""
        if verdict.impossible:
            return impossible(verdict.impossible)
        if verdict.new:
            return _("Would break a rule: %(broken)s") % {"broken": self.broken(verdict.new)}
        if verdict.gone:
            mended = ngettext("Mends %(count)s broken rule.", "Mends %(count)s broken rules.", len(verdict.gone))
            return f"{mended % {'count': len(verdict.gone)}} {gain(verdict)}"
        return " ".join([_("Keeps every rule."), gain(verdict)])

    def done(self, verdict: Verdict) -> str:
        """What a change has done."""
        if verdict.new:
            return _("Done, and it breaks a rule: %(broken)s") % {"broken": self.broken(verdict.new)}
        return _("Done. %(verdict)s") % {"verdict": self.verdict(verdict)}


def impossible(code: str) -> str:
    """Why a change has no meaning."""
    return Reason(code).text


def gain(verdict: Verdict) -> str:
    """Change of the score, in points; weeks placed come first."""
    if verdict.before is None or verdict.after is None:
        return ""
    weeks = verdict.before.unplaced - verdict.after.unplaced
    if weeks:
        text = ngettext("%(weeks)s learner-week placed.", "%(weeks)s learner-weeks placed.", abs(weeks))
        return text % {"weeks": f"{weeks:+d}"}
    if not round(verdict.gain, 2):
        return _("The score stays the same.")
    sign = "+" if verdict.gain > 0 else "−"
    points = format_number(round(abs(verdict.gain), 2), reader_language())
    return _("Score %(gain)s.") % {"gain": f"{sign}{points}"}
