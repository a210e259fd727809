"""An authority changes the law as data; checks everywhere follow, from the day it says."""

from __future__ import annotations

from datetime import date

import pytest

from tests.platform.personas import Organisations, Persona, World
from wardbridge.capacity.domain.limits import ward_figures, weeks_of
from wardbridge.capacity.enums import LimitKind
from wardbridge.core.errors import Refused
from wardbridge.core.models import AuditEntry, RowIsFinal
from wardbridge.planning.domain.problems import compiled
from wardbridge.planning.models import Round
from wardbridge.rulebook.domain import editing
from wardbridge.rulebook.domain.books import book, decree
from wardbridge.rulebook.models import Edition
from wardbridge.rulekit.law import DECREE, shipped_pack, shipped_text

NEW_YEAR = date(2027, 1, 1)


def two_a_bed(coordinator: Persona, organisations: Organisations, *, seen: int = 0) -> Edition:
    return editing.change(
        actor=coordinator.actor,
        organisation=organisations.authority,
        code=DECREE,
        rule_id="VN-08",
        from_day=NEW_YEAR,
        figures={"ratio": 2},
        basis="Circular 1/2027",
        reason="New circular",
        seen=seen,
    )


def test_without_an_edition_the_pack_stands_as_shipped(db: None) -> None:
    assert (book(DECREE).number, decree()) == (0, shipped_pack())


def test_a_change_holds_from_its_day_and_not_before(coordinator: Persona, organisations: Organisations) -> None:
    two_a_bed(coordinator, organisations)

    assert decree().at("VN-08", date(2026, 12, 31)).figures == {"ratio": 3}
    assert decree().at("VN-08", NEW_YEAR).figures == {"ratio": 2}
    assert AuditEntry.objects.filter(verb="rulebook.edition").count() == 1


def test_the_limits_of_the_ledger_follow_the_edition(
    coordinator: Persona, organisations: Organisations, world: World
) -> None:
    two_a_bed(coordinator, organisations)
    weeks = weeks_of(date(2026, 12, 28), 2)

    figures = [f for f in ward_figures([world.cardiology], weeks, decree()) if f.kind == LimitKind.BEDS]

    assert [figure.amount for figure in figures] == [90, 60]


def test_who_read_an_older_edition_changes_nothing(coordinator: Persona, organisations: Organisations) -> None:
    two_a_bed(coordinator, organisations)

    with pytest.raises(Refused) as refused:
        editing.confirm(
            actor=coordinator.actor,
            organisation=organisations.authority,
            code=DECREE,
            rule_id="VN-08",
            source="Letter 2",
            seen=0,
        )

    assert [reason.code for reason in refused.value.reasons] == ["rulebook-stale"]
    assert book(DECREE).number == 1


@pytest.mark.parametrize("who", ["hospital_office", "school_office", "authority_viewer", "stranger", "learner"])
def test_only_an_authoritys_office_changes_rules(
    who: str, request: pytest.FixtureRequest, organisations: Organisations
) -> None:
    persona: Persona = request.getfixturevalue(who)

    with pytest.raises(Refused) as refused:
        two_a_bed(persona, organisations)

    assert [reason.code for reason in refused.value.reasons] == ["rulebook-not-allowed"]


def test_a_hospitals_office_does_not_change_rules_in_its_own_name(
    hospital_office: Persona, organisations: Organisations
) -> None:
    with pytest.raises(Refused):
        editing.load(
            actor=hospital_office.actor,
            organisation=organisations.hospital,
            code=DECREE,
            text=shipped_text(),
            reason="mine",
            seen=0,
        )
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('id = "VN-05"', 'id = "VN-55"', "rulebook-rule-gone"),
        ("ratio = 3", "ratio = 0", "rulebook-figures"),
        ("university = 10\n", "", "rulebook-figures"),
        ('code = "vietnam-decree-111-2017"', 'code = "other"', "rulebook-code"),
        ("ratio = 3", "ratio = ", "pack-unreadable"),
        ("valid_from = 2017-11-20\nunit = \"certificate\"", "valid_from = 2024-11-20\nunit = \"certificate\"",
         "rulebook-rule-gone"),
    ],
)  # fmt: skip
def test_a_pack_that_would_leave_a_check_without_its_figure_is_refused(
    old: str, new: str, code: str, coordinator: Persona, organisations: Organisations
) -> None:
    text = shipped_text()
    assert old in text

    with pytest.raises(Refused) as refused:
        editing.load(
            actor=coordinator.actor,
            organisation=organisations.authority,
            code=DECREE,
            text=text.replace(old, new),
            reason="test",
            seen=0,
        )

    assert {reason.code for reason in refused.value.reasons} == {code}
    assert not Edition.objects.exists()


def test_an_edition_is_written_once(coordinator: Persona, organisations: Organisations) -> None:
    row = two_a_bed(coordinator, organisations)

    row.text = "other"
    with pytest.raises(RowIsFinal):
        row.save()
    with pytest.raises(RowIsFinal):
        row.delete()


def test_confirming_names_the_source(coordinator: Persona, organisations: Organisations) -> None:
    editing.confirm(
        actor=coordinator.actor,
        organisation=organisations.authority,
        code=DECREE,
        rule_id="VN-08",
        source=" Letter 5/SYT ",
        seen=0,
    )

    rule = decree().at("VN-08", NEW_YEAR)
    assert (rule.to_confirm, rule.confirmed) == (False, "Letter 5/SYT")


def test_a_round_is_planned_and_judged_by_the_edition(
    coordinator: Persona, organisations: Organisations, tiny_round: Round
) -> None:
    before = compiled(tiny_round).problem
    editing.change(
        actor=coordinator.actor,
        organisation=organisations.authority,
        code=DECREE,
        rule_id="VN-08",
        from_day=NEW_YEAR,
        figures={"ratio": 1},
        basis="Circular 2/2027",
        reason="New circular",
        seen=0,
    )
    after = compiled(tiny_round).problem

    assert {before.index.beds[cell] for cell in before.index.beds if cell[0] == 0} == {18}
    assert {after.index.beds[cell] for cell in after.index.beds if cell[0] == 0} == {6}
