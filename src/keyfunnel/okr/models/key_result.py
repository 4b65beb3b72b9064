"""A key result: a KPI, filtered and scoped, that is to reach a target by the cycle's end."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone

from keyfunnel.okr.models.audited import Audited
from keyfunnel.okr.models.choices import BaselineHow, Kind
from keyfunnel.okr.models.objective import Objective

if TYPE_CHECKING:
    from keyfunnel.okr.models.scope import Scope


class KeyResults(models.QuerySet["KeyResult"]):
    def standing(self) -> "KeyResults":
        """Those not archived, nor under an archived objective."""
        return self.filter(archived_at=None, objective__archived_at=None)

    def bound_to(self, stage: str) -> "KeyResults":
        return self.filter(stage=stage)


class KeyResult(Audited):
    """``key`` names it within its objective.

    ``stage`` places it on the funnel (and parameterises the KPIs that need a stage). ``where`` maps a
    dimension to names or ids, as written in the goals. The baseline is frozen when the goal is applied.
    ``increase``, ``decrease`` and ``recurring`` aim at ``target``; ``keep`` at the band from ``target_low``
    to ``target_high``, either of which may be open. ``keep`` and ``recurring`` are judged every ``every``.
    An objective's own number is a key result that doesn't count in its progress.
    """

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="key_results")
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    kpi = models.CharField(max_length=80)
    stage = models.CharField(max_length=80, blank=True)
    where = models.JSONField(default=dict, blank=True)
    owner = models.CharField(max_length=150, blank=True, help_text="Empty: the objective's.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    every = models.CharField(max_length=10, blank=True)

    baseline = models.FloatField(null=True, blank=True)
    baseline_how = models.CharField(max_length=10, choices=BaselineHow.choices, default=BaselineHow.AUTO)
    baseline_numerator = models.FloatField(null=True, blank=True)
    baseline_denominator = models.FloatField(null=True, blank=True)
    baseline_n = models.PositiveBigIntegerField(null=True, blank=True)
    baseline_edition = models.PositiveIntegerField(null=True, blank=True)

    target = models.FloatField(null=True, blank=True)
    target_low = models.FloatField(null=True, blank=True)
    target_high = models.FloatField(null=True, blank=True)
    weight = models.FloatField(default=1.0)
    own_number = models.BooleanField(default=False)
    drivers = models.JSONField(default=list, blank=True, help_text="Keys of KPIs that move it.")
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = KeyResults.as_manager()

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=("objective", "key"), name="key_result_key_once_per_objective"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="key_result_weight_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.objective}/{self.key}"

    @property
    def responsible(self) -> str:
        """Its owner, else the objective's."""
        return self.owner or self.objective.owner

    @property
    def effective_scopes(self) -> "list[Scope]":
        """Its own scopes, else the objective's."""
        return list(self.scopes.all()) or list(self.objective.scopes.all())

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        return {dimension: tuple(values) for dimension, values in self.where.items()}

    def archive(self, by: User | None) -> None:
        """Take it out of its objective; what was measured stays."""
        self.change(by, archived_at=timezone.now())
