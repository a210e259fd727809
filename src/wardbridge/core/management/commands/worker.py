"""``python -m django worker``: do long work until stopped."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wardbridge.core import worker


class Command(BaseCommand):
    help = (
        "Runs queued work: imports, plans, documents, e-mail. Stop it with Ctrl+C; what it was doing is taken up again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queue", action="append", choices=worker.QUEUES, help="only this queue (default: all)")
        parser.add_argument("--batch", action="store_true", help="end when nothing is left to do")

    def handle(self, *args: Any, **options: Any) -> None:
        worker.run(queues=options["queue"] or worker.QUEUES, batch=options["batch"])
