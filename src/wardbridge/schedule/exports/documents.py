"""PDF documents of a schedule: admission decision, learner's schedule, hospital's list (`core.typesetting`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from wardbridge.core.models import Organisation
from wardbridge.core.typesetting import render
from wardbridge.people.models import Person
from wardbridge.planning.models import Round
from wardbridge.schedule.exports.calendars import stretches
from wardbridge.schedule.models import Placement, Version


def admission_decision(version: Version, hospital: Organisation, placements: Sequence[Placement]) -> bytes:
    """The hospital's decision to receive the learners, with the list annexed, in the layout of Decree 30/2020/NĐ-CP.

    Always in Vietnamese. It is a draft to be numbered, dated and signed: the signer appears by post only, and a round
    of synthetic data says so on each page.
    """
    with override("vi"):
        return render("schedule", "decision", decision_data(version, hospital, placements))


def decision_data(version: Version, hospital: Organisation, placements: Iterable[Placement]) -> dict[str, Any]:
    """What the decision's template prints."""
    rows: dict[int, list[Placement]] = defaultdict(list)
    for one in placements:
        rows[one.enrolment_id].append(one)
    learners = sorted(rows.values(), key=lambda found: (found[0].enrolment.person.sort_key, found[0].enrolment.code))
    schools = sorted({found[0].enrolment.programme.school.name_in("vi") for found in learners})
    programmes = sorted({found[0].enrolment.programme.name_in("vi") for found in learners})
    days = [one.first for found in learners for one in found] + [one.last for found in learners for one in found]
    return {
        "authority": hospital.parent.name_in("vi").upper() if hospital.parent else "",
        "hospital": hospital.name_in("vi"),
        "place": _place(hospital),
        "year": str(version.published_at.year),
        "round": version.round.name_in("vi"),
        "version": version.number,
        "schools": schools,
        "programmes": programmes,
        "count": len(learners),
        "first": _day(min(days)) if days else "",
        "last": _day(max(days)) if days else "",
        "synthetic": version.round.synthetic,
        "learners": [_annexed(found) for found in learners],
        "digest": version.digest[:16],
    }


def _annexed(found: Sequence[Placement]) -> dict[str, Any]:
    enrolment = found[0].enrolment
    ordered = sorted(found, key=lambda one: one.first)
    return {
        "code": enrolment.code,
        "name": enrolment.person.full_name,
        "born": _day(enrolment.person.born) if enrolment.person.born else "",
        "class": str(enrolment.class_group or ""),
        "group": str(enrolment.group or ""),
        "school": enrolment.programme.school.name_in("vi"),
        "blocks": [f"{one.department.name_in('vi')} ({_day(one.first)}–{_day(one.last)})" for one in ordered],
    }


def _place(hospital: Organisation) -> str:
    """Province or town of the place line: the last part of the site's address, dots to fill in when there is none."""
    site = hospital.sites.order_by("code").first()
    return site.address.split(",")[-1].strip() if site and site.address else "……………"


def own_schedule(person: Person, placements: Sequence[Placement]) -> bytes:
    """A learner's own weeks in the active language."""
    rows = [
        {
            "days": [f"{_day(first)} – {_day(last)}" for first, last in stretches(one)],
            "department": one.department.name,
            "site": ", ".join(filter(None, (one.department.site.name, one.department.floor))),
            "guides": ", ".join(link.supervisor.person.full_name for link in one.supervisor_rows.all()),
            "weeks": len(one.periods),
        }
        for one in sorted(placements, key=lambda one: one.first)
    ]
    version = placements[0].version if placements else None
    words = {
        "title": _("My placements"),
        "days": _("Days"),
        "department": _("Department"),
        "site": _("Place"),
        "guides": _("Supervisor"),
        "weeks": pgettext("how many", "Weeks"),
        "synthetic": _("Synthetic data: no real person"),
    }
    footer = _published(version) if version else ""
    data = {
        "language": _language(),
        "words": words,
        "name": person.full_name,
        "round": version.round.name if version else "",
        "rows": rows,
        "footer": footer,
        "synthetic": bool(version and version.round.synthetic),
    }
    return render("schedule", "own", data)


def hospital_list(hospital: Organisation, round_: Round, placements: Sequence[Placement]) -> bytes:
    """Who is on which ward in which weeks, department by department, in the active language."""
    wards: dict[int, list[Placement]] = defaultdict(list)
    for one in placements:
        wards[one.department_id].append(one)
    version = placements[0].version if placements else None
    words = {
        "title": _("Learners by department and week"),
        "code": _("Student code"),
        "name": _("Full name"),
        "school": _("School"),
        "group": _("Group"),
        "guides": _("Supervisor"),
        "synthetic": _("Synthetic data: no real person"),
    }
    data = {
        "language": _language(),
        "words": words,
        "hospital": hospital.name,
        "round": round_.name,
        "footer": _published(version) if version else "",
        "synthetic": round_.synthetic,
        "wards": [_ward(found) for found in sorted(wards.values(), key=_ward_order)],
    }
    return render("schedule", "wards", data)


def _ward_order(found: Sequence[Placement]) -> tuple[str, str]:
    return (found[0].department.site.code, found[0].department.code)


def _ward(found: Sequence[Placement]) -> dict[str, Any]:
    spans: dict[tuple[date, date], list[Placement]] = defaultdict(list)
    for one in found:
        spans[one.first, one.last].append(one)
    department = found[0].department
    return {
        "name": f"{department.name} – {department.site.name}",
        "spans": [
            {
                "days": f"{_day(first)} – {_day(last)}",
                "rows": [
                    {
                        "code": one.enrolment.code,
                        "name": one.enrolment.person.full_name,
                        "school": one.enrolment.programme.school.name,
                        "group": str(one.enrolment.group or ""),
                        "guides": ", ".join(link.supervisor.person.full_name for link in one.supervisor_rows.all()),
                    }
                    for one in sorted(rows, key=lambda row: (row.enrolment.person.sort_key, row.enrolment.code))
                ],
            }
            for (first, last), rows in sorted(spans.items())
        ],
    }


def _published(version: Version) -> str:
    return _("Version {number}, published on {day}, digest {digest}").format(
        number=version.number, day=_day(version.published_at.date()), digest=version.digest[:16]
    )


def _language() -> str:
    return (get_language() or "vi")[:2]


def _day(value: date) -> str:
    return f"{value:%d/%m/%Y}" if _language() in {"vi", "fr"} else date_format(value, "j M Y")
