"""The one sheet of a file of changes: its columns, by which template and reading go."""

from __future__ import annotations

from datetime import date

from wardbridge.engine.io.changes.rows import Change, ChangeRow
from wardbridge.engine.io.workbook.columns.make import day, refer, text, whole
from wardbridge.engine.io.workbook.columns.sites import DEPARTMENT, FIRST, LAST, PROGRAMME
from wardbridge.engine.io.workbook.columns.spec import MOST_LEARNERS, Column, Kind, Label, Sheet, Word

KINDS = (
    Word(Change.CLOSED, Label("department closed", "khoa đóng cửa", "service fermé", ("closed", "đóng", "fermé"))),
    Word(Change.PLACES, Label("fewer places", "giảm chỗ", "moins de places", ("places", "bớt chỗ"))),
    Word(Change.LEAVE, Label("teacher away", "giảng viên nghỉ", "encadrant absent", ("leave", "teacher leaves"))),
    Word(Change.LATE, Label("learner late", "người học đến muộn", "apprenant en retard", ("late", "đến muộn"))),
    Word(Change.AWAY, Label("learner away", "người học vắng", "apprenant absent", ("away", "vắng"))),
    Word(
        Change.GONE, Label("learner gone", "người học thôi học", "apprenant parti", ("gone", "thôi học", "dropped out"))
    ),
    Word(Change.NEW, Label("learner new", "người học mới", "nouvel apprenant", ("new", "bổ sung"))),
)

CHANGES = Sheet(
    "changes",
    Label("changes", "thay đổi", "changements"),
    ChangeRow,
    (
        Column(
            "change",
            Label("Change", "Thay đổi", "Changement", ("what", "kind")),
            Kind.CHOICE,
            True,
            Change.CLOSED.value,
            words=KINDS,
            width=22,
        ),
        refer("department", DEPARTMENT, "departments", "EXAMPLE-DEPARTMENT"),
        refer("teacher", Label("Teacher", "Mã giảng viên", "Encadrant", ("giảng viên",)), "teachers"),
        refer("learner", Label("Learner", "Mã sinh viên", "Apprenant", ("mssv", "người học")), "learners"),
        day("first", FIRST, date(2025, 3, 17)),
        day("last", LAST, date(2025, 3, 30)),
        whole("places", Label("Places", "Số chỗ", "Places", ("maximum",)), MOST_LEARNERS),
        text("name", Label("Full name", "Họ và tên", "Nom complet", ("họ tên", "name"))),
        day("born", Label("Birth date", "Ngày sinh", "Date de naissance", ("born",))),
        refer("programme", PROGRAMME, "programmes"),
        refer("track", Label("Track", "Định hướng", "Parcours"), "tracks"),
        refer("class_code", Label("Class", "Lớp", "Classe"), "groups"),
        refer("group", Label("Group", "Nhóm", "Groupe", ("tổ",)), "groups"),
    ),
)

NEEDED: dict[Change, tuple[str, ...]] = {
    Change.CLOSED: ("department", "first"),
    Change.PLACES: ("department", "first", "places"),
    Change.LEAVE: ("teacher", "first"),
    Change.LATE: ("learner", "first"),
    Change.AWAY: ("learner", "first"),
    Change.GONE: ("learner",),
    Change.NEW: ("learner", "name", "born", "programme"),
}
"""Columns that a change can't do without."""
