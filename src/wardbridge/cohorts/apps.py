from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "wardbridge.cohorts"

    def ready(self) -> None:
        from wardbridge.cohorts import permissions as ours
        from wardbridge.people import permissions as people

        people.ground(ours.persons)
