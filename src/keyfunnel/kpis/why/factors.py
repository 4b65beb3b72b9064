"""What each of the numbers that a KPI is made from did to its change."""

from collections.abc import Callable, Sequence

import numpy as np

from keyfunnel.kpis import library
from keyfunnel.kpis.aims import aims
from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.shapes import Derived, Lifetime
from keyfunnel.kpis.why.comparison import Comparison
from keyfunnel.kpis.why.explained import Factor
from keyfunnel.kpis.why.lifetime import Numbers, inputs_of, lifetime_of, read_inputs
from keyfunnel.model.calendar import Period
from keyfunnel.stats.decomposition import by_factor
from keyfunnel.texts import N_, Message

FORMULA = Message(
    "parts_of_a_formula",
    N_(
        "It is a formula of other numbers, so no part of its change belongs to one group: groups stand side by "
        "side, and what each of those numbers did is shown separately."
    ),
)
TARGET = "target"
Read = Callable[[str, Period], Measurement]
"""Measures one of the KPIs that a formula is made from, as it is measured within the formula's own value."""


def factors(
    facts: Facts, kpi: KPI, asked: Comparison, before: Measurement, now: Measurement, read: Read | None = None
) -> tuple[Factor, ...]:
    """The KPIs that a formula is made from, and what each added to the change; together they are the change.

    None of a share, whose upper part doesn't change without the lower one, and where the formula of what was measured
    isn't the value told (as where that looks further back than the period, and no ``read`` does so too).
    """
    shape, both = kpi.shape, (asked.against, asked.period)
    result: Callable[..., float]
    if isinstance(shape, Lifetime):
        groups, result = inputs_of(shape), lifetime_of
        sides = [read_inputs(facts, shape, asked, period) for period in both]
    elif isinstance(shape, Derived) and not shape.subset:
        groups, measure = _groups(shape), read or _over_the_period(facts, asked)
        sides, result = [_read(facts, groups, asked, period, measure) for period in both], _result(shape, groups)
    else:
        return ()
    told = (before.value or 0.0, now.value or 0.0)
    if not all(np.isclose(result(*side), value) for side, value in zip(sides, told, strict=True)):
        return ()
    effects = by_factor(result, *sides)
    if np.isnan(effects).any():
        return ()
    return tuple(
        _factor(facts, group, sides[0][at], sides[1][at], float(effects[at])) for at, group in enumerate(groups)
    )


def _groups(shape: Derived) -> list[tuple[str, ...]]:
    """The formula's inputs; the parts of one KPI move together."""
    found: dict[str, list[str]] = {}
    for name in shape.inputs:
        key = name.partition(":")[0]
        found.setdefault(name if key == TARGET else key, []).append(name)
    return [tuple(names) for names in found.values()]


def _result(shape: Derived, groups: Sequence[tuple[str, ...]]) -> Callable[..., float]:
    """The formula over the numbers of each group; NaN where it has no value."""

    def result(*numbers: Numbers) -> float:
        of = {
            name: number
            for names, several in zip(groups, numbers, strict=True)
            for name, number in zip(names, several, strict=True)
        }
        with np.errstate(divide="ignore", invalid="ignore"):
            parts = shape.formula(*(np.array([of[name]], np.float64) for name in shape.inputs))
            above, below = (float(np.asarray(part, np.float64)[0]) for part in parts)
        return above / below if below > 0 else float("nan")

    return result


def _over_the_period(facts: Facts, asked: Comparison) -> Read:
    def read(key: str, period: Period) -> Measurement:
        (measured,) = raw(facts, [key], asked.of(period))
        return measured

    return read


def _read(
    facts: Facts, groups: Sequence[tuple[str, ...]], asked: Comparison, period: Period, measure: Read
) -> list[Numbers]:
    return [tuple(_number(facts, name, asked, period, measure) for name in names) for names in groups]


def _number(facts: Facts, name: str, asked: Comparison, period: Period, measure: Read) -> float:
    key, _, part = name.partition(":")
    if key == TARGET:
        (found,) = aims(facts, library.get(part, facts.workspace), [period], asked.where)
    else:
        found = getattr(measure(key, period), part or "value")
    return np.nan if found is None else float(found)


def _factor(facts: Facts, names: tuple[str, ...], before: Numbers, now: Numbers, effect: float) -> Factor:
    """Of a numerator and its denominator, the mean."""
    key, _, part = names[0].partition(":")
    kpi = library.get(part if key == TARGET else key, facts.workspace)
    told = TARGET if key == TARGET else "mean" if len(names) > 1 else part
    against, value = (one[0] / one[1] if len(names) > 1 else one[0] for one in (before, now))
    return Factor(kpi.key, kpi.title, told, kpi.unit, value, against, effect)
