"""The admission decision of a round: PDF, DOCX in the hospital's template, and that template itself."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from wardbridge.agreements.domain import templates
from wardbridge.agreements.enums import PaperKind
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.word import MEDIA
from wardbridge.hospital.downloads import PDF, download, of_round_or_404
from wardbridge.schedule.exports import documents
from wardbridge.schedule.exports.word import decision_docx, shipped_template


class TemplateForm(forms.Form):
    """The template as it was changed in a word processor."""

    file = forms.FileField(
        label=gettext_lazy("Template (DOCX)"),
        help_text=gettext_lazy(
            "Take the present one, change it in your word processor, keep its tags, upload it here."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )


@login_required
@require_safe
def pdf(request: ActorRequest) -> HttpResponse:
    """The decision to receive the round's learners, with the list annexed: a draft to number, date and sign."""
    hospital, round_, rows = of_round_or_404(request)
    made = documents.admission_decision(round_.current.version, hospital, rows)
    return download(made, PDF, f"{round_.code}-{hospital.code}-quyet-dinh.pdf")


@login_required
@require_safe
def docx(request: ActorRequest) -> HttpResponse:
    """The same, to go on with in a word processor."""
    hospital, round_, rows = of_round_or_404(request)
    own = templates.of(hospital, PaperKind.DECISION)
    made = decision_docx(round_.current.version, hospital, rows, own)
    return download(made, MEDIA, f"{round_.code}-{hospital.code}-quyet-dinh.docx")


@login_required
@require_safe
def template_file(request: ActorRequest) -> HttpResponse:
    """The template in use, to be changed."""
    hospital, _round, _rows = of_round_or_404(request)
    return download(templates.of(hospital, PaperKind.DECISION) or shipped_template(), MEDIA, "quyet-dinh-mau.docx")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: ActorRequest) -> HttpResponse:
    """Keep a template of the hospital's own; it is tried with the round of the address first."""
    hospital, round_, rows = of_round_or_404(request)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            templates.store(
                actor=request.actor,
                owner=hospital,
                kind=PaperKind.DECISION,
                file=form.cleaned_data["file"],
                trial=lambda content: decision_docx(round_.current.version, hospital, rows, content),
            )
        except Refused as refused:
            form.add_error("file", refused.texts)
        else:
            messages.success(request, _("The template is kept."))
            return redirect("hospital:loads")
    return render(request, "hospital/template.html", {"form": form, "round": round_, "hospital": hospital})
