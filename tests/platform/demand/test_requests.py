"""A request from its draft to its end: who may do what, once, and what it takes of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Max

from tests.platform.demand.conftest import Side, monday
from tests.platform.personas import Persona, World
from wardbridge.agreements.models import Agreement
from wardbridge.capacity.models import Claim, Offer
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import AuditEntry
from wardbridge.demand.domain import answering, asking, watch
from wardbridge.demand.domain.answering import Conditions, Grounds
from wardbridge.demand.domain.asking import Wanted
from wardbridge.demand.domain.filing import LineData
from wardbridge.demand.enums import State
from wardbridge.demand.models import Request, Step
from wardbridge.institutions.models import Department, Site
from wardbridge.notices.models import Notice

pytestmark = pytest.mark.usefixtures("agreements", "eight_places")


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [reason.code for reason in refused.value.reasons]


def stored(row: Request) -> Request:
    return Request.objects.visible_to(Actor.system()).select_related("terms").get(pk=row.pk)


def claims(row: Request) -> int | None:
    """The most that the request holds of any limit."""
    found: int | None = Claim.objects.filter(holder__endswith=str(row.uid)).aggregate(most=Max("amount"))["most"]
    return found


@pytest.fixture
def other_site(world: World) -> Site:
    """A site of another hospital that trains cardiology too."""
    site = Site.objects.create(organisation=world.organisations.other_hospital, code="K1", name_vi="Cơ sở khác")
    Department.objects.create(
        site=site, code="TM", name_vi="Khoa Tim mạch", discipline=world.disciplines["cardiology"], beds=20
    )
    return site


def test_accepted_as_asked_takes_its_places_once(side_a: Side, hospital_office: Persona, world: World) -> None:
    row = side_a.ask()
    for _press in range(2):
        answering.accept(actor=hospital_office.actor, request=row)

    done = stored(row)
    assert (done.state, done.due, done.terms and done.terms.department) == (State.ACCEPTED, None, world.cardiology)
    assert Claim.objects.filter(holder=f"request:{row.uid}", limit__kind="offer").count() == 2 * 4
    assert claims(row) == 18  # six university learners weigh 3 of a teacher's 30 each
    assert [step.after for step in Step.objects.visible_to(side_a.office.actor)] == ["sent", "accepted"]
    verbs = AuditEntry.objects.filter(object_type="demand.request").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["request.write", "request.sent", "request.accepted"]


def test_sent_twice_is_sent_once(side_a: Side) -> None:
    line, wanted = side_a.line(), side_a.wanted()
    first, second = (asking.ask(actor=side_a.office.actor, line=line, wanted=wanted) for _press in range(2))

    assert first.pk == second.pk
    assert Notice.unscoped.filter(kind="demand.moved").count() == 0  # nobody sits in the hospital's office yet


def test_conditions_are_held_until_the_school_takes_them(side_a: Side, hospital_office: Persona, world: World) -> None:
    row = side_a.ask()
    terms = Conditions(4, monday() + timedelta(weeks=1), 3, teacher=world.supervisors["GV1"], words="Chỉ buổi sáng")
    answering.accept_if(actor=hospital_office.actor, request=row, conditions=terms)
    held = claims(row)
    for _press in range(2):
        asking.agree(actor=side_a.office.actor, request=row)

    done = stored(row)
    assert (held, claims(row), done.state) == (12, 12, State.ACCEPTED)
    assert done.terms is not None
    assert (done.terms.learners, done.terms.weeks, done.terms.words) == (4, 3, "Chỉ buổi sáng")
    assert Notice.unscoped.filter(kind="demand.moved", user=side_a.office.user).count() == 1


def test_conditions_not_taken_give_the_places_back(side_a: Side, hospital_office: Persona) -> None:
    row = side_a.ask()
    answering.accept_if(actor=hospital_office.actor, request=row, conditions=Conditions(4, monday(), 4))
    asking.disagree(actor=side_a.office.actor, request=row, words="Cần đủ sáu người")

    assert (stored(row).state, stored(row).terms, claims(row)) == (State.SENT, None, None)
    answering.accept(actor=hospital_office.actor, request=row)
    assert stored(row).state == State.ACCEPTED


def test_redirected_and_followed(side_a: Side, hospital_office: Persona, other_site: Site) -> None:
    row = side_a.ask()
    answering.redirect(actor=hospital_office.actor, request=row, site=other_site, words="Bên đó còn chỗ")
    uid = uuid4()
    first, second = (asking.follow(actor=side_a.office.actor, request=row, uid=uid) for _press in range(2))

    assert stored(row).state == State.REDIRECTED
    assert (first.pk, first.site, first.follows_id, first.state) == (second.pk, other_site, row.pk, State.SENT)


def test_declined_with_a_code_of_the_list(side_a: Side, hospital_office: Persona) -> None:
    row, actor = side_a.ask(), hospital_office.actor

    assert codes(lambda: answering.decline(actor=actor, request=row, reason="nó", proposal="later")) == [
        "request-reason"
    ]
    assert codes(lambda: answering.decline(actor=actor, request=row, reason="other", proposal="later")) == [
        "request-words"
    ]
    assert codes(lambda: answering.decline(actor=actor, request=row, reason="full", proposal="")) == [
        "request-proposal"
    ]
    assert codes(lambda: answering.decline(actor=actor, request=row, reason="full", proposal="site")) == [
        "request-proposed-site"
    ]
    answering.decline(actor=actor, request=row, reason="full", proposal="later")
    done = stored(row)
    assert (done.state, done.reason, done.edition, done.proposal) == (State.DECLINED, "full", "2025-01", "later")
    assert codes(lambda: answering.accept(actor=actor, request=row)) == ["request-state"]


def test_withdrawn_gives_back_what_it_held(side_a: Side, hospital_office: Persona) -> None:
    row = side_a.ask()
    answering.accept(actor=hospital_office.actor, request=row)
    asking.withdraw(actor=side_a.office.actor, request=row, words="Đổi kế hoạch")

    assert (stored(row).state, claims(row)) == (State.WITHDRAWN, None)


def test_each_side_does_its_own_part(side_a: Side, side_b: Side, hospital_office: Persona, stranger: Persona) -> None:
    row = side_a.ask()
    for persona in (side_a.office, stranger, side_b.office):
        with pytest.raises(PermissionDenied):
            answering.accept(actor=persona.actor, request=row)
    for persona in (hospital_office, side_b.office):
        with pytest.raises(PermissionDenied):
            asking.withdraw(actor=persona.actor, request=row)


def test_a_draft_is_the_schools_own(side_a: Side, hospital_office: Persona, stranger: Persona) -> None:
    row = asking.write(actor=side_a.office.actor, line=side_a.line(), wanted=side_a.wanted())
    before = Request.objects.visible_to(hospital_office.actor).count()
    asking.send(actor=side_a.office.actor, request=row)

    assert (before, Request.objects.visible_to(hospital_office.actor).count()) == (0, 1)
    assert not Request.objects.visible_to(stranger.actor).exists()


def test_preferences_become_drafts_once(side_a: Side) -> None:
    demand = side_a.demand()
    made = asking.prepare(actor=side_a.office.actor, demand=demand)
    again = asking.prepare(actor=side_a.office.actor, demand=demand)

    assert [(one.site, one.learners, one.state) for one in made] == [(side_a.world.site, 6, State.DRAFT)]
    assert again == []


def test_no_more_than_the_ledger_has(side_a: Side, side_b: Side, hospital_office: Persona) -> None:
    first, second = side_a.ask(), side_b.ask()
    actor, why = hospital_office.actor, Grounds(departure="Đã hẹn trước")
    answering.accept(actor=actor, request=first, grounds=why)

    refused = codes(lambda: answering.accept(actor=actor, request=second))
    assert refused == ["request-places"] * 12  # in each of four weeks the offer, and the teachers' two nested rows
    assert (stored(second).state, claims(second)) == (State.SENT, None)


def test_the_law_binds_where_no_offer_stands(
    side_a: Side, hospital_office: Persona, eight_places: Offer, world: World
) -> None:
    eight_places.delete()
    data = side_a.demand(lines=(_line(world, 11),))
    row = asking.ask(actor=side_a.office.actor, line=side_a.line(data), wanted=Wanted(world.site, 11, monday(), 4))

    assert codes(lambda: answering.accept(actor=hospital_office.actor, request=row)) == ["request-places"] * 8


def _line(world: World, learners: int) -> LineData:
    return LineData(world.disciplines["cardiology"], learners, monday(), 4)


def test_without_an_agreement_only_with_a_reason(world: World, side_a: Side, hospital_office: Persona) -> None:
    Agreement.unscoped.all().update(ended_on=monday())
    row, actor = side_a.ask(), hospital_office.actor

    assert codes(lambda: answering.accept(actor=actor, request=row)) == ["request-no-agreement"]
    answering.accept(actor=actor, request=row, grounds=Grounds(waiver="Ký trong tuần"))
    step = Step.objects.visible_to(actor).get(after="accepted")
    assert (step.waiver, step.actor) == ("Ký trong tuần", hospital_office.user)


def test_beyond_its_share_only_with_a_reason(side_a: Side, side_b: Side, hospital_office: Persona) -> None:
    first, _second = side_a.ask(), side_b.ask()
    actor = hospital_office.actor

    assert codes(lambda: answering.accept(actor=actor, request=first)) == ["request-share"]
    answering.accept_if(actor=actor, request=first, conditions=Conditions(4, monday(), 4))
    assert stored(first).state == State.CONDITIONS


def test_reminded_once_a_step_and_expired_after_the_day(side_a: Side, hospital_office: Persona) -> None:
    row = side_a.ask()
    due = stored(row).due
    assert due is not None
    for day in (due - timedelta(days=7), due - timedelta(days=7), due - timedelta(days=6), due - timedelta(days=1)):
        watch.look(day)
    reminders = Notice.unscoped.filter(kind="demand.due", user=hospital_office.user).count()
    watch.look(due + timedelta(days=1))
    watch.look(due + timedelta(days=1))

    assert reminders == 2
    assert stored(row).state == State.EXPIRED
    assert Step.objects.visible_to(hospital_office.actor).filter(after="expired").count() == 1


def test_conditions_that_nobody_took_expire_and_free_the_places(side_a: Side, hospital_office: Persona) -> None:
    row = side_a.ask()
    answering.accept_if(actor=hospital_office.actor, request=row, conditions=Conditions(4, monday(), 4))
    due = stored(row).due
    assert due is not None
    watch.look(due + timedelta(days=1))

    assert (stored(row).state, claims(row)) == (State.EXPIRED, None)
