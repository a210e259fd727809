"""Eligibility by the shipped rules: a case for each rule, and that dates and figures are data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbridge.rulekit.eligibility import (
    CHECKS,
    FRANCE,
    Candidate,
    Finding,
    Profession,
    Track,
    eligible,
    judge,
    months_between,
    stay_months,
)
from wardbridge.rulekit.languages import Cefr
from wardbridge.rulekit.law import RulePack, shipped_pack

RESIDENT = Candidate(profession=Profession.RESIDENT, first=date(2026, 11, 2), months=12, semesters_left=4, cefr=Cefr.B2)
SPECIALIST = replace(RESIDENT, profession=Profession.SPECIALIST, months=6, semesters_left=None)
ASSOCIATE = replace(SPECIALIST, between_hospitals=True)
PACK = shipped_pack(FRANCE)


def broken(track: Track, who: Candidate, pack: RulePack = PACK) -> dict[str, bool | None]:
    """The findings that are not met: code → met."""
    return {one.code: one.met for one in judge(pack, track, who) if not one.met}


def test_a_resident_with_two_semesters_left_and_b2_is_eligible_for_a_dfms() -> None:
    assert broken(Track.DFMS, RESIDENT) == {}
    assert eligible(judge(PACK, Track.DFMS, RESIDENT))


@pytest.mark.parametrize(
    ("track", "who", "code", "met"),
    [
        (Track.DFMS, replace(RESIDENT, semesters_left=1), "eligible-training", False),
        (Track.DFMS, replace(RESIDENT, semesters_left=None), "eligible-training", None),
        (Track.DFMS, replace(RESIDENT, months=6), "eligible-months", False),
        (Track.DFMS, replace(RESIDENT, months=37), "eligible-months", False),
        (Track.DFMS, replace(RESIDENT, cefr=Cefr.B1), "eligible-language", False),
        (Track.DFMS, replace(RESIDENT, cefr=None), "eligible-language", None),
        (Track.DFMSA, replace(SPECIALIST, months=18), "eligible-months", False),
        (Track.DFMSA, replace(SPECIALIST, cefr=Cefr.A2), "eligible-language", False),
        (Track.FFI, replace(RESIDENT, months=7), "eligible-each", False),
        (Track.FFI, replace(RESIDENT, months=6, diploma_ended=date(2025, 11, 3)), "eligible-gap", False),
        (Track.ASSOCIATE, replace(ASSOCIATE, between_hospitals=False), "eligible-hospitals", False),
        (Track.ASSOCIATE, replace(ASSOCIATE, months=7), "eligible-each", False),
        (Track.ASSOCIATE, replace(ASSOCIATE, months_before=19), "eligible-total", False),
        (Track.OBSERVER, replace(RESIDENT, no_acts=True, insured=False), "eligible-insured", False),
        (Track.OBSERVER, replace(RESIDENT, no_acts=False, insured=True), "eligible-no-acts", False),
    ],
)
def test_one_rule_is_broken(track: Track, who: Candidate, code: str, met: bool | None) -> None:
    assert broken(track, who) == {code: met}


@pytest.mark.parametrize("profession", [Profession.GENERALIST, Profession.DENTIST])
def test_general_practitioners_and_dentists_have_no_dfmsa(profession: Profession) -> None:
    found = broken(Track.DFMSA, replace(SPECIALIST, profession=profession))

    assert found == {"eligible-specialist": False, "eligible-profession": False}


def test_a_degree_in_french_needs_no_level() -> None:
    assert broken(Track.DFMS, replace(RESIDENT, cefr=None, degree_in_french=True)) == {}


@pytest.mark.parametrize(
    ("who", "met"),
    [
        (replace(ASSOCIATE, months_before=18), True),
        (replace(ASSOCIATE, diploma_ended=date(2025, 11, 2)), True),
        (replace(ASSOCIATE, diploma_ended=date(2025, 11, 3)), False),
    ],
)
def test_the_edges_of_an_associate(who: Candidate, met: bool) -> None:
    assert eligible(judge(PACK, Track.ASSOCIATE, who)) is met


def test_what_is_unanswered_is_not_eligible_and_a_waiver_lets_it_pass() -> None:
    findings = judge(PACK, Track.DFMS, replace(RESIDENT, cefr=Cefr.B1))

    assert not eligible(findings)
    assert eligible(findings, frozenset({"eligible-language"}))


def test_the_figure_is_the_one_in_force_on_the_first_day() -> None:
    rule = PACK.at("FR-04", date(2026, 1, 1))
    stricter = replace(rule, figures={"least": 5}, valid_from=date(2027, 1, 1))
    pack = PACK.replacing([stricter])

    assert broken(Track.DFMS, RESIDENT, pack) == {}
    assert broken(Track.DFMS, replace(RESIDENT, first=date(2027, 1, 1)), pack) == {"eligible-language": False}


def test_before_a_rule_was_in_force_it_asks_nothing() -> None:
    assert judge(PACK, Track.DFMS, replace(RESIDENT, first=date(2010, 1, 1))) == ()


def test_a_finding_says_figures_and_confidence() -> None:
    (found,) = [one for one in judge(PACK, Track.DFMS, RESIDENT) if one.code == "eligible-language"]

    assert found == Finding("FR-04", "eligible-language", True, "B2", "B2", "S")


def test_every_rule_that_is_judged_says_so_in_the_pack() -> None:
    judged = {rule_id for checks in CHECKS.values() for rule_id, _code, _check in checks}

    assert {rule.id for rule in PACK.rules if rule.checked} == judged


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), 6),
        (date(2026, 1, 1), date(2026, 7, 1), 7),
        (date(2026, 11, 2), date(2027, 11, 1), 12),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 3, 5), date(2026, 3, 5), 1),
    ],
)
def test_months_of_a_stay(first: date, last: date, months: int) -> None:
    assert stay_months(first, last) == months


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_a_longer_stay_never_has_fewer_months(first: date, days: int) -> None:
    ordinal = first.toordinal() + days
    shorter, longer = date.fromordinal(ordinal), date.fromordinal(ordinal + 1)

    assert 0 <= months_between(first, shorter) <= months_between(first, longer)
    assert 1 <= stay_months(first, shorter) <= stay_months(first, longer)
