"""The round itself: its calendar, what counts in it, who takes part, offers, wishes and locks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Model

from wardbridge.capacity.domain import offers
from wardbridge.capacity.models import Offer, SiteQuota
from wardbridge.cohorts.domain.sharing import share
from wardbridge.cohorts.enums import ShareGround
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.core.upserts import set_links
from wardbridge.planning.bridge import PlaceRow, RoundBook
from wardbridge.planning.domain.imports.masters import Masters
from wardbridge.planning.enums import LockOrigin, RoundState
from wardbridge.planning.models import Lock, Participant, Round, RoundParty, Wish

BATCH = 500


def write_round(actor: Actor, owner: Organisation, book: RoundBook, made: Masters) -> Round:
    """Bring the round to what the book says."""
    round_ = _round(actor, owner, book)
    for name, rows in (
        ("site", made.sites.values()),
        ("department", made.departments.values()),
        ("supervisor", made.supervisors),
        ("programme", made.programmes.values()),
        ("group", made.groups),
    ):
        _link(actor, round_, name, rows)
    _parties(round_, made)
    _places(actor, round_, book, made)
    people = _participants(actor, round_, made)
    _wishes(actor, book, made, people)
    _locks(actor, book, made, people)
    return round_


def _round(actor: Actor, owner: Organisation, book: RoundBook) -> Round:
    row = book.round
    values: dict[str, Any] = {
        "first_day": row.first_day,
        "weeks": row.weeks,
        "holidays": [day.isoformat() for day in row.holidays],
        "max_sites": row.max_sites_per_learner,
        "synthetic": row.synthetic,
        **{f"name_{lang}": text for lang in ("vi", "en", "fr") if (text := getattr(row.name, lang))},
    }
    round_ = Round.unscoped.select_for_update().filter(owner=owner, code=row.code).first()
    if round_ is None:
        round_ = Round.unscoped.create(owner=owner, code=row.code, state=RoundState.PLANNING, **values)
        audit.record(actor=actor, verb="round.create", target=round_, after=values)
        return round_
    before = {name: getattr(round_, name) for name in values}
    Round.unscoped.filter(pk=round_.pk).update(data_version=F("data_version") + 1, **values)
    if before != values:
        audit.record(actor=actor, verb="round.change", target=round_, before=before, after=values)
    round_.refresh_from_db()
    return round_


def _link(actor: Actor, round_: Round, name: str, rows: Iterable[Model]) -> None:
    """Make the records of one kind that count in the round exactly these."""
    through = getattr(Round, f"{name}s").through
    set_links(
        actor=actor,
        verb=f"round.{name}s",
        through=through,
        columns=("round_id", f"{'sitequota' if name == 'quota' else name}_id"),
        wanted={round_: [row.pk for row in rows]},
    )


def _parties(round_: Round, made: Masters) -> None:
    """The owner, the hospitals and schools, and the authorities above them take part."""
    taking_part = {round_.owner_id}
    for organisation in made.organisations.values():
        taking_part.add(organisation.pk)
        if organisation.parent_id:
            taking_part.add(organisation.parent_id)
    RoundParty.objects.filter(round=round_).exclude(organisation__in=taking_part).delete()
    RoundParty.objects.bulk_create(
        [RoundParty(round=round_, organisation_id=one) for one in sorted(taking_part)], ignore_conflicts=True
    )


def _places(actor: Actor, round_: Round, book: RoundBook, made: Masters) -> None:
    said = [(row, _place(row, made)) for row in book.places]
    said_offers = [
        figures | {"department": made.departments[row.department]} for row, figures in said if row.department
    ]
    said_quotas = [figures | {"site": made.sites[row.site]} for row, figures in said if not row.department]
    kept = offers.set_offers(actor=actor, stored=Offer.objects.filter(rounds=round_), wanted=said_offers)
    _link(actor, round_, "offer", kept)
    quotas = offers.set_quotas(actor=actor, stored=SiteQuota.objects.filter(rounds=round_), wanted=said_quotas)
    _link(actor, round_, "quota", quotas)


def _place(row: PlaceRow, made: Masters) -> dict[str, Any]:
    return {
        "programme": made.programmes[row.programme] if row.programme else None,
        "level": row.level.value if row.level else "",
        "first": row.first,
        "last": row.last,
        "minimum": row.minimum,
        "maximum": row.maximum,
    }


def _participants(actor: Actor, round_: Round, made: Masters) -> dict[str, Participant]:
    """Student code → who takes part; those whom the book does not name leave the round with their blocks."""
    stored = {row.enrolment_id: row for row in Participant.objects.filter(round=round_)}
    wanted = {row.pk: code for code, row in made.learners.items()}
    gone = [row for key, row in stored.items() if key not in wanted]
    audit.record_many(
        actor=actor,
        verb="participant.remove",
        changes=[audit.Change(row, {"enrolment": row.enrolment_id}, None) for row in gone],
    )
    Participant.objects.filter(pk__in=[row.pk for row in gone]).delete()
    fresh = [Participant(round=round_, enrolment_id=key) for key in wanted if key not in stored]
    Participant.objects.bulk_create(fresh, batch_size=BATCH)
    audit.record_many(
        actor=actor,
        verb="participant.create",
        changes=[audit.Change(row, None, {"enrolment": row.enrolment_id}) for row in fresh],
    )
    share(
        actor=actor,
        enrolments=made.learners.values(),
        organisation=round_.owner,
        ground=ShareGround.ROUND,
        record=str(round_.uid),
    )
    rows = [*fresh, *(row for key, row in stored.items() if key in wanted)]
    return {wanted[row.enrolment_id]: row for row in rows}


def _wishes(actor: Actor, book: RoundBook, made: Masters, people: dict[str, Participant]) -> None:
    programme_of = {row.code: row.programme for row in book.learners}
    wanted: dict[int, list[Wish]] = defaultdict(list)
    for row in book.wishes:
        participant = people[row.learner]
        wanted[participant.pk].append(
            Wish(
                participant=participant,
                rank=row.rank,
                site=made.sites[row.site] if row.site else None,
                discipline=made.disciplines[row.discipline] if row.discipline else None,
                department=made.departments[row.department] if row.department else None,
                track=made.tracks[programme_of[row.learner], row.track] if row.track else None,
            )
        )
    stored: dict[int, list[Wish]] = defaultdict(list)
    for wish in Wish.objects.filter(participant__in=[row.pk for row in people.values()]):
        stored[wish.participant_id].append(wish)
    changed = [row for row in people.values() if _said(stored[row.pk]) != _said(wanted[row.pk])]
    Wish.objects.filter(participant__in=[row.pk for row in changed]).delete()
    Wish.objects.bulk_create([wish for row in changed for wish in wanted[row.pk]], batch_size=BATCH)
    audit.record_many(
        actor=actor,
        verb="participant.wishes",
        changes=[
            audit.Change(row, {"wishes": _said(stored[row.pk])}, {"wishes": _said(wanted[row.pk])}) for row in changed
        ],
    )


def _said(wishes: Iterable[Wish]) -> list[list[int | None]]:
    rows = ([w.rank, w.site_id, w.discipline_id, w.department_id, w.track_id] for w in wishes)
    return sorted(rows, key=lambda row: [value or 0 for value in row])


def _locks(actor: Actor, book: RoundBook, made: Masters, people: dict[str, Participant]) -> None:
    """Locks of the workbook; those set on the board stay."""
    wanted = {
        (people[row.learner].pk, made.departments[row.department].pk, row.first, row.last): row.reason
        for row in book.locks
    }
    stored = {
        (row.participant_id, row.department_id, row.first, row.last): row
        for row in Lock.objects.filter(participant__in=[row.pk for row in people.values()])
    }
    changes = []
    for key, row in stored.items():
        if row.origin == LockOrigin.WORKBOOK and key not in wanted:
            changes.append(audit.Change(row, {"first": row.first, "last": row.last}, None))
    Lock.objects.filter(pk__in=[change.target.pk for change in changes]).delete()
    for key, reason in wanted.items():
        row, fresh = Lock.objects.update_or_create(
            participant_id=key[0],
            department_id=key[1],
            first=key[2],
            last=key[3],
            defaults={"reason": reason, "origin": LockOrigin.WORKBOOK},
        )
        if fresh:
            changes.append(audit.Change(row, None, {"first": row.first, "last": row.last, "reason": reason}))
    audit.record_many(actor=actor, verb="lock.import", changes=changes)
