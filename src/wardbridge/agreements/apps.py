from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "wardbridge.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Agreements")
