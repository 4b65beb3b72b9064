"""The Django app of goals."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OkrConfig(AppConfig):
    name = "keyfunnel.okr"
    label = "okr"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from keyfunnel.okr.triggers import make_triggers

        post_migrate.connect(make_triggers, sender=self)
