"""The round itself, and what the practice sites have: departments, teachers, places."""

from __future__ import annotations

from datetime import date

from wardbridge.engine.io.sheets import DepartmentRow, Level, PlaceRow, RoundRow, SiteRow, Span, TeacherRow
from wardbridge.engine.io.workbook.columns.make import day, names, own_code, person, refer, spans, text, whole
from wardbridge.engine.io.workbook.columns.spec import MOST_LEARNERS, Column, Kind, Label, Sheet
from wardbridge.engine.io.workbook.columns.words import LEVELS, SHIFTS

SITE = Label("Site", "Cơ sở thực hành", "Terrain de stage", ("cơ sở", "mã cơ sở", "bệnh viện", "hospital", "hôpital"))
DEPARTMENT = Label("Department", "Khoa", "Service", ("mã khoa", "khoa phòng", "đơn vị", "ward", "unité"))
DISCIPLINE = Label(
    "Discipline", "Chuyên khoa", "Discipline", ("mã chuyên khoa", "chuyên ngành", "specialty", "spécialité")
)
PROGRAMME = Label("Programme", "Chương trình", "Programme", ("mã chương trình", "program", "ngành"))
BURDEN = Label("Burden", "Điểm vất vả", "Pénibilité", ("điểm vất vả mỗi tuần", "mức vất vả"))
MOST_BURDEN = 20
"""Points of a week: small whole numbers, since each sum of them that is reached is a state of the pricing."""
SCHOOL = Label("School", "Cơ sở giáo dục", "Établissement", ("trường",))
LEVEL = Label("Level", "Trình độ", "Niveau", ("bậc đào tạo", "trình độ đào tạo", "hệ đào tạo"))
FIRST = Label(
    "First day", "Từ ngày", "Premier jour", ("ngày bắt đầu", "from", "start", "du", "date de début", "bắt đầu")
)
LAST = Label("Last day", "Đến ngày", "Dernier jour", ("ngày kết thúc", "to", "end", "au", "date de fin", "kết thúc"))

SKILLS_LABEL = Label("Languages", "Ngoại ngữ", "Langues", ("ngôn ngữ", "trình độ ngoại ngữ", "language", "langue"))
SHIFT_LABEL = Label("Shift", "Buổi", "Poste", ("ca", "ca trực", "buổi học", "vacation"))

ROUND = Sheet(
    "round",
    Label("round", "đợt thực tập", "campagne de stages", ("đợt", "placement round", "campagne")),
    RoundRow,
    (
        own_code("EXAMPLE-ROUND", Label("Code", "Mã đợt", "Code", ("mã",))),
        *names(("Thực tập tốt nghiệp (ví dụ)", "Graduation internship (example)", "Stage de fin d'études (exemple)")),
        day(
            "first_day",
            Label("First day", "Ngày bắt đầu", "Premier jour", FIRST.spellings()),
            date(2025, 3, 3),
            required=True,
        ),
        whole("weeks", Label("Weeks", "Số tuần", "Semaines", ("tuần",)), 104, 10, minimum=1, required=True),
        Column(
            "holidays",
            Label("Holidays", "Ngày nghỉ lễ", "Jours fériés", ("nghỉ lễ", "public holidays")),
            Kind.DATES,
            example=(date(2025, 4, 7), date(2025, 4, 30), date(2025, 5, 1)),
            maximum=500,
            width=34,
        ),
        whole(
            "max_sites_per_learner",
            Label("Sites per learner", "Số cơ sở tối đa mỗi người học", "Terrains par apprenant", ("số cơ sở tối đa",)),
            50,
            1,
            minimum=1,
        ),
        whole(
            "night_burden",
            Label("Night burden", "Điểm vất vả tuần trực đêm", "Pénibilité des nuits", ("burden of a night week",)),
            MOST_BURDEN,
            1,
        ),
        Column(
            "synthetic",
            Label("Synthetic", "Dữ liệu mô phỏng", "Données fictives", ("dữ liệu giả",)),
            Kind.YES_NO,
            example=False,
        ),
    ),
    required=True,
)

SITES = Sheet(
    "sites",
    Label("sites", "cơ sở thực hành", "terrains de stage", ("cơ sở", "bệnh viện", "hospitals", "hôpitaux", "site")),
    SiteRow,
    (
        own_code("EXAMPLE-SITE", Label("Code", "Mã cơ sở", "Code", ("mã",))),
        *names(("Cơ sở ví dụ", "Example site", "Terrain d'exemple")),
        text(
            "organisation",
            Label("Hospital", "Bệnh viện", "Hôpital", ("organisation", "đơn vị chủ quản", "tổ chức")),
            "Bệnh viện Mẫu",
            required=True,
            width=28,
        ),
        text("address", Label("Address", "Địa chỉ", "Adresse"), "1 phố Ví Dụ", width=28),
        whole("housing", Label("Housing", "Chỗ ở", "Logements", ("số chỗ ở", "beds for learners")), MOST_LEARNERS),
        whole("housing_women", Label("Housing, women", "Chỗ ở nữ", "Logements femmes"), MOST_LEARNERS),
        whole("housing_men", Label("Housing, men", "Chỗ ở nam", "Logements hommes"), MOST_LEARNERS),
        whole("burden", BURDEN, MOST_BURDEN),
        Column(
            "few_schools",
            Label("Few schools", "Theo khoản 2 Điều 10", "Peu d'établissements", ("khoản 2 điều 10", "art 10(2)")),
            Kind.YES_NO,
        ),
    ),
    required=True,
)

