"""What came out of measuring a key result."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from keyfunnel.kpis.measurement import Measurement
from keyfunnel.model.calendar import Grain, Period
from keyfunnel.okr.models.choices import Kind, Status
from keyfunnel.planning.progress.question import Question
from keyfunnel.texts import Message


@dataclass(frozen=True)
class Goal:
    """What is to be judged. ``wider`` are the questions whose past lends its pace where its own is too short."""

    question: Question
    kind: Kind
    period: Period
    baseline: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    every: Grain | None = None
    wider: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Point:
    """A point of the chart. ``value`` is where it stood at the end of ``date``; ``expected`` where it had to be
    to end at the target, ``lagging`` the least with which it wouldn't be at risk."""

    date: dt.date
    value: float | None = None
    expected: float | None = None
    lagging: float | None = None

    def as_json(self) -> dict[str, Any]:
        return {"date": self.date.isoformat(), "value": self.value, "expected": self.expected, "lagging": self.lagging}


@dataclass(frozen=True)
class Outcome:
    """``progress`` is raw. ``status`` is None while it is too early to say; ``reason`` says why, or what the
    judgement rests on. ``periods_met`` of ``periods_elapsed``: of what is judged week by week or month by month."""

    status: Status | None
    current: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int = 0
    progress: float | None = None
    projected_end: float | None = None
    allowance_used: float | None = None
    periods_met: float | None = None
    periods_elapsed: int | None = None
    reason: Message | None = None
    series: tuple[Point, ...] = ()


def without_data(reason: Message | None) -> Outcome:
    return Outcome(status=Status.NO_DATA, reason=reason)


def of(measurement: Measurement, **judged: Any) -> Outcome:
    return Outcome(
        current=measurement.value,
        numerator=measurement.numerator,
        denominator=measurement.denominator,
        n=measurement.n,
        **judged,
    )
