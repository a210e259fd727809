"""Factsheets of institutions (version 1.2): what a nominating partner must know, written and read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from wardbridge.core.errors import Refused
from wardbridge.interop import messages
from wardbridge.interop.ewp.names import FACTSHEETS, PHONES, Element, add, bytes_of
from wardbridge.interop.ewp.parsing import must, root_of, said, text_of, value

E164 = re.compile(r"\+[0-9]{1,15}")


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of each year."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"--{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Info:
    """Where to ask: e-mail, telephone (E.164), address of a page."""

    email: str
    phone: str
    url: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an incoming student must bring."""

    name: str
    details: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """Help for participants with special needs; `kind` is ``infrastructure`` or ``service``."""

    kind: str
    name: str
    description: str
    info: Info


@dataclass(frozen=True, slots=True, kw_only=True)
class Factsheet:
    """The factsheet of an institution; each pair of days is (autumn term, spring term)."""

    hei: str
    nominations: tuple[MonthDay, MonthDay]
    applications: tuple[MonthDay, MonthDay]
    application: Info
    housing: Info
    visa: Info
    insurance: Info
    decision_weeks: int
    records_weeks: int
    requirements: tuple[Requirement, ...] = ()
    access: tuple[Access, ...] = ()
    further: tuple[tuple[str, Info], ...] = ()


def write(sheets: list[Factsheet]) -> bytes:
    """The answer of an EWP server that holds these factsheets."""
    root = etree.Element(f"{{{FACTSHEETS}}}factsheet-response", nsmap={None: FACTSHEETS, "p": PHONES})
    for one in sheets:
        _sheet(add(root, "factsheet"), one)
    return bytes_of(root)


def _sheet(made: Element, one: Factsheet) -> None:
    add(made, "hei-id", one.hei)
    calendar = add(made, "calendar")
    for name, days in (("student-nominations", one.nominations), ("student-applications", one.applications)):
        entry = add(calendar, name)
        add(entry, "autumn-term", str(days[0]))
        add(entry, "spring-term", str(days[1]))
    _info(add(made, "application-info"), one.application)
    for asked in one.requirements:
        entry = add(made, "additional-requirement")
        add(entry, "name", asked.name)
        add(entry, "details", asked.details)
        if asked.url:
            add(entry, "information-website", asked.url)
    add(made, "decision-weeks-limit", str(one.decision_weeks))
    add(made, "tor-weeks-limit", str(one.records_weeks))
    for help_ in one.access:
        entry = add(made, "accessibility")
        add(entry, "type", help_.kind)
        add(entry, "name", help_.name)
        if help_.description:
            add(entry, "description", help_.description)
        _info(add(entry, "information"), help_.info)
    for name, info in (("housing", one.housing), ("visa", one.visa), ("insurance", one.insurance)):
        _info(add(made, f"{name}-info"), info)
    for kind, info in one.further:
        entry = add(made, "additional-info")
        add(entry, "type", kind)
        _info(add(entry, "info"), info)


def _info(made: Element, info: Info) -> None:
    add(made, "email", info.email)
    form = "e164" if E164.fullmatch(info.phone) else "other-format"
    add(add(made, "phone-number", space=PHONES), form, info.phone, space=PHONES)
    add(made, "website-url", info.url)


def read(content: bytes) -> list[Factsheet]:
    """The factsheets of a file; Refused as by `parsing`, and ``ewp-empty``."""
    root = root_of(content, "factsheet-response", FACTSHEETS)
    found = [_read(one) for one in root.iterchildren("{*}factsheet")]
    if not found:
        raise Refused.because(messages.EMPTY)
    return found


def _read(element: Element) -> Factsheet:
    calendar = must(element, "calendar")
    return Factsheet(
        hei=text_of(must(element, "hei-id")),
        nominations=_days(must(calendar, "student-nominations")),
        applications=_days(must(calendar, "student-applications")),
        application=_read_info(must(element, "application-info")),
        housing=_read_info(must(element, "housing-info")),
        visa=_read_info(must(element, "visa-info")),
        insurance=_read_info(must(element, "insurance-info")),
        decision_weeks=value(must(element, "decision-weeks-limit"), r"\d{1,3}", int, "0–999"),
        records_weeks=value(must(element, "tor-weeks-limit"), r"\d{1,3}", int, "0–999"),
        requirements=tuple(
            Requirement(text_of(must(one, "name")), text_of(must(one, "details")), said(one, "information-website"))
            for one in element.iterchildren("{*}additional-requirement")
        ),
        access=tuple(
            Access(
                value(must(one, "type"), "infrastructure|service", str, "infrastructure, service"),
                text_of(must(one, "name")),
                said(one, "description"),
                _read_info(must(one, "information")),
            )
            for one in element.iterchildren("{*}accessibility")
        ),
        further=tuple(
            (text_of(must(one, "type")), _read_info(must(one, "info")))
            for one in element.iterchildren("{*}additional-info")
        ),
    )


def _days(element: Element) -> tuple[MonthDay, MonthDay]:
    return _day(must(element, "autumn-term")), _day(must(element, "spring-term"))


def _day(element: Element) -> MonthDay:
    return value(element, r"--\d\d-\d\d", month_day, "--09-30")


def month_day(text: str) -> MonthDay:
    """``--09-30`` → 30 September; ValueError for a day that no year has."""
    match = re.fullmatch(r"--(\d\d)-(\d\d)", text)
    if match is None:
        raise ValueError(text)
    month, day = int(match[1]), int(match[2])
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not (1 <= month <= 12 and 1 <= day <= longest[month - 1]):
        raise ValueError(text)
    return MonthDay(month, day)


def _read_info(element: Element) -> Info:
    phone = must(element, "phone-number")
    number = said(phone, "e164") or said(phone, "other-format")
    return Info(text_of(must(element, "email")), number, text_of(must(element, "website-url")))
