"""The vocabularies: what people may write in a cell that holds one of a few words."""

from __future__ import annotations

from wardbridge.engine.io.sheets import GroupKind, Level, Need, Past, Shift
from wardbridge.engine.io.workbook.columns.spec import Label, Word

YES = Label("yes", "có", "oui", ("y", "true", "1", "x", "v", "✓", "✔", "☑", "đúng", "o", "vrai", "t"))
NO = Label("no", "không", "non", ("n", "false", "0", "-", "ko", "k", "sai", "faux", "✗", "☐", "f"))

LEVELS = (
    Word(
        Level.POSTGRADUATE,
        Label(
            "postgraduate",
            "sau đại học",
            "troisième cycle",
            (
                "sđh",
                "cao học",
                "thạc sĩ",
                "tiến sĩ",
                "ckI",
                "ckII",
                "bác sĩ nội trú",
                "nội trú",
                "postgrad",
                "3e cycle",
            ),
        ),
    ),
    Word(
        Level.UNIVERSITY,
        Label(
            "university", "đại học", "université", ("đh", "cử nhân", "bác sĩ", "undergraduate", "bachelor", "licence")
        ),
    ),
    Word(
        Level.COLLEGE,
        Label("college", "cao đẳng", "établissement supérieur court", ("cđ", "trung cấp", "tc", "intermediate", "bts")),
    ),
)

GROUP_KINDS = (
    Word(GroupKind.CLASS, Label("class", "lớp", "classe")),
    Word(GroupKind.GROUP, Label("group", "nhóm", "groupe", ("tổ", "team", "équipe"))),
)

NEEDS = (
    Word(Need.NONE, NO),
    Word(Need.ANY, Label("yes", "có", "oui", ("any", "y", "x", "1", "cần", "bất kỳ", "tous"))),
    Word(Need.WOMEN, Label("women", "nữ", "femmes", ("woman", "female", "phòng nữ", "femme", "f"))),
    Word(Need.MEN, Label("men", "nam", "hommes", ("man", "male", "phòng nam", "homme", "m"))),
)

SUBJECTS = (
    Word("ethics", Label("ethics", "y đức", "éthique", ("đạo đức y học", "đạo đức nghề nghiệp", "éthique médicale"))),
    Word("communication", Label("communication", "giao tiếp", "communication", ("kỹ năng giao tiếp",))),
    Word("tact", Label("tact", "ứng xử", "tact", ("ứng xử với người bệnh", "tact with patients"))),
    Word("soft-skills", Label("soft skills", "kỹ năng mềm", "compétences relationnelles", ("soft-skills",))),
    Word(
        "examination-treatment-rules",
        Label(
            "rules of examination and treatment",
            "quy chế khám chữa bệnh",
            "règles d'examen et de soins",
            ("examination-treatment-rules", "quy chế khám bệnh, chữa bệnh"),
        ),
    ),
)

SHIFTS = (
    Word(Shift.DAY, Label("day", "cả ngày", "journée", ("whole day", "ngày", "jour"))),
    Word(Shift.MORNING, Label("morning", "sáng", "matin", ("mornings", "buổi sáng", "ca sáng"))),
    Word(Shift.AFTERNOON, Label("afternoon", "chiều", "après-midi", ("afternoons", "buổi chiều", "ca chiều"))),
    Word(Shift.NIGHT, Label("night", "đêm", "nuit", ("nights", "ban đêm", "ca đêm", "trực đêm"))),
)

PAST = (
    Word(Past.DONE, Label("done", "đã hoàn thành", "fait", ("credit", "acquis", "đã học"))),
    Word(Past.NOT_AGAIN, Label("not again", "không lặp lại", "pas de nouveau", ("avoid", "à éviter"))),
    Word(Past.STAY, Label("stay", "ưu tiên ở lại", "rester", ("same site", "cùng cơ sở", "même terrain"))),
)

LANGUAGES = (
    Word("vi", Label("Vietnamese", "tiếng Việt", "vietnamien")),
    Word("en", Label("English", "tiếng Anh", "anglais", ("anh",))),
    Word("fr", Label("French", "tiếng Pháp", "français", ("pháp",))),
    Word("zh", Label("Chinese", "tiếng Trung", "chinois", ("tiếng Hoa", "trung"))),
    Word("ko", Label("Korean", "tiếng Hàn", "coréen", ("hàn",))),
    Word("ja", Label("Japanese", "tiếng Nhật", "japonais", ("nhật",))),
)
"""Languages that may be named by a word; any other by its ISO 639-1 code."""
