"""Who takes part in the sample: real institutions by name only, and a fictitious hospital and school."""

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
UONG_BI = (
    "bv-viet-nam-thuy-dien-uong-bi",
    "Bệnh viện Việt Nam – Thụy Điển Uông Bí",
    "Vietnam–Sweden Uong Bi Hospital",
    "Hôpital Vietnam–Suède d’Uong Bi",
)
SENDERS = (
    SCHOOL,
    (
        "dai-hoc-y-duoc-thai-nguyen",
        "Trường Đại học Y Dược, Đại học Thái Nguyên",
        "Thai Nguyen University of Medicine and Pharmacy",
        "Université de médecine et de pharmacie de Thai Nguyen",
    ),
    (
        "cao-dang-y-te-quang-ninh",
        "Trường Cao đẳng Y tế Quảng Ninh",
        "Quang Ninh Medical College",
        "École supérieure de santé de Quang Ninh",
    ),
    (
        "dai-hoc-y-duoc-thai-binh",
        "Trường Đại học Y Dược Thái Bình",
        "Thai Binh University of Medicine and Pharmacy",
        "Université de médecine et de pharmacie de Thai Binh",
    ),
    (
        "dai-hoc-dieu-duong-nam-dinh",
        "Trường Đại học Điều dưỡng Nam Định",
        "Nam Dinh University of Nursing",
        "Université de soins infirmiers de Nam Dinh",
    ),
)
"""Schools that the account names as sending learners to Uong Bi (A7)."""

MADE_UP_HOSPITAL = ("benh-vien-mau", "Bệnh viện Mẫu", "Sample Hospital", "Hôpital Modèle")
MADE_UP_SCHOOL = ("truong-mau", "Trường Mẫu", "Sample School", "École Modèle")
"""They don't exist: breaches and refusals of the sample happen here alone."""

COORDINATOR = "coordinator"


def authority() -> Organisation:
    """The province's health authority, with the hospitals and the schools that it may write for."""
    owner = _made(OrganisationKind.AUTHORITY, AUTHORITY, None)
    for names in (*HOSPITALS, UONG_BI, MADE_UP_HOSPITAL):
        _made(OrganisationKind.HOSPITAL, names, owner)
    for names in (*SENDERS, MADE_UP_SCHOOL):
        _made(OrganisationKind.SCHOOL, names, owner)
    return owner


def _made(kind: OrganisationKind, names: tuple[str, str, str, str], parent: Organisation | None) -> Organisation:
    code, vi, en, fr = names
    found = organisations.find(kind=kind, said=vi)
    return found or organisations.create(
        actor=Actor.system(),
        kind=kind,
        code=code,
        name_vi=vi,
        name_en=en,
        name_fr=fr,
        parent=parent,
        synthetic=code in {MADE_UP_HOSPITAL[0], MADE_UP_SCHOOL[0]},
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
