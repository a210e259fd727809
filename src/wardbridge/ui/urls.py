"""Addresses that all readers share, under ``ui/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.ui import views

app_name = "ui"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("rules/", views.rules, name="rules"),
    path("rules/<slug:pack>.toml", views.rules_file, name="rules_file"),
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.notices_read, name="notices_read"),
]
