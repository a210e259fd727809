"""DOI, ORCID, ROR: one form, and a slip is caught."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.source import ROOT
from wardbridge.research import identifiers

RECORD = ROOT.parent / "shared/standards/ror/example_record_v2_1.json"
PUBLISHED = "0000-0002-1825-0097"
"""The example of the ORCID documentation: a fictitious person."""


@pytest.mark.parametrize(
    "said",
    [
        "10.1000/182",
        "doi:10.1000/182",
        " https://doi.org/10.1000/182 ",
        "http://dx.doi.org/10.1000/182",
        "DOI: 10.1000/182.",
    ],
)
def test_a_doi_has_one_form(said: str) -> None:
    assert identifiers.doi(said) == "10.1000/182"


def test_case_does_not_tell_dois_apart() -> None:
    assert identifiers.doi("10.1016/S0140-6736(20)30183-5") == "10.1016/s0140-6736(20)30183-5"


@pytest.mark.parametrize(
    "said", ["", "10.1000", "10,1000/182", "1O.1000/182", "10.1000/a b", "https://example.org/182", "10.12/"]
)
def test_a_typo_is_no_doi(said: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        identifiers.doi(said)


def test_the_published_orcid_holds_in_each_writing() -> None:
    for said in (PUBLISHED, PUBLISHED.replace("-", ""), f"https://orcid.org/{PUBLISHED}"):
        assert identifiers.orcid(said) == PUBLISHED


digits = st.text("0123456789", min_size=15, max_size=15)


@given(digits, st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_of_an_orcid_is_caught(stem: str, place: int, shift: int) -> None:
    right = stem + identifiers.orcid_check(stem)
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert identifiers.orcid(right).replace("-", "") == right
    with pytest.raises(ValueError, match=wrong):
        identifiers.orcid(wrong)


stems = st.text(identifiers.CROCKFORD, min_size=6, max_size=6).map(lambda text: f"0{text}")


@given(stems, st.integers(1, 6), st.integers(1, 31))
def test_one_wrong_character_of_a_ror_is_caught(stem: str, place: int, shift: int) -> None:
    right = stem + identifiers.ror_check(stem)
    other = identifiers.CROCKFORD[(identifiers.CROCKFORD.index(stem[place]) + shift) % 32]
    wrong = right[:place] + other + right[place + 1 :]
    assert identifiers.ror(f"https://ror.org/{right}") == right
    with pytest.raises(ValueError, match=wrong):
        identifiers.ror(wrong)


@pytest.mark.skipif(not RECORD.is_file(), reason="the ROR example does not lie beside the project")
def test_the_published_rors_hold() -> None:
    found = set(re.findall(r"https://ror\.org/\w+", json.dumps(json.loads(RECORD.read_text(encoding="utf-8")))))
    assert found
    assert {f"https://ror.org/{identifiers.ror(one)}" for one in found} == found
