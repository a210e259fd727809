from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScheduleConfig(AppConfig):
    name = "wardbridge.schedule"
    label = "schedule"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Schedule")
