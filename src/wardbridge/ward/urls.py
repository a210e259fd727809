"""Addresses of the ward's page, under ``ward/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.ward import views

app_name = "ward"

urlpatterns = [path("", views.week, name="week")]
