"""Addresses of a learner's pages, under ``learner/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.learner import calendars, swaps, views

app_name = "learner"

urlpatterns = [
    path("", views.weeks, name="weeks"),
    path("schedule.pdf", views.schedule_pdf, name="schedule_pdf"),
    path("calendar/make/", calendars.issue, name="feed_issue"),
    path("calendar/stop/", calendars.revoke, name="feed_revoke"),
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
    path("swaps/", swaps.index, name="swaps"),
    path("swaps/ask/", swaps.ask, name="swap_ask"),
    path("swaps/<uuid:uid>/answer/", swaps.answer, name="swap_answer"),
    path("swaps/<uuid:uid>/withdraw/", swaps.withdraw, name="swap_withdraw"),
]
