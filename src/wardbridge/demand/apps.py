from django.apps import AppConfig


class DemandConfig(AppConfig):
    name = "wardbridge.demand"

    def ready(self) -> None:
        """Register the sentences of this app's refusals and notices, and its daily sweep."""
        from wardbridge.demand import events, messages  # noqa: F401  # they register their texts
