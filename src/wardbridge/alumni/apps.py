from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlumniConfig(AppConfig):
    name = "wardbridge.alumni"
    label = "alumni"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("People over the years")
