from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "wardbridge.core"

    def ready(self) -> None:
        # `tasks` register kinds of jobs, `events` handlers of the outbox, texts of notices and sweeps.
        autodiscover_modules("tasks", "events")
