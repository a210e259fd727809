"""The format: valid by the official schemas, hashed as the official transformation does, read as it was written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.platform.interop.official import defects, needs_ewp, official_hashes, sample
from wardbridge.core.errors import Refused
from wardbridge.interop.ewp import factsheets, iia, reading
from wardbridge.interop.ewp.factsheets import Access, Factsheet, Info, MonthDay, Requirement
from wardbridge.interop.ewp.hashing import digest_of
from wardbridge.interop.ewp.iia import Contact, Iia, Mobility, MobilityKind, Partner, Skill

SAMPLES = ("get-response-example-v7.xml", "get-response-xsltkit-v7.xml", "get-response-wrong-hash-v7.xml")
HANOI, CLERMONT = "hmu.example.vn", "uca.example.fr"

words = st.text(
    st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\x85"), min_size=1, max_size=30
).map(lambda text: " ".join(text.split()) or "x")
skills = st.builds(Skill, st.sampled_from(["fr", "vi", "en"]), st.sampled_from(["", "A2", "B2", "C1"]))
years = st.integers(2020, 2040)


@st.composite
def mobilities(draw: st.DrawFn) -> Mobility:
    kind, first, turned = draw(st.sampled_from(MobilityKind)), draw(years), draw(st.booleans())
    pair = (CLERMONT, HANOI) if turned else (HANOI, CLERMONT)
    students = kind.of_students
    return Mobility(
        kind=kind,
        sender=pair[0],
        host=pair[1],
        first=first,
        last=first + draw(st.integers(0, 5)),
        people=draw(st.integers(1, 500)),
        skills=tuple(draw(st.lists(skills, min_size=1, max_size=2))),
        areas=tuple(draw(st.lists(st.tuples(st.sampled_from(["0912", "0913"]), words), max_size=2))),
        months=draw(st.none() | st.integers(1, 900).map(Decimal)) if students else None,
        eqf=tuple(draw(st.lists(st.integers(1, 8), max_size=3, unique=True))) if students else (),
        terms=draw(st.just("") | words),
    )


@st.composite
def agreements(draw: st.DrawFn) -> Iia:
    order = list(MobilityKind)
    found = sorted(draw(st.lists(mobilities(), min_size=1, max_size=5)), key=lambda one: order.index(one.kind))
    ours = Partner(
        hei=HANOI,
        iia_id="8f14e45f-ceea-467f-a0e6-0d2a35ef1a11",
        iia_code=draw(words),
        signatory=Contact(name=draw(words), role="Hiệu trưởng"),
        signed_on=draw(st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1))),
        contacts=(Contact(name=draw(words), email="office@hmu.example.vn"),),
    )
    theirs = Partner(hei=CLERMONT, iia_id=draw(st.sampled_from(["", "FR-77"])))
    return Iia(
        partners=(ours, theirs), in_effect=draw(st.booleans()), mobilities=tuple(found), terminated=draw(st.booleans())
    )


@needs_ewp
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(agreements(), min_size=1, max_size=3))
def test_what_is_written_is_valid_hashed_officially_and_read_back(found: list[Iia]) -> None:
    written = iia.write(found)
    assert defects("iias", written) == []
    assert [one.digest for one in reading.read(written)] == official_hashes(written)
    assert reading.read(written) == found


@needs_ewp
@pytest.mark.parametrize("name", SAMPLES)
def test_the_published_samples_hash_as_the_official_transformation_says(name: str) -> None:
    content = sample(name)
    assert [digest_of(one) for one in etree.fromstring(content).iter("{*}iia")] == official_hashes(content)


@needs_ewp
def test_the_published_samples_are_read() -> None:
    found = [one for name in SAMPLES[:2] for one in reading.read(sample(name))]
    assert [[partner.hei for partner in one.partners] for one in found] == [["uw.edu.pl", "hibo.no"]] * len(found)
    assert found[0].partners[1].iia_id == "1954991"
    assert [(one.kind, one.sender, one.people) for one in found[0].mobilities] == [
        (MobilityKind.STUDIES, "uw.edu.pl", 2),
        (MobilityKind.TRAINEESHIP, "uw.edu.pl", 10),
        (MobilityKind.TEACHING, "uw.edu.pl", 2),
        (MobilityKind.TEACHING, "hibo.no", 2),
        (MobilityKind.TRAINING, "hibo.no", 2),
    ]


@needs_ewp
def test_the_published_sample_with_a_wrong_hash_is_refused_with_both_hashes() -> None:
    with pytest.raises(Refused) as refused:
        reading.read(sample(SAMPLES[2]))
    (reason,) = refused.value.reasons
    assert reason.code == "ewp-hash"
    assert str(reason.params["found"]).endswith("5032")
    assert str(reason.params["allowed"]).endswith("5033")


INFO = Info("quocte@hmu.example.vn", "+84241234567", "https://hmu.example.vn/quoc-te")
SHEET = Factsheet(
    hei=HANOI,
    nominations=(MonthDay(4, 10), MonthDay(10, 10)),
    applications=(MonthDay(4, 30), MonthDay(10, 31)),
    application=INFO,
    housing=INFO,
    visa=INFO,
    insurance=INFO,
    decision_weeks=4,
    records_weeks=5,
    requirements=(
        Requirement("Chứng chỉ ngoại ngữ", "B1 tiếng Pháp", "https://hmu.example.vn"),
        Requirement("CV", "PDF"),
    ),
    access=(Access("service", "Hỗ trợ đi lại", "", INFO),),
    further=(("Công nhận kết quả", INFO),),
)


@needs_ewp
def test_a_factsheet_is_valid_and_read_back() -> None:
    written = factsheets.write([SHEET])
    assert defects("factsheet", written) == []
    assert factsheets.read(written) == [SHEET]


@needs_ewp
def test_the_published_factsheet_is_read_and_written_valid() -> None:
    (found,) = factsheets.read(sample("factsheet-response-example.xml"))
    assert (found.hei, found.nominations[0], len(found.requirements)) == ("example-hei.edu", MonthDay(4, 10), 8)
    assert defects("factsheet", factsheets.write([found])) == []


def one_agreement() -> bytes:
    return iia.write([Iia(partners=(Partner(hei=HANOI), Partner(hei=CLERMONT)), in_effect=True, mobilities=())])


BAD = {
    "ewp-xml": lambda text: text[:-20],
    "ewp-root": lambda text: text.replace(b"iias-get-response", b"iias-index-response"),
    "ewp-doctype": lambda text: text.replace(b"<iias-get", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><iias-get', 1),
    "ewp-missing": lambda text: text.replace(b"in-effect>", b"in-force>"),
    "ewp-value": lambda text: text.replace(b">true<", b">perhaps<"),
    "ewp-empty": lambda text: text[: text.index(b"<iia>")] + text[text.index(b"</iia>") + 6 :],
    "ewp-hash": lambda text: text.replace(HANOI.encode(), b"other.example.vn").replace(b"<iia-hash>", b"<iia-hash>0"),
    "ewp-size": lambda text: text + b" " * 2_200_000,
}


@pytest.mark.parametrize("code", BAD)
def test_a_bad_file_is_refused_by_its_code(code: str) -> None:
    with pytest.raises(Refused) as refused:
        reading.read(BAD[code](one_agreement()))
    assert [reason.code for reason in refused.value.reasons] == [code]
    assert all(refused.value.texts)
