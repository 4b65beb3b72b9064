"""The Django app of goals."""

from django.apps import AppConfig


class OkrConfig(AppConfig):
    name = "keyfunnel.okr"
    label = "okr"
    default_auto_field = "django.db.models.BigAutoField"
