"""Many agreements from one workbook, and the workbook to fill in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbridge.agreements.domain import importing, sheets
from wardbridge.agreements.enums import Direction, Kind, Renewal, Subject
from wardbridge.agreements.messages import UNREADABLE
from wardbridge.core import files
from wardbridge.core.enums import Level
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.partners.import_forms import AgreementsForm
from wardbridge.partners.views.base import Page, form_page
from wardbridge.planning.bridge import read_cells
from wardbridge.ui.sheets import workbook_response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: ActorRequest) -> HttpResponse:
    """Begin a draft for each row of a workbook."""
    if not request.actor.office_ids:
        raise PermissionDenied
    form = AgreementsForm(request.POST or None, request.FILES or None, actor=request.actor)
    page = Page(
        _("Agreements from a workbook"),
        _("All rows or none. Each row begins a draft; nobody else sees it until you send it to the parties."),
        _("Read it"),
        empty=reverse("partners:take_empty"),
    )

    def act(data: dict[str, Any]) -> None:
        lines, code = read_cells(files.whole(data["file"]))
        if code:
            raise Refused.because(UNREADABLE, found=code)
        count = importing.take(actor=request.actor, owner=data["owner"], lines=lines)
        words = ngettext("%(count)d draft is begun.", "%(count)d drafts are begun.", count)
        messages.success(request, words % {"count": count})

    return form_page(request, page, form, act)


@login_required
@require_safe
def empty(request: ActorRequest) -> HttpResponse:
    """The heads, in the reader's language, and one row that shows what stands below them."""
    if not request.actor.office_ids:
        raise PermissionDenied
    year = request.actor.on.year + 1
    example = {
        "code": f"01/{year}/HĐ",
        "kind": Kind.SPECIFIC.label,
        "subject": Subject.PLACEMENT.label,
        "name_vi": "Hợp đồng đào tạo thực hành (mô phỏng)",
        "organisation": _("code or name"),
        "party_post": "Giám đốc",
        "post": "Hiệu trưởng",
        "first": f"01/01/{year}",
        "last": f"31/12/{year}",
        "renewal": Renewal.NONE.label,
        "notice_days": sheets.NOTICE,
        "people": 30,
        "year": year,
        "direction": Direction.OUT.label,
        "level": Level.UNIVERSITY.label,
    }
    return workbook_response(
        name="agreements.xlsx",
        title=_("Agreements"),
        note=_("One row for each agreement; overwrite the example. Under “Belongs under”: the parent’s own number."),
        heads=[str(head) for head in sheets.COLUMNS.values()],
        rows=[[value if isinstance(value, int) else str(value) for value in _row(example)]],
    )


def _row(example: dict[str, Any]) -> list[Any]:
    return [example.get(name, "") for name in sheets.COLUMNS]