DEPARTMENTS = Sheet(
    "departments",
    Label("departments", "khoa", "services", ("khoa phòng", "department", "service", "các khoa")),
    DepartmentRow,
    (
        own_code("EXAMPLE-DEPARTMENT", Label("Code", "Mã khoa", "Code", ("mã",))),
        refer("site", SITE, "sites", "EXAMPLE-SITE", required=True),
        *names(("Khoa ví dụ", "Example department", "Service d'exemple")),
        refer("discipline", DISCIPLINE, "", "cardiology", required=True),
        text("short", Label("Short", "Viết tắt", "Sigle", ("tên viết tắt", "abréviation", "ký hiệu")), "TM", width=8),
        whole("beds", Label("Beds", "Giường bệnh", "Lits", ("số giường", "giường")), MOST_LEARNERS, 40),
        whole(
            "chairs",
            Label("Dental chairs", "Ghế răng", "Fauteuils dentaires", ("số ghế răng", "chairs", "ghế")),
            MOST_LEARNERS,
        ),
        whole(
            "room",
            Label("Room", "Sức chứa phòng học", "Salle", ("phòng học", "room capacity", "capacité de la salle")),
            MOST_LEARNERS,
            15,
        ),
        text("floor", Label("Floor", "Tầng", "Étage", ("vị trí", "tòa nhà, tầng")), "A3", width=10),
        whole("burden", BURDEN, MOST_BURDEN),
        Column("languages", SKILLS_LABEL, Kind.SKILLS, width=16),
    ),
    required=True,
)

TEACHERS = Sheet(
    "teachers",
    Label(
        "teachers",
        "người giảng dạy thực hành",
        "enseignants cliniques",
        ("người hướng dẫn", "giảng viên", "supervisors", "enseignants"),
    ),
    TeacherRow,
    (
        own_code(
            "EXAMPLE-TEACHER", Label("Code", "Mã người giảng dạy", "Code", ("mã", "mã giảng viên", "mã nhân viên"))
        ),
        *person("Nguyễn", "Văn", "Ví Dụ"),
        refer("department", DEPARTMENT, "departments", "EXAMPLE-DEPARTMENT", required=True),
        Column("level", LEVEL, Kind.CHOICE, True, Level.POSTGRADUATE, words=LEVELS, width=16),
        day(
            "practice_since",
            Label("Practice since", "Hành nghề từ ngày", "Exerce depuis", ("hành nghề từ", "ngày bắt đầu hành nghề")),
            date(2015, 6, 1),
            required=True,
        ),
        text(
            "licence",
            Label("Licence", "Giấy phép hành nghề", "Autorisation d'exercice", ("số gphn", "gphn", "cchn", "license")),
        ),
        Column(
            "teaching_certificate",
            Label(
                "Teaching certificate",
                "Chứng chỉ phương pháp giảng dạy",
                "Certificat de pédagogie",
                ("chứng chỉ sư phạm",),
            ),
            Kind.YES_NO,
            example=True,
        ),
        spans(
            "leave",
            Label("Leave", "Nghỉ phép", "Absences", ("ngày nghỉ", "congés")),
            (Span(date(2025, 4, 14), date(2025, 4, 20)),),
        ),
        text("post", Label("Post", "Chức vụ", "Fonction", ("chức danh",)), "Trưởng khoa"),
        day("appointed_from", Label("Appointed from", "Được cử từ ngày", "Nommé du", ("phân công từ ngày",))),
        day("appointed_to", Label("Appointed to", "Được cử đến ngày", "Nommé au", ("phân công đến ngày",))),
        day(
            "certificate_until",
            Label("Certificate valid to", "Chứng chỉ có giá trị đến", "Certificat valable au", ("chứng chỉ hết hạn",)),
        ),
        day(
            "licence_until",
            Label(
                "Licence valid to",
                "Giấy phép có giá trị đến",
                "Autorisation valable au",
                ("giấy phép hết hạn", "license valid to"),
            ),
        ),
    ),
)

PLACES = Sheet(
    "places",
    Label(
        "places", "chỉ tiêu tiếp nhận", "offres de places", ("chỉ tiêu", "offers", "places offertes", "offre de places")
    ),
    PlaceRow,
    (
        refer("site", SITE, "sites", "EXAMPLE-SITE", required=True),
        refer("department", DEPARTMENT, "departments", "EXAMPLE-DEPARTMENT"),
        refer("programme", PROGRAMME, "programmes"),
        Column("level", LEVEL, Kind.CHOICE, False, Level.UNIVERSITY, words=LEVELS, width=16),
        day("first", FIRST, date(2025, 3, 3)),
        day("last", LAST, date(2025, 5, 11)),
        whole(
            "minimum", Label("Minimum", "Tối thiểu", "Minimum", ("ít nhất", "số tối thiểu", "min")), MOST_LEARNERS, 0
        ),
        whole(
            "maximum",
            Label("Maximum", "Tối đa", "Maximum", ("nhiều nhất", "số tối đa", "số lượng", "max")),
            MOST_LEARNERS,
            12,
            required=True,
        ),
        text("school", SCHOOL, width=28),
        whole("reserved", Label("Reserved", "Giữ chỗ", "Réservées", ("số chỗ giữ", "réserve")), MOST_LEARNERS),
        day("released", Label("Released on", "Ngày trả chỗ", "Libérées le", ("hết giữ chỗ từ ngày",))),
        whole("year", Label("Year", "Năm", "Année", ("năm dương lịch",)), 2200, minimum=1900),
        whole("used", Label("Used before", "Đã tiếp nhận", "Déjà reçus", ("đã dùng", "đã nhận")), MOST_LEARNERS),
        Column("shift", SHIFT_LABEL, Kind.CHOICE, words=SHIFTS, width=12),
    ),
    required=True,
)
