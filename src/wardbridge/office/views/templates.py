"""Download an empty workbook in the reader's choice of language."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wardbridge.core.middleware import ActorRequest
from wardbridge.planning import bridge

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def languages() -> list[tuple[str, str]]:
    """Language and label of each template."""
    return [("vi", _("Vietnamese workbook")), ("en", _("English workbook")), ("fr", _("French workbook"))]


@login_required
@require_safe
def template(request: ActorRequest, language: str) -> HttpResponse:
    """An empty workbook with validation lists, notes and an example row."""
    if language not in dict(languages()):
        raise Http404
    response = HttpResponse(bridge.template(language), content_type=SHEET_TYPE)
    response["Content-Disposition"] = f'attachment; filename="wardbridge-{language}.xlsx"'
    return response
