"""Who takes part in the sample round: real institutions, by name only."""

from __future__ import annotations

from wardbridge.core.actors import Actor
from wardbridge.core.domain import accounts, organisations
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.models import Organisation, User

AUTHORITY = (
    "so-y-te-quang-ninh",
    "Sở Y tế Quảng Ninh",
    "Quang Ninh Department of Health",
    "Direction de la santé de Quang Ninh",
)
SCHOOL = (
    "dai-hoc-y-duoc-hai-phong",
    "Trường Đại học Y Dược Hải Phòng",
    "Hai Phong University of Medicine and Pharmacy",
    "Université de médecine et de pharmacie de Hai Phong",
)
HOSPITALS = (
    (
        "bvdk-tinh-quang-ninh",
        "Bệnh viện Đa khoa tỉnh Quảng Ninh",
        "Quang Ninh Provincial General Hospital",
        "Hôpital général provincial de Quang Ninh",
    ),
    ("bv-bai-chay", "Bệnh viện Bãi Cháy", "Bai Chay Hospital", "Hôpital de Bai Chay"),
    (
        "bv-san-nhi-quang-ninh",
        "Bệnh viện Sản Nhi Quảng Ninh",
        "Quang Ninh Obstetrics and Pediatrics Hospital",
        "Hôpital d'obstétrique et de pédiatrie de Quang Ninh",
    ),
)
COORDINATOR = "coordinator"


def authority() -> Organisation:
    """The province's health authority, with the hospitals and the school that it may write for."""
    owner = _made(OrganisationKind.AUTHORITY, AUTHORITY, None)
    for names in HOSPITALS:
        _made(OrganisationKind.HOSPITAL, names, owner)
    _made(OrganisationKind.SCHOOL, SCHOOL, owner)
    return owner


def _made(kind: OrganisationKind, names: tuple[str, str, str, str], parent: Organisation | None) -> Organisation:
    code, vi, en, fr = names
    found = organisations.find(kind=kind, said=vi)
    return found or organisations.create(
        actor=Actor.system(), kind=kind, code=code, name_vi=vi, name_en=en, name_fr=fr, parent=parent
    )


def organisation(kind: OrganisationKind, name: str) -> Organisation:
    """An organisation of the sample by its Vietnamese name; it must be there."""
    found = organisations.find(kind=kind, said=name)
    if found is None:
        raise LookupError(name)
    return found


def coordinator(owner: Organisation) -> User:
    """The account that runs the round for the authority's office; without a password until one is set."""
    user = User.objects.filter(username=COORDINATOR).first()
    if user is None:
        user = accounts.open_account(actor=Actor.system(), username=COORDINATOR, display_name="Điều phối viên (mẫu)")
    accounts.grant(actor=Actor.system(), user=user, organisation=owner, role=Role.OFFICE)
    return user
