"""Rule packs as data: what ships is whole, what somebody edits is read back or refused with every fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from wardbridge.rulekit.law import DECREE, LegalRule, shipped_pack, shipped_text
from wardbridge.rulekit.reading import PackRefused, read_pack
from wardbridge.rulekit.writing import pack_text

NAMES = sorted(path.name.removesuffix(".toml") for path in files("wardbridge.rulekit").joinpath("packs").iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_what_ships_is_read_without_a_fault_and_written_back_equal(name: str) -> None:
    pack = read_pack(shipped_text(name))

    assert pack == shipped_pack(name)
    assert read_pack(pack_text(pack)) == pack


@pytest.mark.parametrize("name", NAMES)
def test_what_was_not_seen_in_a_source_is_to_confirm(name: str) -> None:
    assert {rule.id for rule in shipped_pack(name).rules if rule.to_confirm} == {
        rule.id for rule in shipped_pack(name).rules if rule.confidence in {"S2", "M"}
    }


def test_a_confirmed_rule_is_no_longer_to_confirm() -> None:
    rule = shipped_pack().at("VN-08", date(2025, 3, 3))

    assert rule.to_confirm
    assert not replace(rule, confirmed="Công văn 1/SYT").to_confirm


def test_a_day_has_each_rule_once() -> None:
    ids = [rule.id for rule in shipped_pack().on(date(2025, 3, 3))]

    assert ids == [f"VN-{number:02}" for number in range(1, 19)]
    assert [rule.id for rule in shipped_pack().on(date(2018, 1, 1))] == [i for i in ids if i not in LATER]


LATER = {"VN-10", "VN-11", "VN-12"}


def rule(**changes: object) -> str:
    """One rule of a pack as TOML, some keys changed or left out (`None`)."""
    values = {
        "id": '"X-1"',
        "basis": '"Art 1"',
        "confidence": '"S"',
        "valid_from": "2020-01-01",
        "unit": '"days"',
        "title": '{vi = "a", en = "b", fr = "c"}',
        "figures": "{most = 3}",
        **changes,
    }
    lines = [f"{key} = {value}" for key, value in values.items() if value is not None]
    return "\n".join(["[[rule]]", *lines, ""])


HEAD = 'code = "x"\nsource = "y"\ntitle = {vi = "a", en = "b", fr = "c"}\n'


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("code = ", {("pack-unreadable", "", "")}),
        (HEAD, {("pack-empty", "", "")}),
        (HEAD + "rule = 3", {("pack-empty", "", "")}),
        (HEAD + rule(figures="{most = -1}"), {("pack-value", "X-1", "figures")}),
        (HEAD + rule(figures="{most = inf}"), {("pack-value", "X-1", "figures")}),
        (HEAD + rule(figures="{most = true}"), {("pack-value", "X-1", "figures")}),
        (HEAD + rule(valid_from="2020-01-01T00:00:00"), {("pack-value", "X-1", "valid_from")}),
        (HEAD + rule(valid_to="2019-12-31"), {("pack-value", "X-1", "valid_to")}),
        (HEAD + rule(confidence='"sure"'), {("pack-value", "X-1", "confidence")}),
        (HEAD + rule(title='{vi = "a"}'), {("pack-value", "X-1", "title")}),
        (HEAD + rule(basis=None, unit=None), {("pack-missing", "X-1", "basis"), ("pack-missing", "X-1", "unit")}),
        (HEAD + rule(colour='"red"'), {("pack-key", "X-1", "colour")}),
        (HEAD + rule() + rule(), {("pack-overlap", "X-1", "valid_from")}),
        (HEAD + rule(valid_to="2021-01-01") + rule(valid_from="2020-06-01"), {("pack-overlap", "X-1", "valid_from")}),
        ("x = 1\n" + HEAD.replace('"y"', '""') + rule(), {("pack-value", "", "source"), ("pack-key", "", "x")}),
    ],
)
def test_every_fault_of_a_pack_is_named(text: str, faults: set[tuple[str, str, str]]) -> None:
    with pytest.raises(PackRefused) as refused:
        read_pack(text)

    assert {(fault.code, fault.rule, fault.key) for fault in refused.value.faults} == faults


def test_a_later_figure_holds_from_its_day_on() -> None:
    old = shipped_pack().at("VN-08", date(2025, 3, 3))
    edited = shipped_pack(DECREE).replacing([replace(old, valid_from=date(2026, 1, 1), figures={"ratio": 2})])

    again = read_pack(pack_text(edited))

    assert again.at("VN-08", date(2025, 12, 31)).figures == {"ratio": 3}
    assert again.at("VN-08", date(2026, 1, 1)).figures == {"ratio": 2}


def test_words_with_quotes_and_line_ends_survive_writing() -> None:
    odd = LegalRule("X-1", {}, 'a "b" \\ \x7f', "line\nend", "M", date(2020, 1, 1), title=dict.fromkeys("ab", "“ư”"))
    pack = replace(shipped_pack(), rules=(replace(odd, title={"vi": "ư\t", "en": "é", "fr": "'"}),))

    assert read_pack(pack_text(pack)) == pack
