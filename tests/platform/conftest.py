"""Fixtures that all tests of the platform share: the tiny world and its personas (`personas.py`)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from tests.platform import personas
from tests.platform.personas import Organisations, Persona, World
from tests.platform.published import Published, publish
from wardbridge.core import worker
from wardbridge.core.enums import Role


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def organisations(db: None) -> Organisations:
    return personas.make_organisations()


@pytest.fixture
def world(organisations: Organisations) -> World:
    return personas.make_world(organisations)


@pytest.fixture
def published(world: World) -> Published:
    """A round of the tiny world in force since this week's Monday (`published.py`)."""
    return publish(world)


@pytest.fixture
def ward_reader(organisations: Organisations) -> Persona:
    """Reads the wards of the hospital."""
    return personas.make_persona("ward-reader", organisation=organisations.hospital, role=Role.WARD)


@pytest.fixture
def coordinator(organisations: Organisations) -> Persona:
    """Runs rounds for the health authority."""
    return personas.make_persona("coordinator", organisation=organisations.authority)


@pytest.fixture
def hospital_office(organisations: Organisations) -> Persona:
    return personas.make_persona("hospital-office", organisation=organisations.hospital)


@pytest.fixture
def school_office(organisations: Organisations) -> Persona:
    """The placement office of school A."""
    return personas.make_persona("school-a-office", organisation=organisations.school_a)


@pytest.fixture
def other_school_office(organisations: Organisations) -> Persona:
    """The placement office of school B."""
    return personas.make_persona("school-b-office", organisation=organisations.school_b)


@pytest.fixture
def authority_viewer(organisations: Organisations) -> Persona:
    """Reads the province's figures; no names."""
    return personas.make_persona("authority-viewer", organisation=organisations.authority, role=Role.VIEWER)


@pytest.fixture
def ward_supervisor(world: World) -> Persona:
    """Teaches in cardiology; no membership, found by his person."""
    return personas.link(personas.make_persona("supervisor"), world.supervisors["GV1"].person)


@pytest.fixture
def learner(world: World) -> Persona:
    """The first learner of school A (student code SV1)."""
    return personas.link(personas.make_persona("learner"), world.person("A-SV1"))


@pytest.fixture
def stranger(organisations: Organisations) -> Persona:
    """Office of a hospital that has no part in the round: every page of the others is a 404 to him."""
    return personas.make_persona("stranger", organisation=organisations.other_hospital)


@pytest.fixture
def run_tasks() -> Callable[[], None]:
    """Run the real worker until its queue is empty, as `serve` does in a process of its own."""

    return lambda: worker.run(batch=True)
