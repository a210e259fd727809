"""Legal rules in templates: titles, figures and records in the reader's language."""

from __future__ import annotations

from math import ceil

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wardbridge.agreements.checklists import checklist
from wardbridge.core.enums import Level
from wardbridge.institutions.models import Department
from wardbridge.rulekit.law import LegalRule
from wardbridge.schedule.queries.contracted import ContractLine
from wardbridge.schedule.queries.lawful import Line
from wardbridge.ui import law
from wardbridge.ui.dates import reader_language

register = template.Library()


@register.filter
def rule_title(rule: LegalRule) -> str:
    """``{{ line.rule|rule_title }}``: what the rule asks."""
    return law.title_of(rule)


@register.filter
def level_word(level: str) -> str:
    """``{{ line.level|level_word }}``."""
    return str(Level(level).label)


@register.filter
def not_counted(reason: str) -> str:
    """``{{ one.rule|not_counted }}``: why a teacher is not counted."""
    return law.not_counted(reason)


def _figure(line: Line, value: float) -> str:
    """Teachers in hundredths, rounded up, where the figure is a share of one; learners whole."""
    if line.rule.id == "VN-05":
        rounded = ceil(round(value * 100, 6)) / 100
        written = number_format(rounded, len(f"{rounded:g}".partition(".")[2]))
        return ngettext("%(number)s teacher", "%(number)s teachers", 1 if value == 1 else 2) % {"number": written}
    if line.rule.id == "VN-12":
        return ngettext("%(number)s record missing", "%(number)s records missing", int(value)) % {"number": int(value)}
    return ngettext("%(number)s learner", "%(number)s learners", int(value)) % {"number": int(value)}


@register.simple_tag
def found_figure(line: Line) -> str:
    """``{% found_figure line %}``: 2.4 teachers (needed), or 82 learners."""
    if line.rule.id == "VN-05":
        return _("%(figure)s needed") % {"figure": _figure(line, line.found)}
    return _figure(line, line.found)


@register.simple_tag
def allowed_figure(line: Line) -> str:
    """``{% allowed_figure line %}``: 2 teachers (present), or 54 learners; a dash where no record gives a figure."""
    if line.allowed is None:
        return "–"
    if line.rule.id == "VN-05":
        return _("%(figure)s present") % {"figure": _figure(line, line.allowed)}
    return _figure(line, line.allowed)


@register.filter
def missing_word(name: str) -> str:
    """``{{ name|missing_word }}``: what is not recorded."""
    return {"teachers": _("practice teachers"), "beds": _("beds or dental chairs")}[name]


@register.simple_tag
def beds_words(department: Department) -> str:
    """``{% beds_words department %}``: 18 beds, 4 dental chairs."""
    parts = []
    if department.beds is not None:
        parts.append(ngettext("%(number)s bed", "%(number)s beds", department.beds) % {"number": department.beds})
    if department.chairs is not None:
        text = ngettext("%(number)s dental chair", "%(number)s dental chairs", department.chairs)
        parts.append(text % {"number": department.chairs})
    return ", ".join(parts)


@register.simple_tag
def contract_found(line: ContractLine) -> str:
    """``{% contract_found line %}``: what the contract says of the rule, in words."""
    if line.agreement is None:
        return _("no contract in force covers them")
    if line.kept is None:
        return _("the text was written elsewhere and uploaded; read it there")
    if line.rule.id == "VN-17":
        items = checklist(line.agreement.subject)
        if line.lacks:
            names = ", ".join(items.titled(code, reader_language()) for code in line.lacks)
            return _("missing: %(clauses)s") % {"clauses": names}
        return _("all %(number)s clauses are written") % {"number": len(items.items)}
    said = {
        ("VN-13", True): _("names the price of practice"),
        ("VN-13", False): _("names no price of practice"),
        ("VN-16", True): _("cites a framework contract"),
        ("VN-16", False): _("cites no framework contract"),
    }
    return said[line.rule.id, line.kept]
