"""Scoring, ranking, nominating: blind, free of conflicts, by the published draw, within the quota."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256

import pytest
from django.db import DatabaseError, connection, transaction

from tests.platform.exchange.scene import Scene
from tests.platform.personas import World
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.exchange.domain import calls, consents, nominating, path, ranking, reviewing
from wardbridge.exchange.enums import ConflictGround, FellowshipState, Purpose
from wardbridge.exchange.models import Application, Call, Conflict, Fellowship, Ranking, RankLine, Review, Reviewer
from wardbridge.mobility.words import why
from wardbridge.people.models import Person


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as found:
        act()
    return [reason.code for reason in found.value.reasons]


def ranked(scene: Scene) -> dict[str, RankLine]:
    """Rank the call; given name → line."""
    scene.close()
    ranking.rank(actor=scene.sender.actor, call=scene.call)
    lines = RankLine.unscoped.select_related("application__person", "place__quota", "ranking__call")
    return {line.application.person.given: line for line in lines}


def test_a_reviewer_who_heads_the_applicants_department_is_refused(scene: Scene, world: World) -> None:
    row = scene.sent("Ước", department=world.cardiology)
    Reviewer.unscoped.filter(user=scene.reviewers[0].user).update(department=world.cardiology, head=True)
    Reviewer.unscoped.filter(user=scene.reviewers[1].user).update(department=world.surgery, head=True)

    with pytest.raises(Refused) as found:
        scene.score(row)
    assert found.value.texts == ["You can't score this application: head of the applicant's department."]
    scene.score(row, by=1)


def test_a_declared_conflict_takes_the_application_away(scene: Scene) -> None:
    row = scene.sent("Ước")
    actor = scene.reviewers[0].actor
    reviewing.declare(actor=actor, application=row, words="Em họ")

    assert Conflict.unscoped.get().ground == ConflictGround.DECLARED
    assert codes(lambda: scene.score(row)) == ["review-conflict"]
    assert not Application.objects.visible_to(actor).exists()
    assert Application.objects.visible_to(scene.reviewers[1].actor).exists()


def test_scores_are_blind_until_the_call_is_ranked(scene: Scene) -> None:
    row = scene.sent("Ước")
    calls.appoint_reviewer(actor=scene.sender.actor, call=scene.call, user=scene.sender.user)
    scene.score(row)
    before = [Review.objects.visible_to(one.actor).count() for one in (*scene.reviewers, scene.sender)]
    ranked(scene)
    after = [Review.objects.visible_to(one.actor).count() for one in (*scene.reviewers, scene.sender)]

    assert (before, after) == ([1, 0, 0], [1, 0, 1])


def test_points_outside_the_rubric_are_refused_with_every_line(scene: Scene) -> None:
    row = scene.sent("Ước")
    first = scene.criteria[0].pk
    act = lambda: reviewing.score(  # noqa: E731
        actor=scene.reviewers[0].actor, application=row, points={first: Decimal(11)}, words=" "
    )

    assert codes(act) == ["review-score", "review-score-missing", "exchange-words"]


def test_a_sent_review_stays(scene: Scene) -> None:
    row = scene.sent("Ước")
    scene.score(row)

    assert codes(lambda: scene.score(row, points=1)) == ["review-sent"]
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_review SET total = 20")


def test_merit_first_then_the_published_draw_over_the_places_wished_for(scene: Scene) -> None:
    applications = {name: scene.sent(name) for name in ("An", "Bình", "Chi", "Dung")}
    for name, points in (("An", 9), ("Bình", 7), ("Chi", 7), ("Dung", 5)):
        scene.score(applications[name], points=points)
    lines = ranked(scene)
    tied = sorted(("Bình", "Chi"), key=lambda name: sha256(f"NT-2027:{applications[name].uid}".encode()).hexdigest())

    assert [name for name, _line in sorted(lines.items(), key=lambda item: item[1].position)] == [
        "An", *tied, "Dung",
    ]  # fmt: skip
    first, second = scene.places
    assert {name: line.place for name, line in lines.items()} == {
        "An": first, tied[0]: first, tied[1]: second, "Dung": None,
    }  # fmt: skip


def test_a_candidate_reads_why_in_words(scene: Scene) -> None:
    for name, points in (("An", 9), ("Bình", 8), ("Chi", 6)):
        scene.score(scene.sent(name, wishes=[0]), points=points)
    line = ranked(scene)["Chi"]
    nominating.nominate(actor=scene.sender.actor, call=scene.call)
    line.ranking.call.refresh_from_db()
    user = line.application.person.user
    assert user is not None

    actor = Actor.of(user)
    assert RankLine.objects.visible_to(actor).count() == 1
    assert why(actor, line) == ["CHU Mẫu took 2; the last of them had the score 16, you have 12."]


def test_a_call_is_ranked_after_its_deadline_with_every_review(scene: Scene) -> None:
    scene.score(scene.sent("An"))
    scene.sent("Bình")
    rank = lambda: ranking.rank(actor=scene.sender.actor, call=scene.call)  # noqa: E731

    assert codes(rank) == ["call-not-closed"]
    scene.close()
    assert codes(rank) == ["call-unreviewed"]
    assert not Ranking.unscoped.exists()


def test_below_the_least_points_there_is_no_place(scene: Scene) -> None:
    Call.unscoped.filter(pk=scene.call.pk).update(minimum=15)
    scene.score(scene.sent("An"), points=6)
    line = ranked(scene)["An"]

    assert line.place is None
    assert why(scene.sender.actor, line) == ["You have 12 points; the call asks for at least 15."]


def test_nobodys_file_goes_abroad_without_his_consent(scene: Scene) -> None:
    row = scene.sent("An")
    scene.score(row)
    ranked(scene)

    consents.withdraw(
        actor=Actor.of(row.person.user), person=row.person, organisation=scene.home, purpose=Purpose.TRANSFER
    )
    act = lambda: nominating.nominate(actor=scene.sender.actor, call=scene.call)  # noqa: E731

    assert codes(act) == ["nomination-consent"]
    assert not Fellowship.unscoped.exists()


def put(scene: Scene, name: str, waived: str = "") -> Fellowship:
    person = Person.unscoped.create(given=name, synthetic=True)
    stay = path.Stay(person=person, quota=scene.quotas[1], first=scene.call.first, last=scene.call.last, track="dfms")
    return nominating.put_forward(actor=scene.sender.actor, stay=stay, waived=waived)


def test_above_the_quota_only_by_name(scene: Scene) -> None:
    first = put(scene, "An")
    assert codes(lambda: put(scene, "Bình")) == ["nomination-quota"]
    waived = put(scene, "Chi", "Bên tiếp nhận mời thêm")
    path.withdraw(actor=scene.sender.actor, fellowship=first, reason="Đổi ý")
    path.withdraw(actor=scene.sender.actor, fellowship=waived, reason="Đổi ý")
    freed = put(scene, "Dung", "không cần")

    assert (waived.waived, freed.waived) == ("Bên tiếp nhận mời thêm", "")
    assert freed.state == FellowshipState.NOMINATED


def test_a_call_never_offers_more_than_the_quota(scene: Scene) -> None:
    other = calls.open_call(
        actor=scene.sender.actor,
        owner=scene.home,
        terms=calls.Terms(
            code="NT-2",
            name_vi="Đợt hai",
            who=scene.call.who,
            track=scene.call.track,
            first=scene.call.first,
            last=scene.call.last,
            deadline=scene.call.deadline,
        ),
    )
    act = lambda: calls.offer_place(actor=scene.sender.actor, call=other, quota=scene.quotas[0], places=1)  # noqa: E731

    assert codes(act) == ["call-quota-full"]
