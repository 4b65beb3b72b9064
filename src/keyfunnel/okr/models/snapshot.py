"""How a key result stood, as measured from one edition: what pages read."""

from django.db import models

from keyfunnel.okr.models.choices import Status
from keyfunnel.okr.models.key_result import KeyResult


class KeyResultSnapshot(models.Model):
    """One measurement of a key result as of ``today`` (included), from ``edition``.

    ``progress`` is raw: below 0 and above 1 occur. An empty ``status`` is "too early to say", and ``reason``
    (code, text, params of a :class:`~keyfunnel.texts.Message`) says why. ``series`` is the chart: a list of
    ``{date, value, expected, lagging}``, ``expected`` being where it should be by then.
    """

    key_result = models.ForeignKey(KeyResult, models.CASCADE, related_name="snapshots")
    edition = models.PositiveIntegerField()
    today = models.DateField()
    measured_at = models.DateTimeField(auto_now=True)

    current = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    n = models.PositiveBigIntegerField(default=0)
    progress = models.FloatField(null=True)
    projected_end = models.FloatField(null=True)
    allowance_used = models.FloatField(null=True)
    periods_met = models.FloatField(null=True)
    periods_elapsed = models.PositiveIntegerField(null=True)
    status = models.CharField(max_length=10, choices=Status.choices, blank=True)
    reason = models.JSONField(null=True)
    series = models.JSONField(default=list)

    class Meta:
        ordering = ("today", "edition", "id")
        constraints = (
            models.UniqueConstraint(fields=("key_result", "edition", "today"), name="snapshot_once_per_edition_day"),
        )

    def __str__(self) -> str:
        return f"{self.key_result} on {self.today}"
