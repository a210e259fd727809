"""A person's placements as iCalendar: one all-day event for each stretch of weeks, stable from version to version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from wardbridge.people.models import Person
from wardbridge.schedule.models import Placement

ZONE = "Asia/Ho_Chi_Minh"
WORKDAYS = timedelta(days=4)
"""From Monday to Friday."""


def calendar_of(person: Person, placements: Iterable[Placement]) -> bytes:
    """The feed of a person in the active language.

    Each event keeps its UID while learner, requirement and discipline do; SEQUENCE grows when it changes.
    There is no METHOD: with one it would be a message of iTIP (RFC 5546), whose events must name an organizer.
    """
    found = Calendar()
    found.add("prodid", "-//Wardbridge//Placements//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("x-wr-calname", _("Placements of {name}").format(name=person.full_name))
    found.add("x-wr-timezone", ZONE)
    found.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for one in placements:
        for number, (first, last) in enumerate(stretches(one)):
            found.add_component(_event(one, number, first, last))
    return bytes(found.to_ical())


def stretches(placement: Placement) -> Iterator[tuple[date, date]]:
    """Monday to Friday of each unbroken row of weeks: an exam week inside a block parts it in two."""
    start = placement.version.round.week_start
    run: list[int] = []
    for period in sorted(placement.periods):
        if run and period != run[-1] + 1:
            yield start(run[0]), start(run[-1]) + WORKDAYS
            run = []
        run.append(period)
    if run:
        yield start(run[0]), start(run[-1]) + WORKDAYS


def _event(one: Placement, number: int, first: date, last: date) -> Event:
    department, site = one.department, one.department.site
    guides = ", ".join(row.supervisor.person.full_name for row in one.supervisor_rows.all())
    event = Event()
    event.add("uid", f"{one.series}{f'-{number}' if number else ''}@wardbridge")
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.version.published_at)
    event.add("last-modified", one.version.published_at)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", f"{department.name} – {site.name}")
    event.add("location", ", ".join(filter(None, (department.floor, site.name, site.address))))
    lines = [_("Supervisor: {names}").format(names=guides)] if guides else []
    lines.append(_("Version {number} of {round}.").format(number=one.version.number, round=one.version.round.name))
    event.add("description", "\n".join(lines))
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("categories", [one.discipline.name])
    return event
