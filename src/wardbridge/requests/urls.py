"""Addresses of demand and requests, under ``requests/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.requests.views import answering, asking, filing, intake, reading, refusals, rounds, weighing

app_name = "requests"

urlpatterns = [
    path("", reading.requests, name="list"),
    path("rule/", weighing.rule, name="rule"),
    path("refusals/", refusals.refusals, name="refusals"),
    path("refusals/refusals.xlsx", refusals.refusals_sheet, name="refusals_sheet"),
    path("rounds/<uuid:uid>/", rounds.round_page, name="round"),
    path("demand/", filing.demands, name="demands"),
    path("demand/new/", filing.new, name="new_demand"),
    path("demand/upload/", intake.upload, name="upload"),
    path("demand/template.xlsx", intake.template, name="template"),
    path("demand/intakes/<uuid:uid>/", intake.intake, name="intake"),
    path("demand/intakes/<uuid:uid>/refused.xlsx", intake.refused, name="refused"),
    path("demand/intakes/<uuid:uid>/clear/", intake.clear, name="clear"),
    path("demand/<uuid:uid>/", filing.demand, name="demand"),
    path("demand/<uuid:uid>/edit/", filing.edit, name="edit_demand"),
    path("demand/<uuid:uid>/press/<str:what>/", filing.press, name="press_demand"),
    path("lines/<uuid:line>/ask/", asking.ask, name="ask"),
    path("<uuid:uid>/", reading.asked_page, name="request"),
    path("<uuid:uid>/edit/", asking.edit, name="edit"),
    path("<uuid:uid>/answer/<str:how>/", answering.answer, name="answer"),
    path("<uuid:uid>/press/<str:what>/", asking.press, name="press"),
    path("<uuid:uid>/steps/<str:what>/", asking.reasoned, name="reasoned"),
    path("<uuid:uid>/say/", asking.say, name="say"),
    path("<uuid:uid>/weighing/", weighing.figures, name="weighing"),
    path("<uuid:uid>/files/<uuid:attachment>/", reading.file, name="file"),
]
