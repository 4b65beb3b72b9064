"""An objective: the sentence, whose it is, and what it hangs under."""

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone

from keyfunnel.okr.models.audited import Audited
from keyfunnel.okr.models.choices import Ambition
from keyfunnel.okr.models.cycle import Cycle


class Objectives(models.QuerySet["Objective"]):
    def standing(self) -> "Objectives":
        """Those not archived."""
        return self.filter(archived_at=None)


class Objective(Audited):
    """``key`` names it within its cycle. Its parent is an objective or a key result, never both."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="objectives")
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    owner = models.CharField(max_length=150, blank=True)
    ambition = models.CharField(max_length=10, choices=Ambition.choices, default=Ambition.COMMITTED)
    parent_objective = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    parent_key_result = models.ForeignKey(
        "okr.KeyResult", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = Objectives.as_manager()

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=("cycle", "key"), name="objective_key_once_per_cycle"),
            models.CheckConstraint(
                condition=Q(parent_objective=None) | Q(parent_key_result=None), name="objective_has_one_parent"
            ),
        )

    def __str__(self) -> str:
        return f"{self.cycle}/{self.key}"

    def archive(self, by: User | None) -> None:
        """Take it and its key results out of the cycle; what was measured stays."""
        for key_result in self.key_results.filter(archived_at=None):
            key_result.archive(by)
        self.change(by, archived_at=timezone.now())
