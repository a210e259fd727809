"""Addresses of what must be shown before a placement may start, under ``papers/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.papers import deciding, gates, sending, views

app_name = "papers"

LINE = "<uuid:enrolment>/<uuid:gate>/"

urlpatterns = [
    path("", views.papers, name="papers"),
    path("gates/", gates.gates, name="gates"),
    path("gates/<uuid:uid>/close/", gates.close, name="close"),
    path(LINE, views.line, name="line"),
    path(f"{LINE}send/", sending.send, name="send"),
    path(f"{LINE}file/", views.file, name="file"),
    path(f"{LINE}decide/", deciding.decide, name="decide"),
]
"""`enrolment` and `gate` are public ids; what the reader may not see is not found."""
