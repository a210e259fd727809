"""What one more place would be worth, from the duals of a run: advice in words, the dearest first."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wardbridge.institutions.models import Department
from wardbridge.planning.models import Round, Run
from wardbridge.rulekit.messages import format_number, format_week
from wardbridge.ui.dates import reader_language

SHOWN = 5


def worth_of(round_: Round, run: Run) -> list[str]:
    """Sentences for the dearest places; `run.duals` holds (department code, period, points)."""
    names = {
        one.code: f"{one.name} ({one.site.name})"
        for one in Department.objects.filter(rounds=round_).select_related("site")
    }
    dearest = sorted(run.duals, key=lambda row: -float(row[2]))[:SHOWN]
    return [
        _("One more place in %(department)s, %(week)s: %(points)s points.")
        % {
            "department": names.get(department, department),
            "week": format_week(int(period), reader_language()),
            "points": format_number(round(float(points), 2), reader_language()),
        }
        for department, period, points in dearest
        if float(points) > 0.005
    ]
