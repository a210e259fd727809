from __future__ import annotations

from datetime import date

import pytest

from tests.platform.personas import Organisations, Persona
from wardbridge.research.domain import projects, techniques
from wardbridge.research.domain.projects import Plan
from wardbridge.research.domain.techniques import Wish
from wardbridge.research.models import Project, Technique


@pytest.fixture
def project(hospital_office: Persona, organisations: Organisations) -> Project:
    plan = Plan(code="NC-1", name_vi="Nghiên cứu mẫu", first=date(2026, 1, 1), data_abroad=True, synthetic=True)
    return projects.propose(actor=hospital_office.actor, owner=organisations.hospital, plan=plan, post="Trưởng khoa")


@pytest.fixture
def technique(hospital_office: Persona, organisations: Organisations) -> Technique:
    wish = Wish(code="KT-1", name_vi="Kỹ thuật mẫu", need="Người bệnh phải chuyển tuyến", synthetic=True)
    return techniques.state_need(
        actor=hospital_office.actor,
        owner=organisations.hospital,
        source=organisations.other_hospital,
        wish=wish,
        on=date(2025, 1, 10),
    )
