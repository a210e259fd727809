"""Addresses for everyone, under ``public/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.public import views

app_name = "public"

urlpatterns = [path("", views.front, name="front")]
