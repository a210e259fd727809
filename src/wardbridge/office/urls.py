"""Addresses of the coordinator's desk."""

from __future__ import annotations

from django.urls import path

from wardbridge.office.views import (
    board,
    compare,
    downloads,
    ledger,
    mapping,
    moves,
    publish,
    repairs,
    rounds,
    runs,
    swaps,
    templates,
    uploads,
    versions,
)

app_name = "office"

ROUND = "rounds/<uuid:uid>/"
RUN = f"{ROUND}runs/<int:number>/"
DRAFT = f"{ROUND}drafts/<int:number>/"
REPAIR = f"{ROUND}repairs/<int:number>/"
UPLOAD = "uploads/<uuid:uid>/"

urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("template/<str:language>.xlsx", templates.template, name="template"),
    path("upload/", uploads.upload, name="upload"),
    path(UPLOAD, uploads.upload_page, name="upload_page"),
    path(f"{UPLOAD}faults.csv", uploads.faults, name="faults"),
    path(f"{UPLOAD}confirm/", uploads.confirm, name="upload_confirm"),
    path(f"{UPLOAD}discard/", uploads.discard, name="upload_discard"),
    path(f"{UPLOAD}retry/", uploads.retry, name="upload_retry"),
    path(f"{UPLOAD}columns/", mapping.mapping, name="mapping"),
    path(ROUND, rounds.round_page, name="round"),
    path(f"{ROUND}list/", uploads.upload_list, name="upload_list"),
    path(f"{ROUND}runs/", runs.runs, name="runs"),
    path(RUN, runs.run_page, name="run"),
    path(f"{RUN}live/", runs.live, name="run_live"),
    path(f"{RUN}cancel/", runs.cancel, name="run_cancel"),
    path(f"{RUN}retry/", runs.retry, name="run_retry"),
    path(f"{RUN}ways/<int:way>/", runs.try_way, name="run_way"),
    path(f"{ROUND}compare/", compare.compare, name="compare"),
    path(f"{ROUND}board/", board.board, name="board"),
    path(f"{DRAFT}groups/<str:key>/", board.rows, name="board_rows"),
    path(f"{DRAFT}learners/<uuid:enrolment>/", board.learner, name="board_learner"),
    path(f"{DRAFT}targets/", moves.targets, name="board_targets"),
    path(f"{DRAFT}check/", moves.check, name="board_check"),
    path(f"{DRAFT}move/", moves.move, name="board_move"),
    path(f"{DRAFT}undo/", moves.undo, name="board_undo"),
    path(f"{DRAFT}redo/", moves.redo, name="board_redo"),
    path(f"{DRAFT}lock/", moves.lock, name="board_lock"),
    path(f"{DRAFT}repair/", repairs.make_room, name="repair_room"),
    path(f"{DRAFT}publish/", publish.publish, name="publish"),
    path(f"{ROUND}versions/", versions.versions, name="versions"),
    path(f"{ROUND}versions/<int:number>/", versions.version, name="version"),
    path(f"{ROUND}versions/<int:number>/schedule.xlsx", downloads.xlsx, name="version_xlsx"),
    path(f"{ROUND}versions/<int:number>/<str:kind>/<uuid:hospital>.pdf", downloads.pdf, name="version_pdf"),
    path(f"{ROUND}repairs/", repairs.begin, name="repair_begin"),
    path(REPAIR, repairs.repair_page, name="repair"),
    path(f"{REPAIR}live/", repairs.live, name="repair_live"),
    path(f"{REPAIR}changes/<int:position>/", repairs.withdraw, name="repair_withdraw"),
    path(f"{REPAIR}work/", repairs.work, name="repair_work"),
    path(f"{REPAIR}cancel/", repairs.cancel, name="repair_cancel"),
    path(f"{REPAIR}publish/", repairs.take_over, name="repair_take"),
    path(f"{ROUND}disruptions/", ledger.disruptions, name="disruptions"),
    path(f"{DRAFT}hold/", ledger.hold, name="hold"),
    path(f"{ROUND}swaps/", swaps.swaps, name="swaps"),
    path(f"{ROUND}swaps/<uuid:swap>/", swaps.decide, name="swap_decide"),
]
