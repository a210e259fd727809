"""Addresses of exchange, under ``mobility/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.mobility.views import applications, calls, home, stays

app_name = "mobility"

CALL, APPLICATION, STAY = "calls/<uuid:uid>/", "applications/<uuid:uid>/", "fellowships/<uuid:uid>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("years/", home.year, name="year"),
    path("transfers/<uuid:uid>/", home.transfer, name="transfer"),
    path("calls/new/", calls.new, name="new_call"),
    path(CALL, calls.call, name="call"),
    path(f"{CALL}apply/", applications.apply, name="apply"),
    path(f"{CALL}lines/<slug:kind>/", calls.line, name="call_line"),
    path(f"{CALL}steps/<slug:step>/", calls.step, name="call_step"),
    path(APPLICATION, applications.application, name="application"),
    path(f"{APPLICATION}papers/<int:asked>/", applications.attach, name="attach"),
    path(f"{APPLICATION}send/", applications.send, name="send"),
    path(f"{APPLICATION}consents/<slug:purpose>/", applications.consent, name="consent"),
    path(f"{APPLICATION}withdraw/", applications.withdraw, name="withdraw"),
    path(f"{APPLICATION}waive/<slug:code>/", applications.waive, name="waive"),
    path(f"{APPLICATION}review/", applications.review, name="review"),
    path(f"{APPLICATION}conflict/", applications.conflict, name="conflict"),
    path("papers/<uuid:uid>/", applications.proof, name="proof"),
    path("papers/<uuid:uid>/share/", applications.share, name="share"),
    path(STAY, stays.stay, name="stay"),
    path(f"{STAY}confirm/<slug:what>/", stays.confirm, name="confirm"),
    path(f"{STAY}money/<uuid:funding>/", stays.instalment, name="instalment"),
    path(f"{STAY}paid/<int:key>/", stays.paid, name="paid"),
    path(f"{STAY}papers/<slug:kind>.<slug:form>", stays.paper, name="paper"),
    path(f"{STAY}<slug:act>/", stays.act, name="act"),
]
