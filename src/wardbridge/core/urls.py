"""Addresses under ``jobs/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.core import job_pages

app_name = "jobs"

urlpatterns = [
    path("<uuid:uid>/", job_pages.state, name="state"),
    path("<uuid:uid>/cancel/", job_pages.cancel, name="cancel"),
]
