"""Sending e-mails: claimed one by one, sent outside of any transaction, tried again, never by two workers at once.

A delivery whose worker was killed while it spoke to the mail server is sent again when its claim runs out, under the
same Message-ID: should the server have taken the first one in that instant, mailboxes show it once.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from wardbridge.notices import texts
from wardbridge.notices.enums import DeliveryState
from wardbridge.notices.models import Delivery

MAX_TRIES = 8
CLAIM = timedelta(seconds=3 * settings.EMAIL_TIMEOUT)
log = logging.getLogger(__name__)


def send_due(limit: int = 1000) -> int:
    """Send up to `limit` deliveries that are due over one connection; returns how many were sent."""
    sent = 0
    connection = get_connection()
    try:
        for _ in range(limit):
            delivery = _claim()
            if delivery is None:
                break
            sent += _send(delivery, connection)
    finally:
        connection.close()
    return sent


def send_overdue() -> int:
    """Send what is due, when anything is: a wake-up was lost, a claim ran out, or the time for another try has come."""
    return send_due() if _due().exists() else 0


def _due() -> QuerySet[Delivery]:
    """Deliveries that wait, and those whose claim ran out."""
    open_states = Q(state=DeliveryState.QUEUED) | Q(state=DeliveryState.SENDING)
    return Delivery.objects.filter(open_states, due__lte=timezone.now())


def _claim() -> Delivery | None:
    with transaction.atomic():
        delivery = _due().select_for_update(skip_locked=True, of=("self",)).select_related("notice").first()
        if delivery is None:
            return None
        delivery.state, delivery.due = DeliveryState.SENDING, timezone.now() + CLAIM
        delivery.tries += 1
        delivery.save(update_fields=["state", "due", "tries"])
        return delivery


def _send(delivery: Delivery, connection: BaseEmailBackend) -> bool:
    try:
        message(delivery, connection).send()
    except SMTPRecipientsRefused as error:
        _fail(delivery, error, final=all(code >= 500 for code, _ in error.recipients.values()))
        return False
    except Exception as error:
        log.warning("delivery %s: %r", delivery.uid, error)
        connection.close()
        _fail(delivery, error, final=False)
        return False
    delivery.state, delivery.sent_at, delivery.error = DeliveryState.SENT, timezone.now(), ""
    delivery.save(update_fields=["state", "sent_at", "error"])
    return True


def message(delivery: Delivery, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The e-mail of this delivery, in the language of its reader."""
    notice = delivery.notice
    with translation.override(notice.language or settings.LANGUAGE_CODE):
        text = texts.text_of(notice.kind, notice.params)
        link = f"{settings.SITE_ADDRESS}{notice.link}" if notice.link else ""
        body = render_to_string("notices/email.txt", {"text": text, "link": link})
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{delivery.uid}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(text.subject, body, to=[delivery.address], headers=headers, connection=connection)


def _fail(delivery: Delivery, error: Exception, *, final: bool) -> None:
    """Try again after 1, 2, 4 … minutes; give up when the server refused for good or after `MAX_TRIES`."""
    delivery.error = repr(error)[:2000]
    final = final or delivery.tries >= MAX_TRIES
    delivery.state = DeliveryState.FAILED if final else DeliveryState.QUEUED
    delivery.due = timezone.now() + timedelta(minutes=2 ** (delivery.tries - 1))
    delivery.save(update_fields=["error", "state", "due"])
