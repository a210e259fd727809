"""What is asked: programmes and what they require, learners and their groups, wishes and locks."""

from __future__ import annotations

from datetime import date

from wardbridge.engine.io.sheets import (
    Cefr,
    ExceptionRow,
    GroupKind,
    GroupRow,
    HistoryRow,
    ImposedRow,
    LearnerRow,
    Level,
    LockRow,
    Past,
    ProgrammeRow,
    RequirementRow,
    Skill,
    Span,
    WishRow,
)
from wardbridge.engine.io.workbook.columns.make import day, names, own_code, person, refer, refers, spans, text, whole
from wardbridge.engine.io.workbook.columns.sites import (
    DEPARTMENT,
    DISCIPLINE,
    FIRST,
    LAST,
    LEVEL,
    PROGRAMME,
    SCHOOL,
    SHIFT_LABEL,
    SITE,
    SKILLS_LABEL,
)
from wardbridge.engine.io.workbook.columns.spec import Column, Kind, Label, Sheet
from wardbridge.engine.io.workbook.columns.words import GROUP_KINDS, LEVELS, NEEDS, PAST, SHIFTS, SUBJECTS

TRACK = Label("Track", "Định hướng", "Parcours", ("hướng chuyên khoa", "mã định hướng", "filière"))
LEARNER = Label(
    "Learner", "Mã sinh viên", "Apprenant", ("mssv", "msv", "mã người học", "người học", "student code", "étudiant")
)
SITES_OF = Label("Sites", "Các cơ sở", "Terrains", ("cơ sở", "cơ sở thực hành", "site"))
EXAM = (Span(date(2025, 5, 5), date(2025, 5, 11)),)

PROGRAMMES = Sheet(
    "programmes",
    Label("programmes", "chương trình", "programmes", ("chương trình đào tạo", "programs", "programme")),
    ProgrammeRow,
    (
        own_code("EXAMPLE-PROGRAMME", Label("Code", "Mã chương trình", "Code", ("mã",))),
        text(
            "school",
            SCHOOL,
            "Trường Mẫu",
            required=True,
            width=28,
        ),
        *names(("Y khoa (ví dụ)", "Medicine (example)", "Médecine (exemple)")),
        text("profession", Label("Profession", "Nghề nghiệp", "Profession", ("chức danh",)), "doctor", required=True),
        Column("level", LEVEL, Kind.CHOICE, True, Level.UNIVERSITY, words=LEVELS, width=16),
        refer("track", Label("Track", "Mã định hướng", "Parcours", TRACK.spellings()), "", "EXAMPLE-TRACK"),
        *names(
            ("Nội khoa", "Internal medicine", "Médecine interne"),
            "track_name",
            Label("Track name", "Tên định hướng", "Nom du parcours"),
        ),
        refers("sites", SITES_OF, "sites", ("EXAMPLE-SITE",)),
        Column(
            "subjects",
            Label("Subjects", "Nội dung khác", "Autres matières", ("nội dung đào tạo khác", "other subjects")),
            Kind.CHOICES,
            example=("ethics", "communication"),
            words=SUBJECTS,
            width=30,
        ),
        day("first", FIRST),
        day("last", LAST),
        whole(
            "nights_in_row",
            Label("Nights in a row", "Số tuần trực đêm liên tiếp", "Nuits de suite", ("weeks of nights",)),
            50,
            minimum=1,
        ),
        whole(
            "rest_after_nights",
            Label("Rest after nights", "Số tuần nghỉ sau trực đêm", "Repos après les nuits", ("nghỉ sau trực",)),
            50,
        ),
    ),
    required=True,
)

