"""Word files from templates that people edit: filled in a sandbox, for offices upload templates of their own.

The tags are Jinja (``{{ number }}``, ``{%p for clause in clauses %}``, ``{%tr for one in learners %}``).
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.utils.translation import gettext_lazy as _
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from wardbridge.core import errors
from wardbridge.core.errors import Refused

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_UNPACKED = 50 * 1024 * 1024
UNFILLED = errors.text("document-template", _("The template can't be filled: {found}."))


def filled(template: bytes, data: dict[str, Any]) -> bytes:
    """The template with these data in its tags.

    Raises
    ------
    Refused
        ``document-template``: it is no DOCX, or its tags can't be filled.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise Refused.because(UNFILLED, found="zip")
        word = DocxTemplate(io.BytesIO(template))
        word.render(data, jinja_env=SandboxedEnvironment(autoescape=True), autoescape=True)
        out = io.BytesIO()
        word.save(out)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, TemplateError) as error:
        raise Refused.because(UNFILLED, found=str(error)[:120] or type(error).__name__) from error
    return out.getvalue()
