from __future__ import annotations

from django.utils import translation

from tests.platform.personas import Organisations, World
from wardbridge.core.actors import Actor
from wardbridge.core.domain import organisations as verbs
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.models import AuditEntry, Organisation
from wardbridge.institutions.domain import directory
from wardbridge.institutions.domain.directory import DepartmentData, Names, SiteData
from wardbridge.institutions.models import Department, Discipline

SYSTEM = Actor.system()


def test_an_organisation_is_found_by_code_or_by_any_of_its_names(organisations: Organisations) -> None:
    for said in ("bv-mau", "Bệnh viện Mẫu", "BENH VIEN  MAU", "sample hospital", "Hôpital modèle"):
        found = verbs.find_or_create(actor=SYSTEM, kind=OrganisationKind.HOSPITAL, name=said)
        assert found == organisations.hospital


def test_a_school_of_a_hospitals_name_is_another_organisation(organisations: Organisations) -> None:
    made = verbs.find_or_create(actor=SYSTEM, kind=OrganisationKind.SCHOOL, name="Bệnh viện Mẫu")

    assert made.pk != organisations.hospital.pk
    assert AuditEntry.objects.filter(verb="organisation.create", object_id=str(made.uid)).count() == 1


def test_codes_made_of_names_do_not_collide(db: None) -> None:
    for kind in (OrganisationKind.SCHOOL, OrganisationKind.HOSPITAL, OrganisationKind.AUTHORITY):
        verbs.find_or_create(actor=SYSTEM, kind=kind, name="Đại học Y Dược Mẫu")

    codes = set(Organisation.objects.values_list("code", flat=True))
    assert codes == {"dai-hoc-y-duoc-mau", "dai-hoc-y-duoc-mau-2", "dai-hoc-y-duoc-mau-3"}


def test_the_same_directory_twice_changes_nothing(world: World) -> None:
    rows = [SiteData(world.organisations.hospital, "M1", Names("Cơ sở chính", "Main site", "Site principal"))]

    assert directory.upsert_sites(actor=SYSTEM, rows=rows).counts == {"created": 0, "changed": 0, "same": 1}


def test_changed_beds_are_stored_with_before_and_after(world: World) -> None:
    row = DepartmentData(world.site, "TM", Names("Khoa Tim mạch"), world.disciplines["cardiology"], "TM", beds=18)

    done = directory.upsert_departments(actor=SYSTEM, rows=[row])

    assert done.changed == ((world.site.pk, "TM"),)
    entry = AuditEntry.objects.get(verb="department.change")
    assert (entry.detail.before, entry.detail.after) == ({"beds": 30}, {"beds": 18})


def test_a_blank_name_erases_none(world: World) -> None:
    row = DepartmentData(world.site, "TM", Names("Khoa Tim mạch"), world.disciplines["cardiology"], "TM", beds=30)

    directory.upsert_departments(actor=SYSTEM, rows=[row])

    assert Department.objects.get(code="TM").name_en == "Cardiology"


def test_departments_of_one_code_at_two_sites_are_two(world: World) -> None:
    hospital = world.organisations.hospital
    other = directory.upsert_sites(actor=SYSTEM, rows=[SiteData(hospital, "M2", Names("Cơ sở 2"))]).rows[
        hospital.pk, "M2"
    ]
    row = DepartmentData(other, "TM", Names("Khoa Tim mạch"), world.disciplines["cardiology"])

    directory.upsert_departments(actor=SYSTEM, rows=[row])

    assert Department.objects.filter(code="TM").count() == 2


def test_a_name_falls_back_to_vietnamese_and_then_to_the_code(db: None) -> None:
    full = Discipline(code="cardiology", name_vi="Tim mạch", name_en="Cardiology")
    blank = Discipline(code="surgery")

    said = {}
    for language in ("vi", "en", "fr"):
        with translation.override(language):
            said[language] = (full.name, blank.name)

    assert said == {
        "vi": ("Tim mạch", "surgery"),
        "en": ("Cardiology", "surgery"),
        "fr": ("Tim mạch", "surgery"),
    }
