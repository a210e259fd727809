"""``wardbridge serve``: the web server and the queue's workers, started and stopped together."""

from __future__ import annotations

import os

from wardbridge.cli import platform
from wardbridge.cli.arguments import Arguments
from wardbridge.cli.console import Refusal, complain, say
from wardbridge.cli.language import _
from wardbridge.cli.processes import Together, free, python

APPLICATION = "wardbridge.config.wsgi:application"
THREADS = "4"
"""Requests served at once; the sync views of one process share Python's lock anyway."""


def run(*, host: str, port: str, language: str) -> int:
    """Serve until stopped; exit code 0 after Ctrl-C."""
    arguments = Arguments()
    arguments.language(language)
    number = arguments.port(port)
    arguments.done()
    must_be_free(host, number)
    platform.start()
    return serve(host, number)


def must_be_free(host: str, port: int) -> None:
    """Refuse before any work is done when the address can't be had."""
    reason = free(host, port)
    if reason:
        text = _("Can't serve on {host}, port {port}: {reason}. Another --port may be free.")
        raise Refusal(text.format(host=host, port=port, reason=reason))


def serve(host: str, port: int) -> int:
    """Run granian and one worker a queue; the platform must be started."""
    from wardbridge.core.worker import QUEUES

    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    os.environ.setdefault("WARDBRIDGE_SITE_ADDRESS", address.rstrip("/"))
    family = Together()
    try:
        family.start(
            python("granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws",
                   "--blocking-threads", THREADS, "--log-level", "warning", APPLICATION)
        )  # fmt: skip
        for queue in QUEUES:
            family.start(python("django", "worker", "--queue", queue))
        if family.answers(host, port):
            say(_("Serving on {address} (stop with Ctrl+C)").format(address=address))
        code = family.keep()
    finally:
        family.stop()
    if code:
        complain(_("A process of the server ended by itself (code {code}); the others were stopped.").format(code=code))
    return code
