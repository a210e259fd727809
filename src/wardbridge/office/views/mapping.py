"""A school's own list: which column is which, as guessed, corrected by the reader and remembered for its school."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import upload_of
from wardbridge.planning import bridge
from wardbridge.planning.domain import uploads as verbs
from wardbridge.planning.enums import UploadKind
from wardbridge.planning.models import Upload
from wardbridge.ui.dates import reader_language

NEEDED = ("code", "born")
"""Fields without which a learner can't be identified; the name may be in one column or in parts."""

SURE = 0.75
"""Confidence from which a guess is not marked for a second look."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of the list: its letter, header and samples, the field it is taken for, and whether to look twice."""

    index: int
    letter: str
    header: str
    samples: tuple[str, ...]
    field: str
    unsure: bool


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Show the guess over the first rows; on POST, read the list with what the reader chose."""
    row = upload_of(request, uid)
    if row.kind != UploadKind.LIST or not row.guess:
        raise Http404
    fields = bridge.list_fields(reader_language())
    chosen = _chosen(request, row, fields) if request.method == "POST" else _indices(row.guess["columns"])
    problems = _problems(chosen, fields) if request.method == "POST" else []
    if request.method == "POST" and not problems:
        try:
            columns = {key: ",".join(map(str, indices)) for key, indices in chosen.items()}
            verbs.choose_columns(actor=request.actor, upload=row, columns=columns)
        except Refused as refused:
            for said in refused.texts:
                messages.error(request, said)
        return redirect("office:upload_page", uid)
    address = reverse("office:upload_page", args=[row.uid])
    context = {
        "upload": row,
        "guess": row.guess,
        "columns": _columns(row.guess, chosen),
        "fields": fields,
        "problems": problems,
        "school": row.programme.school if row.programme else row.owner,
        "crumbs": [(_("Rounds"), reverse("office:rounds")), (row.name, address), (_("Match the columns"), "")],
    }
    return render(request, "office/mapping.html", context)


def _indices(columns: dict[str, str]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(int(one) for one in text.split(",")) for key, text in columns.items() if text}


def _chosen(request: ActorRequest, row: Upload, fields: dict[str, str]) -> dict[str, tuple[int, ...]]:
    """Field → columns, from one choice a column; several columns of one field are joined in their order."""
    found: dict[str, list[int]] = defaultdict(list)
    for index in range(len((row.guess or {})["headers"])):
        field = request.POST.get(f"column-{index}", "")
        if field in fields:
            found[field].append(index)
    return {field: tuple(indices) for field, indices in found.items()}


def _problems(chosen: dict[str, tuple[int, ...]], fields: dict[str, str]) -> list[str]:
    """What is still missing to know who each learner is."""
    missing = [fields[key] for key in NEEDED if key not in chosen]
    if "name.full" not in chosen and "name.given" not in chosen:
        missing.append(fields["name.full"])
    return [_("No column is marked as “%(field)s”.") % {"field": field} for field in missing]


def _columns(guess: dict[str, Any], chosen: dict[str, tuple[int, ...]]) -> list[ListColumn]:
    field_of = {index: field for field, indices in chosen.items() for index in indices}
    return [
        ListColumn(
            index=one["index"],
            letter=_letter(one["index"]),
            header=one["header"],
            samples=tuple(one["samples"][:3]),
            field=field_of.get(one["index"], ""),
            unsure=bool(one["key"]) and one["confidence"] < SURE,
        )
        for one in guess["guesses"]
    ]


def _letter(index: int) -> str:
    """A column's name as spreadsheets write it: A … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
