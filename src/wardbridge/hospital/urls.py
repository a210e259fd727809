"""Addresses of a hospital's pages, under ``hospital/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.hospital import downloads, views

app_name = "hospital"

urlpatterns = [
    path("", views.loads, name="loads"),
    path("lawful/", views.lawful_page, name="lawful"),
    path("departments/<uuid:uid>/<str:monday>/", views.cell, name="cell"),
    path("loads.xlsx", downloads.loads_sheet, name="loads_sheet"),
    path("learners.xlsx", downloads.learners_sheet, name="learners_sheet"),
    path("learners.pdf", downloads.learners_pdf, name="learners_pdf"),
    path("admission.pdf", downloads.admission_pdf, name="admission_pdf"),
]
