"""Who changed what, when, from what to what: written once, never edited."""

from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from keyfunnel.model.errors import BadInput

COMMAND_LINE = "command line"


class AuditEntries(models.QuerySet["AuditEntry"]):
    def update(self, **_changes: Any) -> NoReturn:
        raise BadInput("the audit log can't be changed")

    def delete(self) -> NoReturn:
        raise BadInput("the audit log can't be deleted")


class AuditEntry(models.Model):
    """``before`` and ``after`` hold the fields that changed; ``before`` is empty for what was created."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    who = models.CharField(max_length=150)  # stays readable when the account is gone
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=300, db_index=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = AuditEntries.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise BadInput("the audit log can't be changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise BadInput("the audit log can't be deleted")


def record(
    by: User | None,
    action: str,
    subject: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write one entry. ``by`` is None for the command line, which whoever holds the home folder may use."""
    who = by.get_username() if by is not None else COMMAND_LINE
    return AuditEntry.objects.create(
        by=by, who=who, action=action, subject=subject[:300], before=before or {}, after=after or {}
    )
