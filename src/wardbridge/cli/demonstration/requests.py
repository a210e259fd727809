"""The fictitious school asks the fictitious hospital: one request agreed on conditions, one waiting, one declined."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid5

from wardbridge.cli.demonstration.intake import PROGRAMME
from wardbridge.cli.demonstration.organisations import MADE_UP_HOSPITAL, MADE_UP_SCHOOL, organisation
from wardbridge.cohorts.models import Programme
from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind
from wardbridge.demand.domain import answering, asking, filing, talking
from wardbridge.demand.domain.answering import Conditions
from wardbridge.demand.domain.asking import Wanted
from wardbridge.demand.domain.filing import DemandData, LineData
from wardbridge.demand.enums import Shift
from wardbridge.demand.models import Demand, Line, Request
from wardbridge.institutions.models import Discipline
from wardbridge.planning.models import Round

COHORT, SIZE = "K-MAU-2", 24
MADE = UUID("6f0c4f52-4c07-4d0c-9d1c-0f5f2a8d9b11")
"""From it each record's uid is made, so that a second call finds what the first one wrote."""

WEEKS = 4


def ask(round_: Round) -> None:
    """Demand and requests for the weeks after `round_`; made once."""
    actor = Actor.system()
    school = organisation(OrganisationKind.SCHOOL, MADE_UP_SCHOOL[1])
    hospital = organisation(OrganisationKind.HOSPITAL, MADE_UP_HOSPITAL[1])
    if Demand.unscoped.filter(school=school).exists():
        return
    site = hospital.sites.get()
    first = round_.last_day + timedelta(days=1)
    lines = [_line("general-internal", 10, first), _line("general-internal", 6, first + timedelta(weeks=WEEKS)),
             _line("general-surgery", 8, first)]  # fmt: skip
    programme = Programme.unscoped.select_related("school").get(school=school, code=PROGRAMME)
    data = DemandData(
        programme, COHORT, SIZE, lines, sites=[site], notes="Nhu cầu mẫu, không có thật", uid=uuid5(MADE, COHORT)
    )
    demand = filing.file(actor=actor, demand=filing.write(actor=actor, school=school, data=data))
    sent = [
        asking.ask(
            actor=actor,
            line=line,
            wanted=Wanted(site, line.learners, line.first, line.weeks, uid=uuid5(MADE, f"{COHORT} {line.pk}")),
            words="Kính đề nghị bệnh viện tiếp nhận (mẫu)",
        )
        for line in Line.unscoped.filter(demand=demand).select_related("discipline").order_by("pk")
    ]
    _answer(actor, sent)


def _line(discipline: str, learners: int, first: date) -> LineData:
    return LineData(Discipline.objects.get(code=discipline), learners, first, WEEKS)


def _answer(actor: Actor, sent: list[Request]) -> None:
    """The first is agreed on conditions, the second waits, the third is declined."""
    agreed, _waiting, declined = sent
    fewer = Conditions(
        8, agreed.first, agreed.weeks, shift=Shift.MORNING, words="Khoa chỉ nhận buổi sáng, tám người (mẫu)"
    )
    answering.accept_if(actor=actor, request=agreed, conditions=fewer)
    said = "Cảm ơn bệnh viện; hai em còn lại nhà trường sẽ bố trí nơi khác (mẫu)"
    talking.say(actor=actor, request=agreed, text=said, uid=uuid5(MADE, said))
    asking.agree(actor=actor, request=agreed)
    words = "Khoa Ngoại đang giảm số giường (mẫu)"
    answering.decline(actor=actor, request=declined, reason="beds", proposal="later", words=words)
