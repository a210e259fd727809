"""Addresses of an authority's pages, under ``authority/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.authority import views

app_name = "authority"

urlpatterns = [
    path("", views.province_page, name="province"),
    path("hospitals/<uuid:uid>/", views.hospital, name="hospital"),
    path("province.xlsx", views.province_sheet, name="province_sheet"),
]
