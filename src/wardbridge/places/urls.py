"""Addresses of the pages of places, under ``places/``: left, held, and what would be."""

from __future__ import annotations

from django.urls import path

from wardbridge.places import holding, views, whatif

app_name = "places"

urlpatterns = [
    path("", views.left, name="left"),
    path("<uuid:uid>/<str:monday>/", views.cell, name="cell"),
    path("holds/", holding.holds_page, name="holds"),
    path("holds/<uuid:uid>/release/", holding.release, name="release"),
    path("what-if/", whatif.what_if, name="what_if"),
]
