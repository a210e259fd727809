"""What is refused before it is written: circles, dates outside the parent's, negatives, doubles, foreign rows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from tests.platform.agreements.papers import Desk, head, today
from tests.platform.personas import Organisations, Persona
from wardbridge.agreements.checklists import checklist
from wardbridge.agreements.domain import drafting, parties, states, terms, texts
from wardbridge.agreements.domain.renewing import Following, renew
from wardbridge.agreements.domain.states import months_later
from wardbridge.agreements.enums import Kind, State, Subject
from wardbridge.agreements.models import Agreement, Clause, Party, Quota
from wardbridge.core.errors import Refused

HORIZON = timedelta(days=3000)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.reasons]


def framework(desk: Desk, **changes: object) -> Agreement:
    values = {"kind": Kind.FRAMEWORK, "first": today() - HORIZON, "last": today() + HORIZON, "code": "F", **changes}
    return desk.draft(**values)


def test_all_that_is_wrong_is_said_at_once(desk: Desk) -> None:
    desk.draft()
    with pytest.raises(Refused) as refused:
        desk.draft(last=date(2020, 1, 1), name_vi=" ", notice_days=-1, kind=Kind.ANNEX)
    assert codes(refused) == [
        "agreement-name", "agreement-dates", "agreement-number-taken", "agreement-negative", "agreement-parent-needed",
    ]  # fmt: skip


def test_an_annex_lies_within_its_parents_dates(desk: Desk) -> None:
    parent = desk.draft(code="P")
    with pytest.raises(Refused) as refused:
        desk.draft(code="A", kind=Kind.ANNEX, parent=parent, last=today() + HORIZON)
    assert codes(refused) == ["agreement-parent-dates"]


def test_without_an_end_it_does_not_lie_within_one_that_ends(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.draft(code="A", kind=Kind.ANNEX, parent=desk.draft(code="P"), last=None)
    assert codes(refused) == ["agreement-parent-dates"]


def test_an_annex_of_itself_is_refused(desk: Desk) -> None:
    eldest = framework(desk)
    child = desk.draft(code="C", parent=eldest)
    annex = desk.draft(code="A", kind=Kind.ANNEX, parent=child)
    amendment = desk.draft(code="M", kind=Kind.AMENDMENT, parent=annex)
    for row, parent in ((annex, annex), (child, annex), (annex, amendment)):
        wanted = head(code=row.code, kind=Kind.AMENDMENT, parent=parent)
        with pytest.raises(Refused) as refused:
            drafting.change(actor=desk.school.actor, agreement=row, head=wanted)
        assert "agreement-circular" in codes(refused)


@pytest.mark.parametrize(
    ("kind", "above"), [(Kind.SPECIFIC, Kind.SPECIFIC), (Kind.FRAMEWORK, Kind.FRAMEWORK), (Kind.ANNEX, Kind.AMENDMENT)]
)
def test_the_family_has_its_order(kind: Kind, above: Kind, desk: Desk) -> None:
    eldest = framework(desk)
    parent = eldest if above == Kind.FRAMEWORK else desk.draft(code="P", kind=above, parent=eldest)
    with pytest.raises(Refused) as refused:
        desk.draft(code="N", kind=kind, parent=parent)
    assert codes(refused) == ["agreement-parent-kind"]


def test_a_foreign_parent_is_not_there(desk: Desk, stranger: Persona) -> None:
    foreign = framework(Desk(stranger, desk.hospital))
    with pytest.raises(PermissionDenied):
        desk.draft(code="N", parent=foreign)


def test_a_party_stands_once(desk: Desk, organisations: Organisations) -> None:
    row = desk.draft()
    with pytest.raises(Refused) as refused:
        parties.add(actor=desk.school.actor, agreement=row, organisation=organisations.hospital, post="Giám đốc")
    assert codes(refused) == ["agreement-party-twice"]


def test_the_owner_and_whoever_owes_stay(desk: Desk, organisations: Organisations) -> None:
    row = desk.draft()
    actor = desk.school.actor
    terms.add_obligation(actor=actor, agreement=row, organisation=organisations.hospital, text="Báo cáo", due=today())
    for party, code in zip(
        Party.objects.visible_to(actor).filter(agreement=row).select_related("agreement", "organisation"),
        ("agreement-party-owner", "agreement-party-used"),
        strict=True,
    ):
        with pytest.raises(Refused) as refused:
            parties.remove(actor=actor, party=party)
        assert codes(refused) == [code]


def quota(desk: Desk, row: Agreement, organisations: Organisations, **changes: object) -> Quota:
    values = {"sender": organisations.school_a, "host": organisations.hospital, "year": today().year, "people": 10}
    return terms.add_quota(actor=desk.school.actor, agreement=row, **{**values, **changes})  # type: ignore[arg-type]


def test_quotas_refuse_what_makes_no_sense(desk: Desk, organisations: Organisations) -> None:
    row = desk.draft()
    quota(desk, row, organisations)
    cases: list[tuple[dict[str, object], str]] = [
        ({}, "agreement-quota-twice"),
        ({"people": -3, "level": "college"}, "agreement-negative"),
        ({"people": 0, "level": "college"}, "agreement-negative"),
        ({"people": 10**6, "level": "college"}, "agreement-too-much"),
        ({"year": 1999}, "agreement-quota-year"),
        ({"host": organisations.school_a}, "agreement-same-party"),
        ({"host": organisations.school_b}, "agreement-party-unknown"),
    ]
    for changes, code in cases:
        with pytest.raises(Refused) as refused:
            quota(desk, row, organisations, **changes)
        assert codes(refused) == [code]
    assert Quota.unscoped.count() == 1


def test_money_is_positive(desk: Desk, organisations: Organisations) -> None:
    row = desk.draft()
    for amount in (Decimal(0), Decimal(-5)):
        with pytest.raises(Refused) as refused:
            terms.add_fee(
                actor=desk.school.actor,
                agreement=row,
                payer=organisations.school_a,
                payee=organisations.hospital,
                amount=amount,
                unit="learner_week",
            )
        assert codes(refused) == ["agreement-negative"]


def test_the_checklist_must_be_written(desk: Desk) -> None:
    row = desk.draft(second_language="fr")
    states.send(actor=desk.school.actor, agreement=row)
    texts_now = {one.code: (one.text_vi, one.text_other) for one in Clause.unscoped.filter(agreement=row)}
    terms.set_clauses(actor=desk.school.actor, agreement=row, texts={**texts_now, "cost": ("", ""), "term": ("Có", "")})
    with pytest.raises(Refused) as refused:
        texts.freeze(actor=desk.school.actor, agreement=row)
    assert codes(refused) == ["agreement-clauses", "agreement-clauses-other"]


@pytest.mark.parametrize("subject", Subject.values)
def test_every_clause_has_its_names_and_texts(subject: str) -> None:
    for item in checklist(subject).items:
        assert set(item.titles) == set(item.texts) == {"vi", "en", "fr"}
        assert all(item.texts.values())


def test_terms_do_not_change_once_frozen(desk: Desk, organisations: Organisations) -> None:
    text = desk.reviewed()
    with pytest.raises(Refused) as refused:
        quota(desk, text.agreement, organisations)
    assert codes(refused) == ["agreement-not-open"]


def test_a_party_abroad_needs_an_approval(desk: Desk, organisations: Organisations) -> None:
    organisations.hospital.country = "FR"
    organisations.hospital.save()
    text = desk.reviewed()
    with pytest.raises(Refused) as refused:
        states.open_signing(actor=desk.school.actor, agreement=text.agreement)
    assert codes(refused) == ["agreement-approval"]


def test_two_of_a_kind_do_not_overlap(desk: Desk) -> None:
    desk.in_force()
    with pytest.raises(Refused) as refused:
        desk.to_sign(code="02")
    assert codes(refused) == ["agreement-overlap"]


def test_what_belongs_to_a_draft_is_not_in_force(desk: Desk) -> None:
    text = desk.to_sign(code="C", parent=framework(desk))
    desk.sign(text, desk.school)
    with pytest.raises(Refused) as refused:
        desk.sign(text, desk.hospital)
    assert codes(refused) == ["agreement-parent-state"]


def test_suspended_resumed_terminated_and_nothing_lost(desk: Desk) -> None:
    row = desk.in_force()
    states.suspend(actor=desk.hospital.actor, agreement=row, reason="Khoa sửa chữa")
    with pytest.raises(Refused) as refused:
        states.suspend(actor=desk.school.actor, agreement=row, reason="Lại")
    assert codes(refused) == ["agreement-state"]
    states.resume(actor=desk.school.actor, agreement=row, reason="Xong")
    with pytest.raises(Refused) as refused:
        states.terminate(actor=desk.school.actor, agreement=row, reason=" ", on=today())
    assert codes(refused) == ["agreement-reason"]
    done = states.terminate(actor=desk.school.actor, agreement=row, reason="Theo thỏa thuận", on=today())
    assert (done.state, done.until) == (State.TERMINATED, today())
    assert done.texts.model.unscoped.filter(agreement=row).exists()


def test_notice_comes_in_time(desk: Desk) -> None:
    near = desk.in_force(renewal="automatic", last=today() + timedelta(days=10), notice_days=30)
    with pytest.raises(Refused) as refused:
        states.give_notice(actor=desk.hospital.actor, agreement=near, reason="Không tiếp tục")
    assert codes(refused) == ["agreement-notice-late"]


def test_the_one_that_follows_begins_the_day_after(desk: Desk) -> None:
    row = desk.in_force()
    assert row.last is not None
    following = Following("02/HĐ", row.last + timedelta(days=365))
    made = renew(actor=desk.school.actor, agreement=row, following=following)
    assert (made.first, made.state, made.follows) == (row.last + timedelta(days=1), State.DRAFT, row)
    assert Party.unscoped.filter(agreement=made).count() == 2
    with pytest.raises(Refused) as refused:
        renew(actor=desk.school.actor, agreement=row, following=following)
    assert codes(refused) == ["agreement-successor"]


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 240))
def test_months_later_keeps_the_day_or_the_months_last(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
