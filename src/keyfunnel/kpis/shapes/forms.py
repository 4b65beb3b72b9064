"""The forms a KPI can take. Each names a base table (see :mod:`keyfunnel.kpis.bases`) and the date column that puts
a row into a period; conditions and values are deferred Ibis expressions over the base's columns.

Compared by identity: a deferred expression's ``==`` makes another expression.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ibis import Deferred

from keyfunnel.stats.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class Count:
    """Rows; where a row stands for several, ``weight`` is the column that says how many.

    ``stage`` names the funnel stage whose entries they are: what tells them bounds what is known of it.
    """

    base: str
    date: str
    where: Deferred | None = None
    weight: str | None = None
    stage: str | None = None


@dataclass(frozen=True, eq=False)
class Sum:
    """Σ ``value``; rows whose value is null are neither summed nor counted in n.

    ``by_month``: rows stand for whole months, so that only periods made of months have a value.
    """

    base: str
    date: str
    value: Deferred
    where: Deferred | None = None
    by_month: bool = False


@dataclass(frozen=True, eq=False)
class Distinct:
    """How many different values of the column ``of`` there are; it doesn't add up over periods or groups."""

    base: str
    date: str
    of: str
    where: Deferred | None = None


Part: TypeAlias = Count | Sum | Distinct


@dataclass(frozen=True, eq=False)
class Complete:
    """A condition for a value to be shown at all: ``filled`` must be at least ``share`` of ``rows``.

    ``text`` tells what was missing, with ``{filled}``, ``{rows}`` and ``{needed}``.
    """

    rows: Count
    filled: Count
    text: str
    share: float = 0.9


@dataclass(frozen=True, eq=False)
class Ratio:
    """Σ numerator ÷ Σ denominator.

    ``subset``: the numerator's rows are among the denominator's, so that Wilson's interval holds. ``outcome`` makes it
    a cohort: the date column of what the numerator counts, which may still come. No value lies beyond ``within``.
    """

    numerator: Part
    denominator: Part
    subset: bool = False
    outcome: str | None = None
    complete: tuple[Complete, ...] = ()
    within: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Median:
    """Median of ``value``; null values aren't ranked. ``event`` false marks a right-censored value, which
    makes it the Kaplan-Meier median."""

    base: str
    date: str
    value: Deferred
    where: Deferred | None = None
    event: Deferred | None = None


@dataclass(frozen=True, eq=False)
class AsOf:
    """Rows open at the period's end (``opened`` before it, not ``closed`` before it), or Σ ``value`` of them.

    ``since`` is the date from which the data reach, where that isn't ``opened``. The sum is multiplied by ``times``.
    """

    base: str
    opened: str
    closed: str
    value: Deferred | None = None
    where: Deferred | None = None
    times: float = 1.0
    since: str | None = None


@dataclass(frozen=True, eq=False)
class Retention:
    """Subjects held at the period's start, against the same ones at its end.

    ``base`` holds spells: rows of ``subject`` from ``opened`` until ``closed``, each with ``value`` (1 where None).
    ``numerator`` and ``denominator`` are made from each subject's level at the start and at the end:
    ``started``, ``gone`` (counts), ``start``, ``lost``, ``end``, ``kept`` (values; kept is the smaller of both).
    """

    base: str
    opened: str
    closed: str
    subject: str
    numerator: str
    denominator: str
    value: Deferred | None = None
    subset: bool = False


@dataclass(frozen=True, eq=False)
class Growth:
    """KPI ``of`` ÷ its value in the preceding equal period (or a year before) − 1."""

    of: str
    year: bool = False


@dataclass(frozen=True, eq=False)
class Derived:
    """``formula`` of other KPIs' cells, asked over the same period and groups.

    Its arguments are arrays, in the order of ``inputs``: a KPI's key for its value, ``key:numerator`` or
    ``key:denominator`` for a part of it, ``target:key`` for the target set for that KPI. The result is
    ``(numerator, denominator)``; the value is their ratio, null where the denominator is 0.

    ``subset``: the numerator counts some of what the denominator counts, so that Wilson's interval holds. ``trailing``:
    asked by week, month, quarter or year, the flows and ratios of sums it is made of are taken over so many months up
    to each period's end (a week's over as many weeks); over a range of its own, over that range. ``counting`` is the
    input that n counts the rows of, where it isn't the first.
    """

    inputs: tuple[str, ...]
    formula: Callable[..., tuple[FloatArray, FloatArray]]
    subset: bool = False
    trailing: int | None = None
    counting: str | None = None


@dataclass(frozen=True, eq=False)
class Foreseen:
    """KPI ``of`` against what was forecast of it, period by period: forecasts are taken as the last one made before
    the period began.

    ``formula`` takes arrays of actual values and forecasts, and gives each period's ``(numerator, denominator)``. They
    are summed over the last ``periods`` ones of the grain; over a range of its own, over the forecast periods in it.

    ``weekly``: as of each week that begins in the period: what the last forecast made before the week said of the
    month it begins in (else the quarter, else the year, whichever anything was forecast of).
    """

    of: str
    formula: Callable[[FloatArray, FloatArray], tuple[FloatArray, FloatArray]]
    periods: int = 1
    weekly: bool = False


@dataclass(frozen=True, eq=False)
class Lifetime:
    """What a subscriber is worth, from the KPIs named: ``mrr`` ÷ ``customers`` × ``margin`` ÷ ``churn`` a month, the
    last two over the ``months`` up to each period's end."""

    mrr: str
    customers: str
    margin: str
    churn: str
    months: int = 12


@dataclass(frozen=True, eq=False)
class Entered:
    """What people entered for the KPI ``key``: the sum over the period, or as a ``level`` the last one entered in it.

    A period for which nothing was entered has no value: that isn't 0.
    """

    key: str
    level: bool = False


Shape: TypeAlias = (
    Count | Sum | Distinct | Ratio | Median | AsOf | Retention | Growth | Derived | Foreseen | Lifetime | Entered
)
