"""Addresses for everyone, under ``public/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.public import views

app_name = "public"

urlpatterns = [
    path("", views.front, name="front"),
    path("capacity/", views.capacity, name="capacity"),
    path("capacity/capacity.xlsx", views.capacity_sheet, name="capacity_sheet"),
    path("refusals/", views.refusals, name="refusals"),
    path("capacity/<uuid:uid>/", views.hospital, name="hospital"),
]
