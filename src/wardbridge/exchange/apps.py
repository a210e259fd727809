from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "wardbridge.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Exchange")

    def ready(self) -> None:
        from wardbridge.exchange import permissions as ours
        from wardbridge.people import permissions as people

        people.ground(ours.persons)
