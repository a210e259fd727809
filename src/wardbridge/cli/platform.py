"""The platform behind the commands that need its database: settings, migrations, language."""

from __future__ import annotations

import os

from wardbridge.cli.console import Refusal
from wardbridge.cli.language import _, active

SETTINGS = "wardbridge.config.settings"


def start(*, demo: bool = False) -> None:
    """Load the platform and bring its database up to date; for this process and those it starts.

    Raises
    ------
    Refusal
        The settings are wrong, or the database can't be reached or migrated.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if demo:
        os.environ.setdefault("WARDBRIDGE_DEMO", "1")
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    try:
        _load()
    except ImproperlyConfigured as error:
        raise Refusal(_("The settings are wrong: {reason}").format(reason=error)) from error
    except DatabaseError as error:
        raise Refusal(_("The database can't be used: {reason}").format(reason=str(error).strip())) from error


def _load() -> None:
    import django
    from django.core.management import call_command
    from django.utils import translation

    django.setup()
    translation.activate(active())
    call_command("migrate", verbosity=0, interactive=False)
