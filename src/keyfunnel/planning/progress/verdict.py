"""Status: computed from progress at the projected end, never typed in (GOALS.md, "Status")."""

from collections.abc import Iterable

from keyfunnel.okr.models.choices import Status

ON_TRACK = 0.95
LAGGING = 0.75
STALE_DAYS = 14
_ROUNDING = 1e-9  # 0.1 + 0.2 of the way is 0.3 of it

# From the weakest to the strongest. Missing data outrank what merely lags, for nobody knows how bad they are;
# "too early to say" (None) is nothing to worry about, but nothing to be sure of either.
_ORDER: tuple[Status | None, ...] = (
    Status.MISSED,
    Status.AT_RISK,
    Status.STALE,
    Status.NO_DATA,
    Status.LAGGING,
    None,
    Status.ON_TRACK,
    Status.DONE,
)


def on_course(progress_at_end: float) -> Status:
    """What a running key result is heading for."""
    if progress_at_end >= ON_TRACK - _ROUNDING:
        return Status.ON_TRACK
    return Status.LAGGING if progress_at_end >= LAGGING - _ROUNDING else Status.AT_RISK


def met(progress: float) -> bool:
    return progress >= 1 - _ROUNDING


def at_end(progress: float) -> Status:
    return Status.DONE if met(progress) else Status.MISSED


def weakest(statuses: Iterable[Status | None]) -> Status | None:
    """An objective stands as its weakest key result."""
    return min(statuses, key=_ORDER.index, default=Status.NO_DATA)


def shown(progress: float | None) -> float | None:
    """Progress as a page shows it: clamped to 0–100 %, with the raw value beside it."""
    return None if progress is None else min(max(progress, 0.0), 1.0)


def weighted(parts: Iterable[tuple[float, float | None]]) -> float | None:
    """The mean of progress by weight over the key results that have any; None where none has.

    What has no data is left out, not counted as 0.
    """
    known = [(weight, progress) for weight, progress in parts if progress is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * progress for weight, progress in known) / total if total else None
