"""What a numeric key result aims at, and how far a value is on the way (GOALS.md, "Progress")."""

from dataclasses import dataclass

from keyfunnel.okr.models.choices import Kind


@dataclass(frozen=True)
class Aim:
    """From ``baseline`` to ``target``; ``flow`` for what accumulates over the cycle (counts and sums).

    A flow starts the cycle at 0, so its baseline (the last period's value) is only a reference, unless the
    flow is to shrink.
    """

    kind: Kind
    flow: bool
    target: float
    baseline: float | None = None

    @property
    def allowance(self) -> bool:
        """A flow that is to shrink: each unit uses up what the target allows. Lost deals, or churned MRR, which
        is written as a negative number and shrinks by increasing."""
        negative = self.target < 0 or (self.target == 0 and (self.baseline or 0) < 0)
        return self.flow and (self.kind == Kind.DECREASE) != negative

    @property
    def from_baseline(self) -> bool:
        """Whether progress is counted from the baseline rather than from 0."""
        return not self.flow or self.allowance

    def progress(self, value: float) -> float:
        """Raw: below 0 and above 1 occur. Raises :class:`ValueError` where the aim has no way to go."""
        start = self._start
        if self.target == start:
            raise ValueError("the target equals where it starts")
        return (value - start) / (self.target - start)

    def value_at(self, progress: float) -> float:
        """The value at which progress would be ``progress``."""
        return self._start + progress * (self.target - self._start)

    def allowance_used(self, value: float) -> float | None:
        """The share of what the target allows that is used up; None where nothing is allowed, or nothing limited."""
        return value / self.target if self.allowance and self.target else None

    @property
    def _start(self) -> float:
        if not self.from_baseline:
            return 0.0
        if self.baseline is None:
            raise ValueError("progress from a baseline needs one")
        return self.baseline
