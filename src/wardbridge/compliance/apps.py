from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "wardbridge.compliance"

    def ready(self) -> None:
        """Register the sentences of this app's notices."""
        from wardbridge.compliance import events  # noqa: F401  # registers its texts
