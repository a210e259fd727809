"""What is told when a paper was looked at."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wardbridge.notices import texts

REJECTED = texts.register(
    "compliance.rejected",
    subject=_("Not accepted: {gate}"),
    body=_("{school} can't accept what you sent for “{gate}”: {words} Send it again: your placement waits for it."),
)
VERIFIED = texts.register(
    "compliance.verified",
    subject=_("Accepted: {gate}"),
    body=_("{school} has accepted what you sent for “{gate}”."),
)