REQUIREMENTS = Sheet(
    "requirements",
    Label("requirements", "yêu cầu", "exigences", ("nội dung thực tập", "requirement", "yêu cầu thực tập")),
    RequirementRow,
    (
        own_code("EXAMPLE-REQUIREMENT", Label("Code", "Mã yêu cầu", "Code", ("mã",))),
        refer("programme", PROGRAMME, "programmes", "EXAMPLE-PROGRAMME", required=True),
        refer("track", TRACK, "tracks", "EXAMPLE-TRACK"),
        refers(
            "disciplines",
            Label("Disciplines", "Các chuyên khoa", "Disciplines", DISCIPLINE.spellings()),
            "disciplines",
            ("cardiology", "general-internal-medicine"),
            required=True,
        ),
        whole(
            "choose",
            Label("Choose", "Số chuyên khoa phải chọn", "À choisir", ("chọn", "số lượng chọn")),
            50,
            1,
            minimum=1,
        ),
        whole("weeks", Label("Weeks", "Số tuần", "Semaines", ("tuần",)), 104, 3, minimum=1, required=True),
        refers("after", Label("After", "Sau yêu cầu", "Après", ("học sau",)), "requirements"),
        refers("sites", SITES_OF, "sites"),
        Column("shifts", Label("Shifts", "Các buổi", "Postes", SHIFT_LABEL.spellings()), Kind.CHOICES, words=SHIFTS),
        Column("ways", Label("Splits", "Cách chia tuần", "Découpages", ("chia đợt", "ways", "split")), Kind.WAYS),
        refer("beside", Label("Beside", "Song song với", "En parallèle avec", ("học song song",)), "requirements"),
    ),
    required=True,
)

LEARNERS = Sheet(
    "learners",
    Label(
        "learners",
        "người học",
        "apprenants",
        ("sinh viên", "học viên", "danh sách sinh viên", "students", "étudiants", "dssv"),
    ),
    LearnerRow,
    (
        own_code(
            "EXAMPLE-0001",
            Label(
                "Student code",
                "Mã sinh viên",
                "Code étudiant",
                (*LEARNER.spellings(), "code", "mã", "mã sv", "mã số sinh viên"),
            ),
        ),
        *person("Trần", "Thị", "Ví Dụ"),
        day(
            "born",
            Label(
                "Born",
                "Ngày sinh",
                "Né(e) le",
                ("ngày tháng năm sinh", "birth date", "date of birth", "date de naissance", "ntns", "sinh ngày"),
            ),
            date(2001, 9, 2),
            required=True,
        ),
        refer("programme", PROGRAMME, "programmes", "EXAMPLE-PROGRAMME", required=True),
        refer("track", TRACK, "tracks"),
        refer("class_code", Label("Class", "Lớp", "Classe", ("mã lớp", "lớp học")), "groups", "EXAMPLE-CLASS"),
        refer(
            "group",
            Label("Group", "Nhóm", "Groupe", ("tổ", "mã nhóm", "nhóm tổ", "nhóm thực tập")),
            "groups",
            "EXAMPLE-GROUP",
        ),
        text(
            "email",
            Label("Email", "Email", "Courriel", ("e-mail", "thư điện tử", "mail")),
            "vi.du@example.edu.vn",
            width=24,
        ),
        text("phone", Label("Phone", "Điện thoại", "Téléphone", ("số điện thoại", "sđt", "đt", "tel", "mobile"))),
        spans(
            "unavailable",
            Label("Unavailable", "Không thể thực tập", "Indisponible", ("ngày vắng", "bận", "indisponibilités")),
        ),
        Column(
            "housing",
            Label("Needs housing", "Cần chỗ ở", "Besoin de logement", ("chỗ ở", "ở nội trú", "housing", "logement")),
            Kind.CHOICE,
            words=NEEDS,
        ),
        whole(
            "carried",
            Label("Carried over", "Điểm vất vả đã tích lũy", "Report de pénibilité", ("điểm chuyển đợt",)),
            9999,
        ),
        Column("languages", SKILLS_LABEL, Kind.SKILLS, example=(Skill("en", Cefr.B2),), width=16),
    ),
    required=True,
)

GROUPS = Sheet(
    "groups",
    Label("groups", "nhóm", "groupes", ("tổ", "lớp và nhóm", "classes", "lớp", "group", "nhóm lớp")),
    GroupRow,
    (
        own_code("EXAMPLE-GROUP", Label("Code", "Mã nhóm", "Code", ("mã", "mã lớp"))),
        Column(
            "kind",
            Label("Kind", "Loại", "Type", ("loại nhóm",)),
            Kind.CHOICE,
            True,
            GroupKind.GROUP,
            words=GROUP_KINDS,
            width=10,
        ),
        text("name", Label("Name", "Tên", "Nom", ("tên nhóm", "tên lớp")), "Nhóm ví dụ"),
        refer("programme", PROGRAMME, "programmes", "EXAMPLE-PROGRAMME"),
        refer(
            "leader",
            Label("Leader", "Nhóm trưởng", "Chef de groupe", ("tổ trưởng", "lớp trưởng", "trưởng nhóm")),
            "learners",
            "EXAMPLE-0001",
        ),
        Column(
            "together",
            Label("Together", "Đi cùng nhau", "Ensemble", ("cùng luân khoa", "đi cùng")),
            Kind.YES_NO,
            example=True,
        ),
        spans(
            "unavailable",
            Label("Unavailable", "Không thể thực tập", "Indisponible", ("ngày vắng", "tuần thi", "indisponibilités")),
            EXAM,
        ),
    ),
)

