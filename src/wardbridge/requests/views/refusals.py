"""Refusals in the authority's region: by reason, discipline, site and month, sorted, filtered and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wardbridge.core.enums import OrganisationKind
from wardbridge.core.middleware import ActorRequest
from wardbridge.demand.queries.refusals import Refusals, by_reason, of_region
from wardbridge.requests.forms import site_name
from wardbridge.ui import dates
from wardbridge.ui.lists import PAGE_ROWS, Filter, chips_of, chosen_filter
from wardbridge.ui.sheets import workbook_response

ORDERS = {
    "month": lambda one: one.month,
    "reason": lambda one: one.text,
    "discipline": lambda one: one.discipline.name,
    "site": lambda one: site_name(one.site),
    "requests": lambda one: one.requests,
    "learners": lambda one: one.learners,
    "weeks": lambda one: one.weeks,
}


@login_required
@require_GET
def refusals(request: ActorRequest) -> HttpResponse:
    """The table, and the reasons in sum above it."""
    rows = _rows_or_404(request)
    filters = _filters(request, rows)
    shown = _sorted(request, _fit(rows, filters))
    context = {
        "page": Paginator(shown, PAGE_ROWS).get_page(request.GET.get("page")),
        "filters": filters,
        "chips": chips_of(filters),
        "any": bool(rows),
        "sums": by_reason(shown),
        "default_sort": "-month",
    }
    return render(request, "requests/refusals.html", context)


@login_required
@require_GET
def refusals_sheet(request: ActorRequest) -> HttpResponse:
    """The same rows, with the same filters and order, as a workbook."""
    rows = _rows_or_404(request)
    shown = _sorted(request, _fit(rows, _filters(request, rows)))
    heads = [_("Month"), _("Reason"), _("Discipline"), _("Site"), _("Requests"), _("Learners"), _("Learner-weeks")]
    lines: list[list[str | int]] = [
        [
            f"{one.month:%m/%Y}", one.text, one.discipline.name, site_name(one.site),
            one.requests, one.learners, one.weeks,
        ]
        for one in shown
    ]  # fmt: skip
    note = _("As of %(day)s, from the records") % {"day": dates.written(request.actor.on)}
    return workbook_response(name="refusals.xlsx", title=_("Refusals"), note=note, heads=heads, rows=lines)


def _rows_or_404(request: ActorRequest) -> list[Refusals]:
    if not request.actor.of_kind(OrganisationKind.AUTHORITY):
        raise Http404
    return of_region(request.actor)


def _filters(request: ActorRequest, rows: Sequence[Refusals]) -> list[Filter]:
    reasons = {one.code: one.text for one in rows}
    disciplines = {one.discipline.code: one.discipline.name for one in rows}
    sites = {str(one.site.uid): site_name(one.site) for one in rows}
    months = {f"{one.month:%Y-%m}": f"{one.month:%m/%Y}" for one in rows}
    return [
        chosen_filter(request, "reason", _("Reason"), sorted(reasons.items(), key=lambda pair: pair[1])),
        chosen_filter(request, "discipline", _("Discipline"), sorted(disciplines.items(), key=lambda pair: pair[1])),
        chosen_filter(request, "site", _("Site"), sorted(sites.items(), key=lambda pair: pair[1])),
        chosen_filter(request, "from", _("From month"), sorted(months.items())),
        chosen_filter(request, "to", _("To month"), sorted(months.items())),
    ]


def _fit(rows: Sequence[Refusals], filters: Sequence[Filter]) -> list[Refusals]:
    value = {one.field: one.chosen for one in filters}
    return [
        one
        for one in rows
        if value["reason"] in {"", one.code}
        and value["discipline"] in {"", one.discipline.code}
        and value["site"] in {"", str(one.site.uid)}
        and (not value["from"] or value["from"] <= f"{one.month:%Y-%m}")
        and (not value["to"] or f"{one.month:%Y-%m}" <= value["to"])
    ]


def _sorted(request: ActorRequest, rows: list[Refusals]) -> list[Refusals]:
    asked = request.GET.get("sort", "")
    name = asked if asked.removeprefix("-") in ORDERS else "-month"
    steady = sorted(rows, key=lambda one: (one.text, one.discipline.code, one.site.pk))
    return sorted(steady, key=ORDERS[name.removeprefix("-")], reverse=name.startswith("-"))
