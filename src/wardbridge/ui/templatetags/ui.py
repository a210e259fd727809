"""Components that templates share: dates, counts, states, people, departments, navigation, address-driven lists."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from wardbridge.capacity.domain.usage import Cell
from wardbridge.ui import dates, navigation
from wardbridge.ui.palette import colour_class, heat_class

register = template.Library()

STATES = {"good": "●", "wait": "◐", "none": "○", "bad": "▲", "info": "◆"}
"""Kind of state → its shape; the word always stands beside it."""


@register.filter
def day(value: date | None) -> str:
    """``{{ first|day }}``: 03/03/2025, in the reader's language."""
    return dates.written(value) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """``{{ first|short_day }}``: 03/03."""
    return dates.written(value, "short") if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """``{{ today|weekday }}``: thứ hai, 03/03/2025."""
    return dates.written(value, "weekday").capitalize() if value else ""


@register.simple_tag
def span(first: date, last: date) -> str:
    """``{% span first last %}``: 03/03 – 16/03/2025."""
    return dates.span(first, last)


def counted(number: int, unit: str) -> str:
    """Say `number` with its unit: ``people`` (người), ``placements`` (lượt), ``places`` or ``weeks``."""
    if unit == "people":
        return ngettext("%(number)s person", "%(number)s people", number) % {"number": grouped(number)}
    if unit == "placements":
        return ngettext("%(number)s placement", "%(number)s placements", number) % {"number": grouped(number)}
    if unit == "places":
        return ngettext("%(number)s place", "%(number)s places", number) % {"number": grouped(number)}
    if unit == "weeks":
        return ngettext("%(number)s week", "%(number)s weeks", number) % {"number": grouped(number)}
    raise template.TemplateSyntaxError(f"no unit {unit!r}: people, placements, places or weeks")


@register.filter
def grouped(number: int) -> str:
    """Write a whole number with the thousands apart, as the reader's language does."""
    mark = {"vi": ".", "fr": "\u202f", "en": ","}[dates.reader_language()]
    return f"{number:,}".replace(",", mark)


@register.simple_tag
def count(number: int, unit: str, address: str = "") -> SafeString:
    """``{% count 250 "people" address %}``: the number, what it counts, and a link to its rows."""
    figure = grouped(number)
    before, __, after = counted(number, unit).partition(figure)
    inside = format_html("{}<b>{}</b>{}", before, figure, after)
    if address:
        return format_html('<a class="count" href="{}">{}</a>', address, inside)
    return format_html('<span class="count">{}</span>', inside)


@register.simple_tag
def state(kind: str, word: str) -> SafeString:
    """``{% state "bad" word %}``: a state by word, shape and colour."""
    return format_html(
        '<span class="state state-{}"><span aria-hidden="true">{}</span>{}</span>', kind, STATES[kind], word
    )


@register.filter
def heat(cell: Cell) -> str:
    """``{{ cell|heat }}``: the colour step of a cell of loads."""
    return "heat-over" if cell.over else heat_class(cell.load, cell.capacity)


@register.filter
def limit_word(kind: str) -> str:
    """``{{ cell.binding.kind|limit_word }}``: the kind of a limit in one short word, for narrow cells."""
    return {
        "offer": pgettext("short name of a limit", "places"),
        "teachers": pgettext("short name of a limit", "teachers"),
        "beds": pgettext("short name of a limit", "beds"),
        "room": pgettext("short name of a limit", "room"),
        "quota": pgettext("short name of a limit", "quota"),
        "housing": pgettext("short name of a limit", "housing"),
        "schools": pgettext("short name of a limit", "schools"),
    }[str(kind)]


@register.filter
def moment(value: datetime | None) -> str:
    """``{{ version.published_at|moment }}``: 03/03/2025 14:05, in the reader's language and the local time."""
    if value is None:
        return ""
    local = localtime(value)
    return f"{dates.written(local.date())} {local:%H:%M}"


@register.simple_tag
def person(someone: Any, short: bool = False) -> SafeString:
    """``{% person p %}``: the full name; with ``short=True`` the given name, the full one on hover, focus and paper."""
    full = " ".join(part for part in (someone.family, someone.middle, someone.given) if part)
    if not short:
        return format_html('<span class="person">{}</span>', full)
    return format_html(
        '<span class="person-tip" tabindex="0" role="note" aria-label="{full}"><span class="person-short" '
        'aria-hidden="true">{given}</span><span class="person-full" aria-hidden="true">{full}</span></span>',
        full=full,
        given=someone.given,
    )


@register.simple_tag
def dep(department: Any) -> SafeString:
    """``{% dep department %}``: the department's short code on its discipline's colour."""
    return format_html(
        '<span class="dep {}">{}</span>',
        colour_class(department.discipline_id),
        department.short or department.code,
    )


@register.filter
def dep_class(department: Any) -> str:
    """``{{ department|dep_class }}``: dep-0 … dep-11, the colour of the department's discipline."""
    return colour_class(department.discipline_id)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """``{% query page=2 %}``: the present address with these parameters set; `None` or an empty text takes one out."""
    asked = request_of(context).GET.copy()
    for key, value in changes.items():
        asked.pop(key, None)
        if value not in (None, ""):
            asked[key] = str(value)
    return f"?{asked.urlencode()}"


@register.simple_tag(takes_context=True)
def query_without(context: template.Context, field: str) -> str:
    """Return the present address without the filter `field`, back on the first page."""
    asked = request_of(context).GET.copy()
    for key in (field, "page"):
        asked.pop(key, None)
    return f"?{asked.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_head(context: template.Context, field: str, label: str) -> SafeString:
    """``{% sort_head "name" label %}``: a table's head cell that sorts by `field`, up and then down, by the address."""
    now = request_of(context).GET.get("sort", context.get("default_sort", ""))
    up, down = now == field, now == f"-{field}"
    order = "ascending" if up else "descending" if down else ""
    attribute = format_html(' aria-sort="{}"', order) if order else ""
    address = query(context, sort=f"-{field}" if up else field, page=None)
    return format_html(
        '<th scope="col"{}><a href="{}">{}<span aria-hidden="true">{}</span></a></th>',
        attribute,
        address,
        label,
        "↑" if up else "↓" if down else "",
    )


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """``{% pager page %}``: links to the other pages of a list."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": request_of(context)}


@register.inclusion_tag("ui/parts/nav.html", takes_context=True)
def main_nav(context: template.Context) -> dict[str, Any]:
    """``{% main_nav %}``: the main links of whoever reads, by his roles."""
    request = context.get("request")
    return {"items": navigation.items_for(request) if request is not None else []}


@register.simple_tag(takes_context=True)
def account_name(context: template.Context) -> str:
    """``{% account_name %}``: how the signed-in person is called; the given name of a person, else the account's."""
    return navigation.account_name(request_of(context)) or _("Account")


@register.inclusion_tag("ui/parts/bell.html", takes_context=True)
def notices_bell(context: template.Context) -> dict[str, Any]:
    """``{% notices_bell %}``: the number of unread notices, with a link to them."""
    return navigation.bell(request_of(context))


@register.filter
def undo_address(message: Any) -> str:
    """Return the address that takes a flash message's act back, when it was sent with ``extra_tags="undo /…"``."""
    word, __, address = str(message.extra_tags or "").partition(" ")
    return address if word == "undo" else ""


def request_of(context: template.Context) -> HttpRequest:
    """Return the request of a template context."""
    request = context["request"]
    assert isinstance(request, HttpRequest)  # noqa: S101 - narrows the type of an untyped context
    return request
