"""Addresses of agreements, under ``partners/``."""

from __future__ import annotations

from django.urls import path

from wardbridge.partners.views import activities, ewp, papers, reading, research, signing, steps, techniques, writing

app_name = "partners"

urlpatterns = [
    path("", reading.agreements, name="list"),
    path("new/", writing.new, name="new"),
    path("sign/<str:token>/", signing.by_link, name="by_link"),
    path("sign/<str:token>/text.pdf", signing.by_link_text, name="by_link_text"),
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", activities.new, name="new_activity"),
    path("activities/<uuid:uid>/", activities.activity, name="activity"),
    path("activities/<uuid:uid>/attend/", activities.attend, name="activity_attend"),
    path("activities/<uuid:uid>/sessions/", activities.session, name="activity_session"),
    path("activities/<uuid:uid>/agreements/", activities.belongs, name="activity_belongs"),
    path("ewp/", ewp.overview, name="ewp"),
    path("ewp/factsheets/", ewp.factsheets_read, name="ewp_factsheets"),
    path("ewp/<uuid:organisation>/", ewp.identifier, name="ewp_identifier"),
    path("ewp/<uuid:organisation>/factsheet/", ewp.factsheet, name="ewp_factsheet"),
    path("ewp/<uuid:organisation>/factsheet.xml", ewp.factsheet_file, name="ewp_factsheet_file"),
    path("research/", research.overview, name="research"),
    path("research/new/", research.new, name="new_project"),
    path("research/works/new/", research.new_output, name="new_output"),
    path("research/works/<uuid:uid>/", research.output, name="output"),
    path("research/works/<uuid:uid>/authors/", research.add_author, name="add_author"),
    path("research/<uuid:uid>/", research.project, name="project"),
    path("research/<uuid:uid>/move/<str:state>/", research.move, name="project_move"),
    path("research/<uuid:uid>/add/<str:noun>/", research.add, name="project_add"),
    path("techniques/", techniques.overview, name="techniques"),
    path("techniques/new/", techniques.new, name="new_technique"),
    path("techniques/<uuid:uid>/", techniques.technique, name="technique"),
    path("techniques/<uuid:uid>/trained/", techniques.train, name="technique_train"),
    path("techniques/<uuid:uid>/cases/", techniques.cases, name="technique_cases"),
    path("techniques/<uuid:uid>/steps/<str:step>/", techniques.step, name="technique_step"),
    path("<uuid:uid>/iia.xml", ewp.agreement_file, name="ewp_agreement"),
    path("<uuid:uid>/", reading.agreement, name="agreement"),
    path("<uuid:uid>/head/", writing.head, name="head"),
    path("<uuid:uid>/parties/", writing.add_party, name="add_party"),
    path("<uuid:uid>/parties/<uuid:party>/", writing.party, name="party"),
    path("<uuid:uid>/parties/<uuid:party>/remove/", writing.remove_party, name="remove_party"),
    path("<uuid:uid>/parties/<uuid:party>/sign/<str:door>/", signing.sign, name="sign"),
    path("<uuid:uid>/share/", writing.share, name="share"),
    path("<uuid:uid>/share/<uuid:organisation>/remove/", writing.unshare, name="unshare"),
    path("<uuid:uid>/clauses/", writing.clauses, name="clauses"),
    path("<uuid:uid>/lines/<str:noun>/", writing.add_line, name="add_line"),
    path("<uuid:uid>/lines/<str:noun>/<int:pk>/remove/", writing.remove_line, name="remove_line"),
    path("<uuid:uid>/steps/<str:step>/", steps.step, name="step"),
    path("<uuid:uid>/obligations/<uuid:obligation>/", steps.meet, name="meet"),
    path("<uuid:uid>/statement/", papers.statement_page, name="statement"),
    path("<uuid:uid>/contract.docx", papers.docx, name="docx"),
    path("<uuid:uid>/template/", papers.template, name="template"),
    path("<uuid:uid>/template.docx", papers.template_file, name="template_file"),
    path("<uuid:uid>/files/<uuid:document>/", reading.document, name="document"),
]
