"""The five sheets, declared once."""

from __future__ import annotations

from wardbridge.engine.io.matchbook.rows import ChooserRow, HospitalRow, PairRow, RankingRow, RegionRow
from wardbridge.engine.io.workbook.columns.make import own_code, refer, refers, text, whole
from wardbridge.engine.io.workbook.columns.spec import Column, Label, Sheet

MOST = 1_000_000

HOSPITAL = Label("Hospital", "Bệnh viện", "Hôpital", ("mã bệnh viện", "cơ sở", "site", "nơi nhận"))
LEARNER = Label("Learner", "Người học", "Apprenant", ("mã sinh viên", "mã người học", "student", "étudiant"))
RANK = Label("Rank", "Thứ hạng", "Rang", ("hạng", "thứ tự"))
NAME = Label("Name", "Tên", "Nom", ("họ và tên", "họ tên"))
REGION = Label("Region", "Khu vực", "Région", ("vùng", "tỉnh", "province"))
MAXIMUM = Label("Maximum", "Tối đa", "Maximum", ("chỉ tiêu", "capacity", "capacité", "places"))
MINIMUM = Label("Minimum", "Tối thiểu", "Minimum")


def _figure(key: str, label: Label, *, required: bool = False, minimum: int = 0) -> Column:
    return whole(key, label, MOST, minimum=minimum, required=required)


HOSPITALS = Sheet(
    "hospitals",
    Label("hospitals", "bệnh viện", "hôpitaux", ("cơ sở", "sites", "departments", "khoa", "services")),
    HospitalRow,
    (
        own_code("", Label("Code", "Mã", "Code", ("mã bệnh viện", "mã cơ sở", "hospital", "bệnh viện", "hôpital"))),
        text("name", NAME),
        refer("region", REGION, "regions"),
        _figure("minimum", MINIMUM),
        _figure("maximum", MAXIMUM, required=True),
    ),
    required=True,
)
REGIONS = Sheet(
    "regions",
    Label("regions", "khu vực", "régions", ("vùng",)),
    RegionRow,
    (
        own_code("", Label("Code", "Mã", "Code", ("mã khu vực", "region", "khu vực", "région"))),
        text("name", NAME),
        _figure("maximum", MAXIMUM, required=True),
    ),
)
LEARNERS = Sheet(
    "learners",
    Label("learners", "người học", "apprenants", ("sinh viên", "học viên", "students", "étudiants")),
    ChooserRow,
    (
        own_code("", Label("Code", "Mã số", "Code", ("mã", "mã sinh viên", "mã người học", "learner", "người học"))),
        text("name", NAME),
        text("score", Label("Score", "Điểm", "Note", ("điểm xét", "points", "mark"))),
        refers("wishes", Label("Wishes", "Nguyện vọng", "Vœux"), "hospitals"),
    ),
    required=True,
)
RANKINGS = Sheet(
    "rankings",
    Label("rankings", "xếp hạng", "classements", ("bảng xếp hạng",)),
    RankingRow,
    (
        refer("hospital", HOSPITAL, "hospitals", required=True),
        refer("learner", LEARNER, "learners", required=True),
        _figure("rank", RANK, required=True, minimum=1),
    ),
)
COUPLES = Sheet(
    "couples",
    Label("couples", "cặp đôi", "couples", ("cặp",)),
    PairRow,
    (
        refer("first", Label("First learner", "Người thứ nhất", "Premier apprenant"), "learners", required=True),
        refer("second", Label("Second learner", "Người thứ hai", "Second apprenant"), "learners", required=True),
        _figure("rank", RANK, required=True, minimum=1),
        refer("first_hospital", Label("First hospital", "Bệnh viện thứ nhất", "Hôpital du premier"), "hospitals"),
        refer("second_hospital", Label("Second hospital", "Bệnh viện thứ hai", "Hôpital du second"), "hospitals"),
    ),
)

SHEETS = (HOSPITALS, REGIONS, LEARNERS, RANKINGS, COUPLES)
