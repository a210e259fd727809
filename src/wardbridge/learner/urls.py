"""Addresses of a learner's pages, under ``learner/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.learner import views

app_name = "learner"

urlpatterns = [path("", views.weeks, name="weeks")]
