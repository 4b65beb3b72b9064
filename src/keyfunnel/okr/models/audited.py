"""Verbs that every recorded object has: created, changed and archived, each with its entry in the audit log."""

from typing import Any, Self

from django.contrib.auth.models import User
from django.db import models

from keyfunnel.okr.models.audit import record


class Audited(models.Model):
    class Meta:
        abstract = True

    @property
    def subject(self) -> str:
        """What the audit log calls it."""
        return f"{self._meta.verbose_name} {self}"

    @classmethod
    def begin(cls, by: User | None, **fields: Any) -> Self:
        """Create and record one."""
        created = cls(**fields)
        created.save(force_insert=True)
        record(by, "created", created.subject, after={name: _plain(value) for name, value in fields.items()})
        return created

    def change(self, by: User | None, **fields: Any) -> bool:
        """Set ``fields``; saves and records only what differs. Returns whether anything did."""
        before = {name: getattr(self, name) for name, value in fields.items() if getattr(self, name) != value}
        if not before:
            return False
        for name in before:
            setattr(self, name, fields[name])
        self.save(update_fields=list(before))
        record(
            by,
            "changed",
            self.subject,
            before={name: _plain(value) for name, value in before.items()},
            after={name: _plain(fields[name]) for name in before},
        )
        return True


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value
