from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class PlanningConfig(AppConfig):
    name = "wardbridge.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = pgettext_lazy("part of the platform", "Planning")
