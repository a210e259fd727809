"""Figures of the published rule, as readers write them."""

from __future__ import annotations

from fractions import Fraction

from django import template
from django.utils import formats

from wardbridge.demand.domain.weighing import WeekShare

register = template.Library()


@register.filter
def percent(share: Fraction | None) -> str:
    """``{{ share.fair|percent }}``: 33,3 %; a dash where nothing was measured."""
    return "–" if share is None else f"{formats.number_format(float(share) * 100, 1)}\u00a0%"


@register.filter
def times(factor: Fraction) -> str:
    """``{{ share.weight|times }}``: a factor or weight with at most two decimals."""
    if factor.denominator == 1:
        return formats.number_format(factor.numerator)
    return formats.number_format(float(factor), 2)


@register.filter
def given_to(week: WeekShare, school: str) -> str:
    """``{{ week|given_to:school }}``: what the rule gives this school in the week; a dash when it asks for none."""
    return next((str(one.given) for one in week.shares if one.asking.school == school), "–")
