from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from tests.platform.personas import Organisations, Persona
from tests.platform.races import at_once
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.audit import Break
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.models import AuditDetail, AuditEntry, AuditSeal, Organisation, RowIsFinal


@pytest.fixture
def chain(organisations: Organisations) -> Organisation:
    """A hospital with three more entries about it, all sealed."""
    with transaction.atomic():
        for beds in (10, 20, 30):
            audit.record(
                actor=Actor.system(), verb="test.beds", target=organisations.hospital, before=None, after={"beds": beds}
            )
    audit.seal()
    return organisations.hospital


def raw(sql: str, *params: Any) -> None:
    """What somebody with the database's password does, past every guard of ours."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_an_entry_says_who_did_what_to_which_record(organisations: Organisations, hospital_office: Persona) -> None:
    with transaction.atomic():
        audit.record(
            actor=hospital_office.actor,
            verb="test.rename",
            target=organisations.hospital,
            before={"name": "A"},
            after={"name": "B"},
        )

    entry = AuditEntry.objects.get(verb="test.rename")
    assert entry.actor_id == hospital_office.user.pk
    assert entry.object_type == "core.organisation"
    assert entry.object_id == str(organisations.hospital.uid)
    assert (entry.detail.before, entry.detail.after) == ({"name": "A"}, {"name": "B"})


def test_a_whole_chain_verifies(chain: Organisation) -> None:
    verdict = audit.verify_chain()

    assert verdict.whole
    assert verdict.sealed == AuditEntry.objects.count()
    assert verdict.unsealed == 0


def test_sealing_again_changes_nothing(chain: Organisation) -> None:
    before = list(AuditSeal.objects.values_list("sequence", "digest"))

    assert audit.seal() == 0
    assert list(AuditSeal.objects.values_list("sequence", "digest")) == before


def test_entries_wait_for_their_seal_until_the_commit(organisations: Organisations) -> None:
    audit.seal()
    with transaction.atomic():
        audit.record(actor=Actor.system(), verb="test.now", target=organisations.hospital)

    assert audit.verify_chain().unsealed == 1


@pytest.mark.django_db(transaction=True)
def test_a_commit_seals(db: None) -> None:
    with transaction.atomic():
        row = Organisation.objects.create(code="x", kind=OrganisationKind.HOSPITAL)
        audit.record(actor=Actor.system(), verb="test.now", target=row)

    verdict = audit.verify_chain()
    assert (verdict.sealed, verdict.unsealed, verdict.whole) == (1, 0, True)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_leaves_no_entry(db: None) -> None:
    with transaction.atomic():
        row = Organisation.objects.create(code="x", kind=OrganisationKind.HOSPITAL)
        audit.record(actor=Actor.system(), verb="test.now", target=row)
        transaction.set_rollback(True)

    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_of_a_transaction_is_refused(db: None) -> None:
    row = Organisation.objects.create(code="x", kind=OrganisationKind.HOSPITAL)

    with pytest.raises(RuntimeError):
        audit.record(actor=Actor.system(), verb="test.now", target=row)


@pytest.mark.parametrize("change", [{"verb": "test.other"}, {"actor_id": 99}, {"object_id": "another"}])
def test_an_altered_entry_breaks_the_chain_there(chain: Organisation, change: dict[str, Any]) -> None:
    second = AuditSeal.objects.get(sequence=2)
    (column, value), *_ = change.items()

    raw(f"UPDATE core_auditentry SET {column} = %s WHERE id = %s", value, second.entry_id)  # noqa: S608

    assert audit.verify_chain().breaks == (Break(2, "link"),)


def test_an_altered_detail_breaks_the_chain_there(chain: Organisation) -> None:
    second = AuditSeal.objects.get(sequence=2)

    AuditDetail.objects.filter(entry=second.entry_id).update(after={"beds": 99})

    assert audit.verify_chain().breaks == (Break(2, "detail"),)


def test_a_removed_entry_breaks_the_chain_there(chain: Organisation) -> None:
    entry = AuditSeal.objects.get(sequence=2).entry_id
    for table in ("auditseal", "auditdetail"):
        raw(f"DELETE FROM core_{table} WHERE entry_id = %s", entry)  # noqa: S608
    raw("DELETE FROM core_auditentry WHERE id = %s", entry)

    assert Break(2, "missing") in audit.verify_chain().breaks


def test_a_chain_cut_short_shows(chain: Organisation) -> None:
    last = AuditSeal.objects.order_by("-sequence")[0]
    for table in ("auditseal", "auditdetail"):
        raw(f"DELETE FROM core_{table} WHERE entry_id = %s", last.entry_id)  # noqa: S608
    raw("DELETE FROM core_auditentry WHERE id = %s", last.entry_id)

    assert audit.verify_chain().breaks == (Break(last.sequence, "cut"),)


def test_erasure_empties_the_details_and_leaves_the_chain_whole(chain: Organisation) -> None:
    count = audit.erase(actor=Actor.system(), target=chain)
    audit.seal()

    assert count == 4
    details = AuditDetail.objects.exclude(erased_at=None)
    assert {(row.salt, row.before, row.after) for row in details} == {("", None, None)}
    assert audit.verify_chain().whole


def test_entries_and_seals_are_written_once(chain: Organisation) -> None:
    entry, seal = AuditEntry.objects.all()[0], AuditSeal.objects.all()[0]

    for row in (entry, seal):
        with pytest.raises(RowIsFinal):
            row.save()
        with pytest.raises(RowIsFinal):
            row.delete()
    for rows in (AuditEntry.objects.all(), AuditSeal.objects.all()):
        with pytest.raises(RuntimeError):
            rows.delete()
    with pytest.raises(RuntimeError):
        AuditEntry.objects.update(verb="other")
    with pytest.raises(RuntimeError):
        AuditSeal.objects.update(sequence=9)


@pytest.mark.django_db(transaction=True)
def test_offices_that_write_at_once_make_one_chain_without_gaps(db: None) -> None:
    row = Organisation.objects.create(code="x", kind=OrganisationKind.HOSPITAL)

    def write(number: int) -> None:
        for step in range(5):
            with transaction.atomic():
                audit.record(actor=Actor.system(), verb="test.race", target=row, after={"by": number, "step": step})

    at_once(write, 4)

    audit.seal()
    verdict = audit.verify_chain()
    assert (verdict.sealed, verdict.unsealed, verdict.breaks) == (20, 0, ())
