"""Addresses of a school's pages, under ``school/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.school import views

app_name = "school"

urlpatterns = [
    path("", views.students, name="students"),
    path("students.xlsx", views.students_sheet, name="students_sheet"),
    path("students/<uuid:uid>/", views.student, name="student"),
]
