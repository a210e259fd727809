"""The design system: shared templates, components, charts, search, and the readers' notices."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "wardbridge.ui"
    label = "ui"
    verbose_name = "Wardbridge design system"
