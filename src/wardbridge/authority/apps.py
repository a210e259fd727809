from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    name = "wardbridge.authority"
