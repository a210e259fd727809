"""Addresses that all readers share, under ``ui/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.ui import views

app_name = "ui"

urlpatterns = [path("search/", views.search, name="search")]
