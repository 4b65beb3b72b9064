"""A difference between two periods taken apart into effects that add up to it exactly.

The product rule for finite steps, Δ(a·b) = b̄ Δa + ā Δb with ā, b̄ the means of both periods: Bennet (1920), The theory
of measurement of changes in cost of living, J. Royal Statistical Society 83:455-462. It treats both periods alike,
leaves no remainder, and is the Shapley value of two factors (Shorrocks 2013, J. Economic Inequality 11:99-126).

``x``, ``y``, ``n`` are of any one shape, a number for each group; ``_0`` is the period compared with, ``_1`` the one
looked at. A group that a period lacks counts 0 there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import factorial, fsum
from typing import Any

import numpy as np

from keyfunnel.stats.arrays import ArrayLike, FloatArray, floats


def of_sum(n_0: ArrayLike, sum_0: ArrayLike, n_1: ArrayLike, sum_1: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """``(volume, value)``: Δsum by how many there were and by what one of them was worth, sum = n · average.

    Where a period has none there is no average to compare: all of the change is volume.
    """
    change = floats(sum_1) - floats(sum_0)
    value = _mean(n_0, n_1) * _step(_per(sum_0, n_0), _per(sum_1, n_1))
    return change - value, value


def of_ratio(x_0: ArrayLike, y_0: ArrayLike, x_1: ArrayLike, y_1: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """``(mix, rate)`` of each group (k,), together Δ(Σx ÷ Σy): Kitagawa (1955), Components of a difference between two
    rates, J. American Statistical Association 50:1168-1194.

    With w a group's share of Σy, r = x ÷ y its own rate and R that of all: rate = w̄ Δr, mix = (r̄ - R̄) Δw. Measured
    against R̄ a group's mix counts for what its size does: growth of one better than the whole lifts it. Where a group
    has no rate in one period all of its effect is mix. NaN where Σy is 0.
    """
    before, now, all_0, all_1 = floats(x_0), floats(x_1), float(floats(y_0).sum()), float(floats(y_1).sum())
    if all_0 == 0 or all_1 == 0:
        return np.full(before.shape, np.nan), np.full(before.shape, np.nan)
    weight_0, weight_1 = floats(y_0) / all_0, floats(y_1) / all_1
    overall = (float(before.sum()) / all_0 + float(now.sum()) / all_1) / 2
    effect = now / all_1 - before / all_0 - overall * (weight_1 - weight_0)
    rate = _mean(weight_0, weight_1) * _step(_per(before, y_0), _per(now, y_1))
    return effect - rate, rate


def of_fraction(x_0: float, y_0: float, x_1: float, y_1: float) -> tuple[float, float]:
    """``(numerator, denominator)``: Δ(x ÷ y) by the change of each, as the product x · (1 ÷ y); NaN where a y is 0."""
    if y_0 == 0 or y_1 == 0:
        return float("nan"), float("nan")
    numerator = (x_1 - x_0) * (1 / y_0 + 1 / y_1) / 2
    return numerator, x_1 / y_1 - x_0 / y_0 - numerator


@dataclass(frozen=True)
class Concentration:
    """The ``groups`` largest effects are ``carried`` of all movement (Σ|effect|), with ``weight`` of the whole."""

    groups: int
    carried: float
    weight: float

    @property
    def surplus(self) -> float:
        """0 where groups move in step with their size, near 1 where a small one carries it all."""
        return self.carried - self.weight


def concentration(effects: ArrayLike, weights: ArrayLike, most: int = 3) -> Concentration:
    """How much of the movement at most ``most`` groups (k,) carry beyond their weight: the number of groups, the
    largest first, for which that is most. ``weights`` add up to 1. None of it where nothing moved."""
    size, weight = np.abs(floats(effects)), floats(weights)
    if not size.sum() > 0:
        return Concentration(0, 0.0, 0.0)
    order = np.argsort(-size, kind="stable")[:most]
    carried, held = np.cumsum(size[order]) / size.sum(), np.cumsum(weight[order])
    best = int(np.argmax(carried - held))
    return Concentration(best + 1, float(carried[best]), float(held[best]))


def _mean(before: ArrayLike, now: ArrayLike) -> FloatArray:
    return np.asarray((floats(before) + floats(now)) / 2)


def _per(total: ArrayLike, of: ArrayLike) -> FloatArray:
    """NaN where there are none."""
    number = floats(of)
    return floats(np.divide(floats(total), number, out=np.full(number.shape, np.nan), where=number != 0))


def _step(before: FloatArray, now: FloatArray) -> FloatArray:
    """The change, none where one of them isn't known."""
    return np.nan_to_num(now - before, nan=0.0)


def by_factor(result: Callable[..., float], before: Sequence[Any], now: Sequence[Any]) -> FloatArray:
    """Δ ``result`` by each of its arguments (k,), whatever the formula: the mean of what changing one of them does over
    all orders in which they could change one after another, which adds up to the whole change. The Shapley value:
    Shorrocks 2013, J. Economic Inequality 11:99-126, section 2. Takes 2ᵏ results; NaN where one of them is none.
    """
    k = len(before)
    values = [result(*(now[i] if chosen >> i & 1 else before[i] for i in range(k))) for chosen in range(1 << k)]
    weight = [factorial(size) * factorial(k - size - 1) / factorial(k) for size in range(k)]
    return floats(
        [
            fsum(
                weight[chosen.bit_count()] * (values[chosen | 1 << i] - values[chosen])
                for chosen in range(1 << k)
                if not chosen >> i & 1
            )
            for i in range(k)
        ]
    )
