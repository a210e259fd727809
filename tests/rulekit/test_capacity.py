"""The law of teachers and beds."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from wardbridge.rulekit.capacity import (
    Teaching,
    beds_allow,
    beds_law,
    months_later,
    taught_levels,
    teacher_weights,
    teachers_law,
)
from wardbridge.rulekit.law import LegalRule, RuleUnknown, shipped_pack
from wardbridge.rulekit.levels import Level

DAY = date(2025, 3, 3)
P, U, C = Level.POSTGRADUATE, Level.UNIVERSITY, Level.COLLEGE


def test_eighty_two_learners_on_eighteen_beds_are_twenty_eight_too_many() -> None:
    finding = beds_law(82, 18, None, DAY)

    assert finding.broken
    assert (finding.found, finding.allowed, finding.found - finding.allowed) == (82, 54, 28)


def test_chairs_count_beside_beds_and_nothing_recorded_is_no_limit() -> None:
    assert beds_allow(10, 4, DAY) == 42
    assert beds_allow(None, None, DAY) is None
    assert not beds_law(1000, None, None, DAY).broken


@pytest.mark.parametrize(("level", "most"), [(P, 5), (U, 10), (C, 15)])
def test_one_teacher_takes_as_many_as_the_decree_says(level: Level, most: int) -> None:
    teachers = {level: ("T1",)}

    assert not any(finding.broken for finding in teachers_law({level: most}, teachers, DAY))
    assert any(finding.broken for finding in teachers_law({level: most + 1}, teachers, DAY))


def test_who_may_teach_only_the_lower_level_does_not_help_the_higher() -> None:
    teachers = {P: ("T1",), U: ("T1", "T2"), C: ("T1", "T2")}

    broken = [finding for finding in teachers_law({P: 6, U: 1}, teachers, DAY) if finding.broken]

    assert [(finding.level, finding.records) for finding in broken] == [(P, ("T1",))]


def test_practice_and_certificate_open_levels_step_by_step() -> None:
    since = date(2023, 3, 3)

    assert taught_levels(Teaching("T", P, since, True), DAY) == {U, C}
    assert taught_levels(Teaching("T", P, since, True), date(2026, 3, 3)) == {P, U, C}
    assert taught_levels(Teaching("T", C, since, True), DAY) == {C}
    assert taught_levels(Teaching("T", P, since, False), DAY) == frozenset()


def test_months_end_on_the_last_day_of_a_short_month() -> None:
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_later(date(2024, 11, 30), 3) == date(2025, 2, 28)


def test_whole_learners_can_be_dealt_out_whenever_the_nested_sums_hold() -> None:
    """The docstring's claim, for all mixtures of two teachers who may teach everything."""
    whole, weight = teacher_weights(DAY)
    loads = {
        (p, u, c)
        for p, u, c in itertools.product(range(6), range(11), range(16))
        if weight[P] * p + weight[U] * u + weight[C] * c <= whole
    }
    for p, u, c in itertools.product(range(11), range(21), range(31)):
        if weight[P] * p + weight[U] * u + weight[C] * c <= 2 * whole:
            assert any((p - a, u - b, c - d) in loads for a, b, d in loads if a <= p and b <= u and d <= c)


def test_a_rule_holds_between_its_dates() -> None:
    pack = shipped_pack()
    later = LegalRule("VN-08", {"ratio": 2}, "learners", "example", "M", date(2026, 1, 1))

    edited = pack.replacing([later])

    assert edited.at("VN-08", DAY).figures["ratio"] == 3
    assert edited.at("VN-08", date(2026, 1, 1)).figures["ratio"] == 2
    with pytest.raises(RuleUnknown):
        pack.at("VN-08", date(2017, 11, 19))
