from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CapacityConfig(AppConfig):
    name = "wardbridge.capacity"
    label = "capacity"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Capacity")
