"""Runs of a round: start one, watch its curve, stop it, run it again."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.office import words
from wardbridge.office.access import may_write, owned_round, run_of, writable_round
from wardbridge.office.forms import RunForm
from wardbridge.office.navigation import round_context
from wardbridge.office.reading import drafts_in, drafts_of
from wardbridge.office.worth import worth_of
from wardbridge.planning.domain import runs as verbs
from wardbridge.planning.enums import RunState
from wardbridge.planning.models import Round, Run

ENDED = {RunState.DONE, RunState.CANCELLED, RunState.FAILED}
ONCE = "office.run.once"
"""Session key: tokens of run forms that were sent, so that a second press starts no second run."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def runs(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The runs of a round and the form that starts one."""
    round_ = owned_round(request, uid) if request.method != "POST" else writable_round(request, uid)
    form = RunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("office:run", round_.uid, _started(request, round_, form).number)
        except Refused as refused:
            form.add_error(None, refused.texts)
    rows = Run.objects.visible_to(request.actor).filter(round=round_).prefetch_related(drafts_of(request.actor))
    context = round_context(request, round_, "runs") | {
        "form": form,
        "once": uuid4().hex,
        "runs": rows,
        "drafts": list(drafts_in(request.actor, round_)),
    }
    return render(request, "office/runs.html", context)


def _started(request: ActorRequest, round_: Round, form: RunForm) -> Run:
    """Start the run of this form, or find the one that an earlier press of it started."""
    once = request.POST.get("once", "")[:40]
    sent: dict[str, int] = request.session.get(ONCE, {})
    if once in sent:
        return run_of(request, round_, sent[once])
    run = verbs.request(actor=request.actor, round=round_, **form.cleaned_data)
    if once:
        request.session[ONCE] = dict([*sent.items(), (once, run.number)][-20:])
    return run


@login_required
@require_safe
def run_page(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """One run: words, curve, figures; while it works, the page asks again for the live part."""
    round_ = owned_round(request, uid)
    label = _("Run %(number)s") % {"number": number}
    context = round_context(request, round_, "runs", (label, "")) | _live(request, round_, number)
    return render(request, "office/run.html", context)


@login_required
@never_cache
@require_safe
def live(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """The live part of the run page."""
    round_ = owned_round(request, uid)
    return render(request, "office/run_live.html", _live(request, round_, number) | {"round": round_})


def _live(request: ActorRequest, round_: Round, number: int) -> dict[str, Any]:
    run = run_of(request, round_, number)
    run.state = verbs.state_of(run)
    ended = run.state in ENDED
    job = run.job
    write = may_write(request, round_)
    return {
        "run": run,
        "ended": ended,
        "may_write": write,
        "may_retry": write and ended,
        "cancelling": bool(job and job.cancel_requested),
        "progress": job.progress if job else 0.0,
        "sentences": words.run_sentences(run),
        "reasons": words.reasons(request.actor, round_, run),
        "changes": words.changes(request.actor, round_, run),
        "ways": words.ways(request.actor, round_, run),
        "parts": words.parts(run),
        "foreseen": words.foreseen(run),
        "worth": worth_of(round_, run) if ended else [],
        "draft": drafts_in(request.actor, round_).filter(run=run).order_by("number").first(),
        "curve_json": json.dumps({"points": run.curve, "words": _curve_words()}),
    }


def _curve_words() -> dict[str, str]:
    return {"seconds": _("seconds"), "objective": _("score found"), "bound": _("no plan exceeds")}


@login_required
@require_POST
def cancel(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """Stop a run; it keeps the best plan that it has found."""
    round_ = writable_round(request, uid)
    verbs.cancel(actor=request.actor, run=run_of(request, round_, number))
    return redirect("office:run", round_.uid, number)


@login_required
@require_POST
def retry(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """Take a run up again that failed or lost its worker; else a further run with the same settings."""
    round_ = writable_round(request, uid)
    old = run_of(request, round_, number)
    try:
        if verbs.state_of(old) == RunState.FAILED:
            run = verbs.retry(actor=request.actor, run=old)
        else:
            run = verbs.request(actor=request.actor, round=round_, time_limit=old.time_limit, seed=old.seed)
    except Refused as refused:
        for said in refused.texts:
            messages.error(request, said)
        return redirect("office:run", round_.uid, number)
    return redirect("office:run", round_.uid, run.number)


@login_required
@require_POST
def try_way(request: ActorRequest, uid: UUID, number: int, way: int) -> HttpResponse:
    """Plan the round as a way out of this run would make it; the records stay as they are."""
    round_ = writable_round(request, uid)
    try:
        run = verbs.try_way(actor=request.actor, run=run_of(request, round_, number), way=way)
    except Refused as refused:
        for said in refused.texts:
            messages.error(request, said)
        return redirect("office:run", round_.uid, number)
    return redirect("office:run", round_.uid, run.number)
