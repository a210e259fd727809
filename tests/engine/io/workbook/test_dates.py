"""Dates and spans as people type them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbridge.engine.io.sheets import Span
from wardbridge.engine.io.workbook.dates import DateOutOfRange, date_of, span_of

MARCH = date(2025, 3, 3)
MAY = Span(date(2025, 5, 5), date(2025, 5, 11))


@pytest.mark.parametrize(
    "typed",
    [
        MARCH,
        datetime(2025, 3, 3, 7, 30),
        45719,
        3032025,
        "3/3/2025",
        "03-03-2025",
        "3.3.25",
        "2025-03-03",
        "2025/3/3",
        "03032025",
        "20250303",
        "３/３/２０２５",
        " 03/03/2025\u00a0",
        "03/03/2025 07:30",
        "2025-03-03T00:00:00",
        "ngày 3 tháng 3 năm 2025",
        "nga\u0300y 3 tha\u0301ng 3 na\u0306m 2025",
        "Thứ Hai, 03/03/2025",
        "thứ 2 ngày 3/3/2025",
        "T2 03/03/2025",
        "3 mars 2025",
        "lundi 3 mars 2025",
        "Mar 3 2025",
        "March 3rd, 2025",
        "03-Mar-25",
        "Monday, 3 March 2025",
    ],
)
def test_date_is_read_day_first(typed: object) -> None:
    assert date_of(typed) == MARCH


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1er mars 2025", date(2025, 3, 1)),
        ("4/3/2025", date(2025, 3, 4)),
        ("2.9.01", date(2001, 9, 2)),
        ("1/1/75", date(1975, 1, 1)),
    ],
)
def test_other_days(typed: str, day: date) -> None:
    assert date_of(typed) == day


@pytest.mark.parametrize(
    "typed",
    ["", "31/02/2025", "3/13/2025", "hello", "2025", 2003, "3 Mar", True, float("nan"), None, "1/2/3/4", -5, 1e300],
)
def test_what_is_no_date_is_not_guessed(typed: object) -> None:
    assert date_of(typed) is None


@pytest.mark.parametrize("typed", ["3/3/9999", date(9999, 12, 31), "01/01/1800"])
def test_absurd_year_is_out_of_range(typed: object) -> None:
    with pytest.raises(DateOutOfRange):
        date_of(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "05/05/2025-11/05/2025",
        "5-11/05/2025",
        "5/5-11/5/2025",
        "05-05-2025 - 11-05-2025",
        "05-05-2025-11-05-2025",
        "2025-05-05–2025-05-11",
        "2025-05-05-2025-05-11",
        "từ ngày 5/5/2025 đến ngày 11/5/2025",
        "du 5 mai 2025 au 11 mai 2025",
        "5 May 2025 to 11 May 2025",
        "5/5/2025 → 11/5/2025",
    ],
)
def test_span_is_read(typed: str) -> None:
    assert span_of(typed) == MAY


def test_span_of_one_day_over_new_year_and_reversed() -> None:
    assert span_of("5/5/2025") == Span(date(2025, 5, 5), date(2025, 5, 5))
    assert span_of("28/12-3/1/2026") == Span(date(2025, 12, 28), date(2026, 1, 3))
    assert span_of("11/05/2025-05/05/2025") == Span(date(2025, 5, 11), date(2025, 5, 5))
    assert span_of("x-y") is None


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["{d}/{m}/{y}", "{d:02}.{m:02}.{y}", "{y}-{m:02}-{d:02}", "ngày {d} tháng {m} năm {y}"]),
)
def test_every_day_in_every_form(day: date, form: str) -> None:
    assert date_of(form.format(d=day.day, m=day.month, y=day.year)) == day


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans()))
def test_nothing_typed_breaks_the_reader(typed: object) -> None:
    try:
        found = date_of(typed)
        if isinstance(typed, str):
            span_of(typed)
    except DateOutOfRange:
        return
    assert found is None or isinstance(found, date)
