from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResearchConfig(AppConfig):
    name = "wardbridge.research"
    label = "research"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Research and technology")
