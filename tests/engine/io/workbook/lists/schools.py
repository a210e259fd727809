"""A school's list as schools write it; the people in it are synthetic."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

PEOPLE = (
    ("19Y0001", "Nguyễn Văn", "Đức", date(2001, 9, 2)),
    ("19Y0002", "Trần Thị", "Hương", date(2001, 2, 28)),
    ("19Y0003", "Lê Hoàng", "Yến", date(2000, 12, 31)),
    ("19Y0004", "Phạm Kỳ", "Nghĩa", date(2001, 5, 17)),
    ("19Y0005", "Đỗ Ngọc", "Quỳnh", date(2001, 1, 1)),
    ("19Y0006", "Vũ Hữu", "Mười", date(2001, 7, 30)),
)
FULL_NAMES = [f"{first} {last}" for _, first, last, _ in PEOPLE]
HEADER = ("STT", "Mã SV", "Họ và tên", None, "Ngày sinh", "Giới tính", "Lớp", "Nhóm", "Ghi chú")


def official(path: Path) -> Path:
    """Title rows, a header whose name spreads over two columns, groups as section lines, signatures below."""
    workbook = openpyxl.Workbook()
    page = workbook.worksheets[0]
    page.title = "DS"
    page.append(["TRƯỜNG MẪU", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    page.append(["PHÒNG ĐÀO TẠO"])
    page.append([])
    page.append(["DANH SÁCH SINH VIÊN THỰC TẬP TỐT NGHIỆP"])
    page.merge_cells("A4:I4")
    page.append(["(Kèm theo Quyết định số 12/QĐ ngày 03/03/2025)"])
    page.append(list(HEADER))
    page.merge_cells("C6:D6")
    page.append([f"({number})" for number in range(1, 10)])
    for number, (code, first, last, born) in enumerate(PEOPLE, start=1):
        if number in {1, 4}:
            page.append([f"Nhóm {number // 4 + 1}"])
        typed: Any = f"{born:%d/%m/%Y}" if number % 2 else born
        page.append([number, code, first, last, typed, "Nữ", "Y6A", f"N{number // 4 + 1}", None])
    page.append([f"Danh sách có {len(PEOPLE)} sinh viên."])
    page.append([None] * 5 + ["Hải Phòng, ngày 3 tháng 3 năm 2025"])
    page.append([None, "NGƯỜI LẬP BIỂU", None, "PHÒNG ĐÀO TẠO", None, None, "HIỆU TRƯỞNG"])
    page.append([])
    page.append([None, "(đã ký)", None, "(đã ký)", None, None, "(đã ký)"])
    workbook.save(path)
    return path


def plain(names: Sequence[str] = FULL_NAMES, separator: str = ",", header: str = "Mã SV,Họ và tên,Ngày sinh") -> str:
    """A text file with one full name a row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(header.split(","))
    for (code, *_, born), name in zip(PEOPLE, names, strict=True):
        writer.writerow([code, name, f"{born:%d/%m/%Y}"])
    return out.getvalue()