WISHES = Sheet(
    "wishes",
    Label("wishes", "nguyện vọng", "vœux", ("wish", "voeux")),
    WishRow,
    (
        refer("learner", LEARNER, "learners", "EXAMPLE-0001", required=True),
        whole(
            "rank",
            Label("Rank", "Thứ tự", "Rang", ("nguyện vọng", "nguyện vọng số", "ưu tiên", "nv", "hạng")),
            50,
            1,
            minimum=1,
            required=True,
        ),
        refer("site", SITE, "sites", "EXAMPLE-SITE"),
        refer("discipline", DISCIPLINE, "disciplines"),
        refer("department", DEPARTMENT, "departments"),
        refer("track", TRACK, "tracks"),
    ),
)

LOCKS = Sheet(
    "locks",
    Label("locks", "vị trí cố định", "affectations imposées", ("cố định", "vị trí khóa", "lock", "verrous")),
    LockRow,
    (
        refer("learner", LEARNER, "learners", "EXAMPLE-0001", required=True),
        refer("department", DEPARTMENT, "departments", "EXAMPLE-DEPARTMENT", required=True),
        day("first", FIRST, date(2025, 3, 3), required=True),
        day("last", LAST, date(2025, 3, 23), required=True),
        text("reason", Label("Reason", "Lý do", "Motif", ("ghi chú",)), "Ví dụ", width=28),
    ),
)

REQUIREMENT = Label("Requirement", "Mã yêu cầu", "Exigence", ("yêu cầu", "nội dung thực tập"))

IMPOSED = Sheet(
    "imposed",
    Label("imposed", "nơi ấn định", "lieux imposés", ("ấn định nơi thực tập", "imposed places")),
    ImposedRow,
    (
        refer("learner", LEARNER, "learners", "EXAMPLE-0001", required=True),
        refer("requirement", REQUIREMENT, "requirements", "EXAMPLE-REQUIREMENT", required=True),
        refer("site", SITE, "sites", "EXAMPLE-SITE"),
        refer("department", DEPARTMENT, "departments"),
        text("reason", Label("Reason", "Lý do", "Motif", ("ghi chú",)), "Ví dụ", width=28),
    ),
)

HISTORY = Sheet(
    "history",
    Label("history", "đợt trước", "campagnes précédentes", ("lịch sử", "quá trình thực tập", "historique")),
    HistoryRow,
    (
        refer("learner", LEARNER, "learners", "EXAMPLE-0001", required=True),
        Column(
            "effect", Label("Effect", "Hệ quả", "Effet", ("xử lý",)), Kind.CHOICE, True, Past.DONE, words=PAST, width=16
        ),
        refer("requirement", REQUIREMENT, "requirements", "EXAMPLE-REQUIREMENT"),
        refer("discipline", DISCIPLINE, "disciplines"),
        refer("site", SITE, "sites"),
        refer("department", DEPARTMENT, "departments"),
        text(
            "earlier", Label("Earlier round", "Đợt thực tập trước", "Campagne précédente", ("đợt",)), "2024", width=18
        ),
    ),
)

EXCEPTIONS = Sheet(
    "exceptions",
    Label(
        "exceptions", "ngoại lệ của nhóm", "exceptions de groupe", ("ngoại lệ", "miễn theo nhóm", "group exceptions")
    ),
    ExceptionRow,
    (
        refer("learner", LEARNER, "learners", "EXAMPLE-0001", required=True),
        refer("discipline", DISCIPLINE, "disciplines"),
        day("first", FIRST, date(2025, 3, 10)),
        day("last", LAST, date(2025, 3, 16)),
        text("reason", Label("Reason", "Lý do", "Motif", ("ghi chú",)), "Ví dụ", required=True, width=28),
        text(
            "allowed_by",
            Label("Allowed by", "Người cho phép", "Autorisé par", ("người duyệt", "chức vụ người duyệt")),
            "Trưởng phòng Đào tạo",
            required=True,
            width=24,
        ),
    ),
)
