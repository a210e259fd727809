"""Addresses of a hospital's pages, under ``hospital/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.hospital import decisions, declaration, downloads, teachers, views

app_name = "hospital"

urlpatterns = [
    path("", views.loads, name="loads"),
    path("lawful/", views.lawful_page, name="lawful"),
    path("departments/<uuid:uid>/figures/", teachers.figures, name="figures"),
    path("departments/<uuid:uid>/<str:monday>/", views.cell, name="cell"),
    path("loads.xlsx", downloads.loads_sheet, name="loads_sheet"),
    path("learners.xlsx", downloads.learners_sheet, name="learners_sheet"),
    path("learners.pdf", downloads.learners_pdf, name="learners_pdf"),
    path("admission.pdf", decisions.pdf, name="admission_pdf"),
    path("admission.docx", decisions.docx, name="admission_docx"),
    path("admission/template/", decisions.template, name="admission_template"),
    path("admission/template.docx", decisions.template_file, name="admission_template_file"),
    path("teachers/", teachers.teachers, name="teachers"),
    path("teachers/<uuid:uid>/", teachers.teacher, name="teacher"),
    path("teachers/<uuid:uid>/undo/", teachers.undo, name="teacher_undo"),
    path("teachers/<uuid:uid>/leave/<int:leave>/", teachers.drop_leave, name="leave_drop"),
    path("declaration/", declaration.declaration, name="declaration"),
    path("declaration.xlsx", declaration.declaration_sheet, name="declaration_sheet"),
    path("disruptions/", declaration.disruptions, name="disruptions"),
]
