"""Whose goal it is: the company's, a team's (with the teams below it), a rep's, or several of them."""

from django.db import models
from django.db.models import Q

from keyfunnel.okr.models.choices import ScopeKind
from keyfunnel.okr.models.key_result import KeyResult
from keyfunnel.okr.models.objective import Objective


class Scope(models.Model):
    """One scope of an objective or of a key result.

    ``ref`` is the id in the sales model, which a renaming leaves alone; ``name`` what it was called when the
    goal was applied. Both are empty for the company. ``by_id``: the goals file names it by id, because
    several have that name.
    """

    objective = models.ForeignKey(Objective, models.CASCADE, null=True, blank=True, related_name="scopes")
    key_result = models.ForeignKey(KeyResult, models.CASCADE, null=True, blank=True, related_name="scopes")
    kind = models.CharField(max_length=10, choices=ScopeKind.choices)
    ref = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    by_id = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(objective=None, key_result__isnull=False) | Q(objective__isnull=False, key_result=None),
                name="scope_of_an_objective_or_a_key_result",
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())
