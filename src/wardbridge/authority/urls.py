"""Addresses of an authority's pages, under ``authority/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.authority import rules, views

app_name = "authority"

urlpatterns = [
    path("", views.province_page, name="province"),
    path("hospitals/<uuid:uid>/", views.hospital, name="hospital"),
    path("lawful/", views.lawful_page, name="lawful"),
    path("rules/<slug:pack>/", rules.rules, name="rules"),
    path("province.xlsx", views.province_sheet, name="province_sheet"),
]
