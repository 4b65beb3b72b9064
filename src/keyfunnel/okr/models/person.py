"""Someone who may sign in, and what they may do."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models

from keyfunnel.okr.models.audited import Audited
from keyfunnel.okr.models.choices import Role


class Person(Audited):
    """The role of an account. Its name, e-mail and password are Django's."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="person")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)

    class Meta:
        ordering = ("user__username",)
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.username

    @property
    def username(self) -> str:
        return self.user.get_username()

    @property
    def name(self) -> str:
        return self.user.get_full_name() or self.username

    @property
    def email(self) -> str:
        return self.user.email

    @property
    def active(self) -> bool:
        return self.user.is_active

    @property
    def names(self) -> frozenset[str]:
        """What goals may call this person as an owner."""
        return frozenset(filter(None, (self.name, self.username, self.email)))

    def become(self, role: Role, by: User | None) -> None:
        self.change(by, role=str(role))
