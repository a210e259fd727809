"""Synthetic people: classes, groups, learners and their wishes.

Nobody here exists. Names are drawn from common family, middle and given names; every student code begins with
``MAU`` (mẫu, sample), every address ends in ``.example``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hospitals import FIRST_DAY
from programmes import DENTISTRY, MEDICINE

from wardbridge.engine.io.sheets import GroupKind, GroupRow, LearnerRow, PersonName, Span

MEDICINE_GROUPS = (
    *(10, 10, 9, 9, 8, 8, 8, 7, 7, 7, 6, 6),  # 95
    *(10, 9, 9, 8, 8, 8, 7, 7, 6, 6, 6),  # 84
    *(10, 9, 8, 8, 8, 8, 7, 7, 6),  # 71
)
DENTISTRY_GROUPS = (7, 7, 6)  # 20
MEDICINE_CLASSES = 8
TOGETHER_EVERY = 3
"""Each third group moves together; the members of the others may part."""

_FAMILIES = {
    "Nguyễn": 38, "Trần": 11, "Lê": 9, "Phạm": 8, "Hoàng": 5, "Vũ": 5, "Phan": 3, "Đặng": 3, "Bùi": 3, "Đỗ": 3, "Ngô": 2,
    "Dương": 2, "Đinh": 1, "Đoàn": 1, "Lương": 1, "Mai": 1, "Trịnh": 1, "Đào": 1, "Cao": 1, "Hà": 1, "Phùng": 1, "Tạ": 1,
    "Lưu": 1, "Tô": 1, "Quách": 1, "Chu": 1, "Lý": 1,
}  # fmt: skip
_WOMEN_MIDDLE = "Thị Thị Thị Ngọc Thu Thanh Phương Khánh Minh Hồng Quỳnh Bảo Thùy Hải Mai Diệu Hà Kim".split()
_WOMEN_GIVEN = (
    "Anh An Bích Châu Chi Dung Duyên Giang Hà Hạnh Hằng Hiền Hoa Hồng Huệ Hương Huyền Lan Liên Linh Loan Ly Mai My Nga "
    "Ngân Ngọc Nhi Nhung Oanh Phương Quyên Quỳnh Tâm Thảo Thoa Thơm Thu Thủy Thúy Thương Trà Trang Trinh Tuyết Uyên "
    "Vân Vy Xuân Yến Ánh"
).split()
_MEN_MIDDLE = "Văn Văn Văn Đức Minh Quang Hữu Xuân Thành Trọng Tuấn Anh Đình Công Gia Việt Hải Bá Duy Mạnh Ngọc".split()
_MEN_GIVEN = (
    "Anh An Bảo Bình Chiến Công Cường Dũng Duy Dương Đạt Đăng Đông Đức Giang Hải Hiếu Hoàng Hùng Huy Hưng Khánh Khoa "
    "Kiên Lâm Long Lộc Mạnh Minh Nam Nghĩa Phong Phúc Quân Quang Quyết Sơn Tài Tân Thái Thắng Thành Thiện Thịnh Tiến "
    "Toàn Trung Trường Tú Tuấn Tùng Việt Vinh Vũ"
).split()


@dataclass(frozen=True, slots=True)
class Body:
    """The learners with their classes (first in `groups`) and groups."""

    learners: tuple[LearnerRow, ...]
    groups: tuple[GroupRow, ...]


def week(number: int) -> Span:
    """Monday to Sunday of week `number`, counted from 1."""
    monday = FIRST_DAY + timedelta(weeks=number - 1)
    return Span(monday, monday + timedelta(days=6))


def body(rng: Random) -> Body:
    """250 medical and 20 dentistry learners, in classes that each have their exam week, and groups of 6 to 10."""
    sizes = list(MEDICINE_GROUPS)
    rng.shuffle(sizes)
    classes: list[GroupRow] = []
    groups: list[GroupRow] = []
    learners: list[LearnerRow] = []
    per_class = len(sizes) // MEDICINE_CLASSES
    for number, start in enumerate(range(0, len(sizes), per_class)):
        code = f"YK-{'ABCDEFGH'[number]}"
        classes.append(_class(code, MEDICINE, exam=2 + number))
        _fill(rng, MEDICINE, code, sizes[start : start + per_class], groups, learners)
    classes.append(_class("RHM-K11", DENTISTRY, exam=5))
    _fill(rng, DENTISTRY, "RHM-K11", DENTISTRY_GROUPS, groups, learners)
    return Body(tuple(learners), (*classes, *groups))


def _class(code: str, programme: str, exam: int) -> GroupRow:
    return GroupRow(code, GroupKind.CLASS, f"Lớp {code}", programme, unavailable=(week(exam),))


def _fill(
    rng: Random,
    programme: str,
    class_code: str,
    sizes: list[int] | tuple[int, ...],
    groups: list[GroupRow],
    learners: list[LearnerRow],
) -> None:
    for size in sizes:
        number = len(groups) + 1
        code = f"N{number:02d}"
        members = list(_members(rng, programme, class_code, code, size, len(learners) + 1))
        together = number % TOGETHER_EVERY == 0
        groups.append(GroupRow(code, GroupKind.GROUP, f"Nhóm {number}", programme, members[0].code, together))
        learners.extend(members)


def _members(
    rng: Random, programme: str, class_code: str, group: str, size: int, first: int
) -> Iterator[LearnerRow]:
    for number in range(first, first + size):
        code = f"MAU{number:04d}"
        yield LearnerRow(
            code=code,
            name=_name(rng),
            born=date(2001, 1, 1) + timedelta(days=rng.randrange(365)),
            programme=programme,
            class_code=class_code,
            group=group,
            email=f"{code.lower()}@sinhvien.example",
        )


def _name(rng: Random) -> PersonName:
    family = rng.choices(list(_FAMILIES), list(_FAMILIES.values()))[0]
    woman = rng.random() < 0.55
    middle, given = (_WOMEN_MIDDLE, _WOMEN_GIVEN) if woman else (_MEN_MIDDLE, _MEN_GIVEN)
    chosen = rng.choice(middle)
    return PersonName(family, chosen, rng.choice([name for name in given if name != chosen]))
